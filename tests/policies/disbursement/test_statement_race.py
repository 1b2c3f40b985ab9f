"""A statement beside the bank's late answers: both take payments before accounts, so that neither is thrown back."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection

from policies.disbursement import entries, settlement
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.models import Attempt
from policies.disbursement.settlement import import_statement
from tests.conftest import Clock, CommittedDatabase
from tests.databases import until_somebody_waits
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day, now, paid
from tests.policies.disbursement.worlds import County, a_county

ONLY_WHAT_IT_NAMES = """
SELECT p.id FROM policies_payment p
 WHERE p.id IN (SELECT a.payment_id FROM policies_attempt a JOIN policies_statementline l
                    ON l.end_to_end_id = a.end_to_end_id WHERE l.statement_id = %(statement)s)
 ORDER BY p.id FOR NO KEY UPDATE
"""


@pytest.fixture
def county(committed_db: CommittedDatabase, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def refused_while_the_statement_lacks_it(county: County, monkeypatch: pytest.MonkeyPatch) -> list[type[Exception]]:
    """The bank refuses one order while a statement that has the other alone is half way; what was thrown back."""
    claim_slice(county.released(2).slices.get().pk)
    first, second = Attempt.objects.select_related("payment").order_by("pk")
    posted, settle = Event(), settlement._settle
    thrown_back: list[type[Exception]] = []

    def settle_late(*given: Any) -> None:
        posted.set()
        until_somebody_waits()
        settle(*given)

    def answer() -> None:
        posted.wait(timeout=30)
        try:
            record_outcomes([(second.pk, Outcome(Verdict.REFUSED, code="AC01"))])
        except OperationalError as deadlock:
            thrown_back.append(type(deadlock))
        finally:
            connection.close()

    monkeypatch.setattr(settlement, "_settle", settle_late)
    answering = Thread(target=answer)
    answering.start()
    try:
        import_statement(day(paid(first)))
    except OperationalError as deadlock:
        thrown_back.append(type(deadlock))
    answering.join()
    return thrown_back


def test_a_late_answer_waits_for_the_statement(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused_while_the_statement_lacks_it(county, monkeypatch) == []
    assert now() == (["settled", "released"], ["settled", "unknown"])


def test_holding_only_what_the_statement_names_one_of_the_two_is_thrown_back(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "HOLD_PAYMENTS", ONLY_WHAT_IT_NAMES)
    assert refused_while_the_statement_lacks_it(county, monkeypatch) == [OperationalError]
