"""What rules see of the registry: one enterprise with sources, all enterprises as columns; the two never differ."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from cms.kernel.money import yuan
from policies.models import AwardRecord, FormerNumber, ListMembership
from policies.registry.former import answered_numbers
from policies.registry.kinds import vocabulary
from policies.registry.known import awards_of, facts_of
from policies.registry.services import state_facts
from policies.registry.snapshot import current_snapshot
from policies.rules.periods import parse_period
from policies.rules.values import Missing, Relation
from tests.conftest import Clock
from tests.policies.worlds import OPENING, enterprise, uscc

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 1)


@pytest.fixture(autouse=True)
def own_snapshots(clock: Clock, tmp_path: object) -> object:
    clock.set(TODAY)
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def test_a_value_comes_with_its_unit_source_and_day() -> None:
    one = enterprise(1)
    values = {"finance.revenue": 12_345, "ui.layoff_rate": 55_000, "ui.insured_average": 30}
    facts = {(code, "2022"): value for code, value in values.items()}
    state_facts(enterprise=one, facts=facts, source="statistics", as_of=OPENING, by=None)
    known, year = facts_of(one), parse_period("2022")
    revenue = known.get("finance.revenue", year)
    assert not isinstance(revenue, Missing)
    assert (revenue.value, revenue.source, revenue.as_of) == (Decimal("123.45"), "statistics", OPENING)
    assert known.get("ui.layoff_rate", year).value == Decimal("0.055")
    assert known.get("ui.insured_average", year).value == 30
    assert isinstance(known.get("finance.revenue", parse_period("2021")), Missing)


def test_awards_under_former_and_merged_numbers_are_answered_for() -> None:
    heir, old = enterprise(1), enterprise(2)
    FormerNumber.objects.create(enterprise=heir, number="341826000012345", kind="former")
    FormerNumber.objects.create(enterprise=heir, number=uscc(2), kind="merged")
    for holder, number in ((heir, "341826000012345"), (old, uscc(2))):
        AwardRecord.objects.create(
            enterprise=holder, family="首次进规", awarded_on=OPENING, amount=yuan("10"), number=number, source="finance"
        )
    answered = facts_of(heir).awards("首次进规").value
    assert {award.relation for award in answered} == {Relation.FORMER_NUMBER, Relation.MERGED}
    assert [award.relation for award in facts_of(old).awards("首次进规").value] == [Relation.SELF]
    assert facts_of(old).awards("another").value == ()


def test_an_award_under_the_first_number_is_answered_for_after_the_second_change_of_number() -> None:
    last, middle, first = enterprise(1), enterprise(2), enterprise(3)
    FormerNumber.objects.create(enterprise=last, number=uscc(2), kind="former")
    FormerNumber.objects.create(enterprise=middle, number=uscc(3), kind="predecessor")
    FormerNumber.objects.create(enterprise=first, number="341826000012345", kind="merged")
    FormerNumber.objects.create(enterprise=first, number=uscc(1), kind="former")  # a ring ends
    for holder, number in ((first, uscc(3)), (first, "341826000012345"), (last, uscc(1))):
        AwardRecord.objects.create(
            enterprise=holder, family="首次进规", awarded_on=OPENING, amount=yuan("10"), number=number, source="finance"
        )
    answered = [award.relation for award in facts_of(last).awards("首次进规").value]
    assert sorted(answered) == sorted([Relation.SELF, Relation.PREDECESSOR, Relation.MERGED])
    assert {pk: len(families["首次进规"]) for pk, families in awards_of().items()}[last.pk] == len(answered)


def test_the_way_back_through_numbers_is_one_question_however_long(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    line = [enterprise(serial) for serial in range(1, 5)]
    for later, earlier in pairwise(line):
        FormerNumber.objects.create(enterprise=later, number=earlier.party.uscc, kind="former")
    with django_assert_num_queries(1):
        found = answered_numbers([line[0].pk])
    assert {number for _pk, number, _kind in found} == {one.party.uscc for one in line[1:]}


def test_a_list_nobody_ever_entered_is_unknown_and_one_with_members_is_known_of_everybody() -> None:
    one, two = enterprise(1), enterprise(2)
    assert isinstance(facts_of(two).in_list("list.county_50", TODAY), Missing)
    ListMembership.objects.create(
        list_code="list.county_50", enterprise=one, valid_from=OPENING, valid_until=TODAY, source="industry"
    )
    assert facts_of(one).in_list("list.county_50", date(2023, 1, 31)).value is True
    assert facts_of(one).in_list("list.county_50", TODAY).value is False
    assert facts_of(two).in_list("list.county_50", TODAY).value is False


def test_a_snapshot_holds_every_enterprise_and_is_made_anew_only_when_facts_change() -> None:
    one, two = enterprise(1, credit__abnormal_list=False), enterprise(2)
    lines = [{"step": "hi_tech", "awarded_on": "2021-11-03"}]
    facts = {("finance.revenue", "2022"): 500, ("cert.held", ""): lines}
    state_facts(enterprise=one, facts=facts, source="tax", as_of=OPENING, by=None)
    first = current_snapshot()
    frame = first.frame(["finance.revenue[2022]", "cert.held", "credit.abnormal_list", "none"], TODAY, vocabulary())
    assert frame["enterprise"].to_list() == [one.pk, two.pk]
    assert frame["finance.revenue[2022]"].to_list() == [500, None]
    assert frame["cert.held"].to_list()[0][0]["awarded_on"] == date(2021, 11, 3)
    assert frame["credit.abnormal_list"].to_list() == [False, None]
    assert current_snapshot() == first
    state_facts(enterprise=two, facts={("finance.revenue", "2022"): 600}, source="tax", as_of=OPENING, by=None)
    assert current_snapshot() != first
    assert first.frame(["finance.revenue[2022]"], TODAY, vocabulary())["finance.revenue[2022]"].to_list() == [500, None]


def test_a_value_too_old_on_the_day_is_missing_from_the_frame() -> None:
    enterprise(1, credit__abnormal_list=False)
    frame = current_snapshot().frame(["credit.abnormal_list"], date(2023, 2, 4), vocabulary())
    assert frame["credit.abnormal_list"].to_list() == [None]
