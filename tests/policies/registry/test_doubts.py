"""Sources that contradict each other, enterprises that contest a fact, sources that fell silent: each has its queue."""

from datetime import date

import pytest

from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.models import Enterprise, Fact, FactConflict
from policies.registry.conflicts import KEEP_EARLIER, KEEP_LATER, settle_conflict
from policies.registry.contests import ContestedBefore, NotCorrectedYet, answer_contest, contest_fact
from policies.registry.doubts import contests, open_conflicts, stale_sources
from policies.registry.states import ConflictState, ContestState
from tests.conftest import Clock
from tests.policies.grants.worlds import person_of
from tests.policies.registry.worlds import a_conflict, current_fact, says
from tests.policies.worlds import enterprise, imported, officer, uscc

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(clock: Clock) -> Enterprise:
    clock.set(date(2023, 2, 1))
    return enterprise(1)


def test_another_sources_other_word_opens_one_contradiction_and_the_later_word_counts(firm: Enterprise) -> None:
    conflict = a_conflict(firm)
    assert (conflict.earlier.text, conflict.current().text) == ("城东产业园", "高新区")
    says(firm, "science", "开发区")
    assert list(open_conflicts()) == [conflict]


def test_the_same_source_correcting_itself_and_another_agreeing_contradict_nobody(firm: Enterprise) -> None:
    says(firm, "market", "城东产业园")
    says(firm, "tax", "城东产业园")
    says(firm, "tax", "高新区")
    assert not FactConflict.objects.exists()


@pytest.mark.parametrize(("keep", "counts"), [(KEEP_EARLIER, "城东产业园"), (KEEP_LATER, "高新区")])
def test_a_person_says_which_word_holds_and_both_stay(firm: Enterprise, keep: str, counts: str) -> None:
    conflict = settle_conflict(conflict_id=a_conflict(firm).pk, keep=keep, reason="现场核实", by=officer(Role.REVIEWER))
    assert (conflict.state, current_fact(firm).text) == (ConflictState.SETTLED, counts)
    assert set(Fact.objects.filter(kind__code="enterprise.park").values_list("source", flat=True)) == {"market", "tax"}
    assert not open_conflicts()


def test_a_settled_contradiction_is_not_settled_again_nor_by_who_may_not(firm: Enterprise) -> None:
    conflict, reviewer = a_conflict(firm), officer(Role.REVIEWER)
    with pytest.raises(NotAllowed):
        settle_conflict(conflict_id=conflict.pk, keep=KEEP_LATER, reason="", by=person_of(firm))
    settle_conflict(conflict_id=conflict.pk, keep=KEEP_LATER, reason="核实", by=reviewer)
    events, facts = Event.objects.count(), Fact.objects.count()
    with pytest.raises(WrongState):
        settle_conflict(conflict_id=conflict.pk, keep=KEEP_EARLIER, reason="反悔", by=reviewer)
    assert (Event.objects.count(), Fact.objects.count()) == (events, facts)


def test_an_import_that_contradicts_another_department_is_told_row_by_row(firm: Enterprise) -> None:
    says(firm, "market", "城东产业园")
    header = ["统一社会信用代码", "企业名称", "所在园区"]
    imported([header, [uscc(1), firm.name, "高新区"], [uscc(2), "乙", "高新区"]], source="tax", as_of=date(2023, 2, 1))
    assert [one.enterprise_id for one in open_conflicts()] == [firm.pk]


def test_an_enterprise_contests_its_own_fact_once_and_a_stranger_never(firm: Enterprise) -> None:
    fact, person = current_fact(firm), person_of(firm)
    contest_fact(enterprise=firm, fact=fact, claim="在高新区", by=person)
    events = Event.objects.count()
    with pytest.raises(ContestedBefore):
        contest_fact(enterprise=firm, fact=fact, claim="在高新区", by=person)
    with pytest.raises(NotAllowed):
        contest_fact(enterprise=firm, fact=fact, claim="不在", by=person_of(enterprise(2)))
    assert (Event.objects.count(), contests().count()) == (events, 1)


def test_a_contest_is_upheld_only_after_the_source_has_corrected_itself(firm: Enterprise) -> None:
    reviewer = officer(Role.REVIEWER)
    contest = contest_fact(enterprise=firm, fact=current_fact(firm), claim="在高新区", by=person_of(firm))
    with pytest.raises(NotCorrectedYet):
        answer_contest(contest_id=contest.pk, upheld=True, reason="已更正", by=reviewer)
    says(firm, "market", "高新区")
    answered = answer_contest(contest_id=contest.pk, upheld=True, reason="已更正", by=reviewer)
    assert (answered.state, current_fact(firm).text) == (ContestState.UPHELD, "高新区")
    assert not contests()


def test_a_dismissed_contest_leaves_the_fact_and_tells_the_enterprise_why(firm: Enterprise) -> None:
    fact = current_fact(firm)
    contest = contest_fact(enterprise=firm, fact=fact, claim="在高新区", by=person_of(firm))
    answer_contest(contest_id=contest.pk, upheld=False, reason="经核实无误", by=officer(Role.REVIEWER))
    assert current_fact(firm) == fact
    assert firm.party.notices.get().params["reason"] == "经核实无误"


def test_a_source_is_overdue_from_the_day_after_its_facts_may_last_be_used(clock: Clock) -> None:
    clock.set(date(2023, 2, 1))
    header = ["统一社会信用代码", "企业名称", "严重违法失信"]
    imported([header, [uscc(1), "甲", "否"]], source="credit", as_of=date(2023, 1, 31))
    limit = stale_sources("zh", date(2030, 1, 1))[0].max_age_days
    last = date.fromordinal(date(2023, 1, 31).toordinal() + limit)
    assert stale_sources("zh", date.fromordinal(last.toordinal())) == []
    found = stale_sources("zh", date.fromordinal(last.toordinal() + 1))
    assert [(one.code, one.overdue_days) for one in found] == [("credit.serious_dishonest", 1)]
