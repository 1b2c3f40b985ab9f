"""The pages of a round of matching in a browser: accessible, quiet, within the window; they move by themselves."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from cms.kernel.people.models import User
from cms.kernel.roles import Role
from policies.matching import rounds
from policies.matching.rounds import judge_part
from policies.matching.states import RoundState
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.policies.matching.test_rounds import begun
from tests.policies.worlds import officer

pytestmark = pytest.mark.browser
PASSWORD = "a long password"


@pytest.fixture
def editor(
    committed_db: CommittedDatabase, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[User]:
    """An editor of policies in February 2023, when rounds have parts of two enterprises."""
    clock.set(date(2023, 2, 1))
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    monkeypatch.setattr(rounds, "LEAST", 2)
    rounds._together.cache_clear()
    user = officer(Role.EDITOR)
    user.set_password(PASSWORD)
    user.save()
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield user


@pytest.mark.parametrize("width", [1440, 390])
def test_a_round_is_watched_until_somebody_stops_it(editor: User, visit: Callable[..., Visitor], width: int) -> None:
    one = begun()
    first, second, _third = one.parts.order_by("number")
    judge_part(first.pk)
    visitor = visit(width=width)
    visitor.log_in(editor.email, PASSWORD)
    for path in ("/matches/", "/matches/rounds/", f"/matches/rounds/{one.pk}/"):
        page = visitor.open(path)
        assert (path, axe_faults(page), overflow(page)) == (path, [], 0)
    assert page.locator("progress").get_attribute("value") == "33"
    judge_part(second.pk)
    page.locator("progress[value='66']").wait_for()
    page.get_by_role("button", name="取消匹配").click()
    page.get_by_text("已取消").first.wait_for()
    one.refresh_from_db()
    assert one.state == RoundState.CANCELLED
    assert visitor.complaints == []
