"""Two people confirm the same brought statement at once: one does, the other is told."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from cms.kernel.errors import WrongState
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from cms.kernel.trail import record
from policies.disbursement import bringing
from policies.disbursement.bringing import bring_statement, confirm_statement
from policies.disbursement.statements import BroughtStatement
from tests.conftest import Clock, CommittedDatabase
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_brought import a_file
from tests.policies.disbursement.test_statements import now
from tests.policies.disbursement.worlds import County, a_county
from tests.policies.grants.test_races import both
from tests.policies.officers import a_person


@pytest.fixture
def county(committed_db: CommittedDatabase, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def two_confirm_at_once(county: County) -> list[type[Exception]]:
    """Two people who did not bring it confirm it at the same moment."""
    brought = bring_statement(body=a_file(county), by=county.maker)
    people = (county.checker, a_person(Role.CHECKER))

    def confirming(by: User) -> Callable[[], object]:
        return lambda: confirm_statement(brought_id=brought.pk, by=by)

    return both(*(confirming(by) for by in people))


def confirmations() -> int:
    return Event.objects.filter(name="brought_statement.confirmed").count()


def test_of_two_who_confirm_at_once_one_does_and_the_other_is_told(county: County) -> None:
    assert two_confirm_at_once(county) == [WrongState]
    assert (confirmations(), now()) == (1, (["settled"], ["settled"]))


def test_without_the_row_held_and_moved_from_its_state_both_confirm(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Barrier(2)

    def not_held(brought_id: int, by: User) -> BroughtStatement:
        found = BroughtStatement.objects.get(pk=brought_id)
        looked.wait(timeout=30)
        return found

    def blindly(row: BroughtStatement, to: str, *, by: User, values: dict[str, Any], **data: Any) -> None:
        BroughtStatement.objects.filter(pk=row.pk).update(state=to, **values)
        record(f"{row.NOUN}.{to}", about=row, by=by)

    monkeypatch.setattr(bringing, "_held", not_held)
    monkeypatch.setattr(bringing, "advance", blindly)
    assert two_confirm_at_once(county) == []
    assert confirmations() == 2
