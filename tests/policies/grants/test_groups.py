"""Exclusive groups: of several policies one stands, or the difference, or what a shared cap leaves; and the reason."""

from datetime import date
from random import Random
from typing import Any

import pytest
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.money import from_fen, to_fen, yuan
from cms.kernel.roles import Role
from policies.budgets.services import appropriate
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.errors import GroupContradicted, GroupNamedTwice
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import Channel
from policies.grants.applying import Asked, grant_asked
from policies.grants.errors import GroupTaken, GroupUsedUp, NothingToDecide
from policies.grants.grouping import due_matches, standings_of
from policies.grants.models import Grant
from policies.grants.queries import undecided_matches
from policies.grants.services import decide_grants, reopen_grant, withdraw_grant
from policies.grants.states import GrantState
from policies.matching.queries import matches_to_decide
from policies.models import Enterprise, Version
from policies.registry.lineage import lineage
from policies.registry.models import FormerNumber, NumberKind
from policies.registry.services import state_facts
from policies.rules.groups import Claim, Held, Why, settle
from policies.rules.syntax import GroupMode
from tests.policies.budgets.worlds import a_line
from tests.policies.grants.worlds import a_firm, fixed
from tests.policies.officers import a_person
from tests.policies.worlds import department

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
GROUP = "稳岗返还"


def policy(
    code: str, rate: str, *, mode: str = "highest", floor: int = 0, document: Any = None, **more: Any
) -> Version:
    """A live policy of the group that pays a rate of last year's revenue, with money on its line."""
    maker, line_of = a_person(Role.MAKER), f"line-{code}"
    line = a_line(by=maker, code=line_of)
    appropriate(line_id=line.pk, amount=from_fen(10**10), document=f"财预{code}", by=maker)
    revenue = {"fact": "finance.revenue[y]"}
    rule = {
        "rule": 2, "code": code, "title": {"zh": f"政策{code}", "en": f"Policy {code}"},
        "assessed": {"grain": "year", "lag": 1}, "exclusive_group": GROUP,
        "within_group": {"mode": mode} | more,
        "who": {"compare": {"left": revenue, "is": "以上", "right": {"yuan": str(floor)}}},
        "amount": {"multiply": [revenue, {"ratio": rate}]},
    }  # fmt: skip
    family = draft_policy(code=code, title_zh=f"政策{code}", lead_department=department(), by=None)
    said = PolicyDocument(
        title_zh=f"政策{code}", valid_from=date(2023, 1, 1), rule=rule, budget_line_id=line.pk, **(document or {})
    )
    return publish_version(policy_id=family.pk, by=None, document=said)


def followed(later: Enterprise, earlier: Enterprise) -> None:
    FormerNumber.objects.create(enterprise=later, number=earlier.uscc, kind=NumberKind.PREDECESSOR)


def decide(version: Version) -> Any:
    return decide_grants(version_id=version.pk, by=a_person(Role.REVIEWER, department()))


def due(version: Version) -> list[int]:
    """What is due under the version, in fen, largest claim first."""
    return [to_fen(yuan(match.due)) for match in due_matches(version)]


def test_the_higher_stands_and_the_lower_is_kept_with_its_reason() -> None:
    firm = a_firm(1, 1_000_000)
    low, high = policy("low", "0.01"), policy("high", "0.02")
    run_due()
    assert (due(low), due(high)) == ([], [2_000_000])
    kept = matches_to_decide(low).get(enterprise=firm)
    told = standings_of([kept])[kept.pk]
    assert (told.standing.why, told.other, told.is_due) == (Why.LOWER, "政策high", False)
    assert told.sentence == "与“政策high”同属不重复享受组“稳岗返还”，按就高不重复，以“政策high”为准，本项不兑付。"
    with pytest.raises(NothingToDecide):
        decide(low)
    assert not Grant.objects.exists()
    assert decide(high).demand == yuan("20000")
    assert (due(low), undecided_matches(low).count()) == ([], 0)


def test_what_was_granted_first_leaves_nothing_where_only_the_highest_is_paid() -> None:
    a_firm(1, 1_000_000)
    low = policy("low", "0.01")
    run_due()
    decide(low)
    high = policy("high", "0.02")
    run_due()
    with pytest.raises(NothingToDecide):
        decide(high)
    told = next(iter(standings_of(matches_to_decide(high)).values()))
    assert (told.standing.why, Grant.objects.count()) == (Why.HELD, 1)


def test_the_difference_is_due_after_a_lower_one_was_granted_and_a_higher_one_tops_that_up_again() -> None:
    a_firm(1, 1_000_000)
    granted = []
    for code, rate in (("one", "0.01"), ("two", "0.02"), ("three", "0.05")):
        version = policy(code, rate, mode="top_up")
        run_due()
        granted.append(decide(version).grants.get())
    assert [to_fen(grant.entitled) for grant in granted] == [1_000_000, 1_000_000, 3_000_000]
    assert [grant.tops_up for grant in granted] == [None, granted[0], granted[1]]


def test_the_first_in_the_declared_order_stands_though_it_is_lower() -> None:
    a_firm(1, 1_000_000)
    second, first = policy("b", "0.05", mode="order", order=2), policy("a", "0.01", mode="order", order=1)
    run_due()
    assert (due(second), due(first)) == ([], [1_000_000])


def test_policies_under_a_shared_cap_are_paid_in_order_until_it_is_reached() -> None:
    a_firm(1, 1_000_000), a_firm(2, 100_000)
    shared = {"mode": "shared_cap", "cap": "25000"}
    first, second, third = (policy(code, "0.02", order=place, **shared) for place, code in enumerate("abc"))
    run_due()
    assert [due(one) for one in (first, second, third)] == [[2_000_000, 200_000], [500_000, 200_000], [200_000]]
    told = {match.enterprise_id: standings_of([match])[match.pk] for match in matches_to_decide(second)}
    assert sorted(one.standing.why for one in told.values()) == [Why.CAPPED, Why.STANDS]
    decide(second)
    assert (due(first), due(third)) == ([2_000_000, 200_000], [200_000])


@pytest.mark.parametrize(("mode", "left"), [("highest", None), ("order", None), ("top_up", 1_000_000)])
def test_what_is_asked_for_gets_what_the_group_leaves(mode: str, left: int | None) -> None:
    a_firm(1, 1_000_000)
    low = policy("low", "0.01", mode=mode)
    run_due()
    decide(low)
    high = policy("high", "0.02", mode=mode)
    run_due()
    asked = [Asked(matches_to_decide(high).get(), 2_000_000)]
    reviewer = a_person(Role.REVIEWER, department())
    if left is None:
        with pytest.raises(GroupUsedUp):
            grant_asked(version_id=high.pk, asked=asked, by=reviewer)
        assert Grant.objects.count() == 1
    else:
        grant = grant_asked(version_id=high.pk, asked=asked, by=reviewer).grants.get()
        assert (to_fen(grant.entitled), grant.tops_up) == (left, Grant.objects.get(version=low))


def test_two_that_say_different_things_of_one_group_are_not_published_beside_each_other() -> None:
    policy("one", "0.01", mode="top_up")
    with pytest.raises(GroupContradicted):
        policy("two", "0.01", mode="order")
    with pytest.raises(GroupNamedTwice):
        policy("three", "0.01", mode="top_up", document={"exclusive_group": "另一组"})
    assert Version.objects.count() == 1


def test_a_lapsed_grant_is_not_reopened_beside_what_took_its_place() -> None:
    a_firm(1, 1_000_000)
    low = policy("low", "0.01")
    run_due()
    decision = decide(low)
    fixed(decision)
    assert decision.grants.get().state == GrantState.LAPSED
    high = policy("high", "0.02")
    run_due()
    taken = decide(high).grants.get()
    reviewer = a_person(Role.REVIEWER, department())
    with pytest.raises(GroupTaken):
        reopen_grant(grant_id=decision.grants.get().pk, by=reviewer, reason="来电说明")
    assert decision.grants.get().state == GrantState.LAPSED
    withdraw_grant(grant_id=taken.pk, by=reviewer, reason="数据有误")
    assert reopen_grant(grant_id=decision.grants.get().pk, by=reviewer, reason="来电说明").state == GrantState.DECIDED


def refused(version: Version, how: str) -> None:
    """The version's one grant lapses or is withdrawn, or its department leaves the match out."""
    reviewer = a_person(Role.REVIEWER, department())
    if how == "left_out":
        a_firm(9, 5_000_000)
        run_due()
        left_out = {match.pk: "抽查不符" for match in due_matches(version) if match.enterprise.name.count("第1")}
        decide_grants(version_id=version.pk, by=reviewer, left_out=left_out)
    elif how == "lapsed":
        fixed(decide(version))
    else:
        withdraw_grant(grant_id=decide(version).grants.get().pk, by=reviewer, reason="数据有误")


@pytest.mark.parametrize("how", ["lapsed", "withdrawn", "left_out"])
def test_a_higher_one_that_was_given_up_refused_or_left_out_frees_the_lower(how: str) -> None:
    firm = a_firm(1, 1_000_000)
    low, high = policy("low", "0.01"), policy("high", "0.02")
    run_due()
    assert due(low) == []
    refused(high, how)
    [freed] = due_matches(low)
    assert (freed.enterprise, to_fen(yuan(freed.due))) == (firm, 1_000_000)
    assert standings_of([freed])[freed.pk].standing.why is Why.STANDS
    assert decide(low).demand == yuan("10000")
    told = standings_of(matches_to_decide(high).filter(enterprise=firm))
    assert [one.standing.why for one in told.values()] == [Why.HELD]


def test_a_claim_that_was_left_out_comes_before_the_lower_again_when_its_amount_changes() -> None:
    firm = a_firm(1, 1_000_000)
    low, high = policy("low", "0.01"), policy("high", "0.02")
    run_due()
    refused(high, "left_out")
    revenue = {("finance.revenue", "2022"): 150_000_000}
    state_facts(enterprise=firm, facts=revenue, source="tax", as_of=date(2023, 1, 31), by=None)
    run_due()
    assert due(low) == []
    with pytest.raises(NothingToDecide):
        decide(low)
    assert not Grant.objects.filter(enterprise=firm).exists()


def test_what_was_given_up_uses_nothing_of_a_shared_cap() -> None:
    a_firm(1, 1_000_000)
    shared = {"mode": "shared_cap", "cap": "25000"}
    first, second = (policy(code, "0.02", order=place, **shared) for place, code in enumerate("ab"))
    run_due()
    assert due(second) == [500_000]
    refused(first, "lapsed")
    assert due(second) == [2_000_000]


@pytest.mark.parametrize(("mode", "left"), [("highest", None), ("order", None), ("top_up", 2_000_000)])
def test_what_a_predecessor_was_granted_counts_in_the_group(mode: str, left: int | None) -> None:
    earlier, later = a_firm(1, 1_000_000), a_firm(2, 1_500_000)
    low = policy("low", "0.01", mode=mode, order=1)
    run_due()
    first = decide_grants(
        version_id=low.pk,
        by=a_person(Role.REVIEWER, department()),
        left_out={m.pk: "抽查" for m in due_matches(low) if m.enterprise == later},
    ).grants.get()
    followed(later, earlier)
    high = policy("high", "0.02", mode=mode, order=2)
    run_due()
    [match] = matches_to_decide(high).filter(enterprise=later)
    asked = [Asked(match, 3_000_000)]
    if left is None:
        assert due(high) == []
        assert standings_of([match])[match.pk].standing.why is Why.HELD
        with pytest.raises(GroupUsedUp):
            grant_asked(version_id=high.pk, asked=asked, by=a_person(Role.REVIEWER, department()))
        assert Grant.objects.get() == first
    else:
        assert standings_of([match])[match.pk].standing.fen == left
        assert [to_fen(grant.entitled) for grant in decide(high).grants.all()] == [left]
        assert Grant.objects.get(version=high).tops_up == first


def test_the_claims_of_one_line_stand_before_one_another_and_take_one_place() -> None:
    earlier, later, alone = a_firm(1, 1_000_000), a_firm(2, 2_000_000), a_firm(3, 300_000)
    followed(later, earlier)
    low, high = policy("low", "0.01"), policy("high", "0.02", floor=1_500_000)
    run_due()
    assert [match.enterprise for match in due_matches(low)] == [alone]
    decide(high)
    decide(low)
    keys = {grant.enterprise: grant.exclusive_key for grant in Grant.objects.all()}
    assert keys == {later: f"{GROUP}:{earlier.pk}:2022", alone: f"{GROUP}:{alone.pk}:2022"}


@pytest.mark.parametrize("mode", list(GroupMode))
def test_the_list_of_a_policy_and_the_reasons_of_one_enterprise_say_the_same(mode: GroupMode) -> None:
    dice = Random(mode)
    firms = [a_firm(serial, dice.choice([100_000, 300_000, 900_000])) for serial in range(1, 9)]
    followed(firms[6], firms[7])
    followed(firms[0], firms[6])
    cap = {"cap": "20000"} if mode is GroupMode.SHARED_CAP else {}
    versions = []
    for place, rate in enumerate(dice.sample(["0.01", "0.02", "0.02", "0.03"], 4)):
        floor = dice.choice([0, 200_000, 500_000])
        versions.append(policy(f"p{place}", rate, mode=mode, floor=floor, order=dice.randint(0, 2), **cap))
        if place == 1:
            run_due()
            for early in versions:
                left_out = {m.pk: "抽查" for m in due_matches(early) if m.enterprise in firms[3:]}
                if len(left_out) < due_matches(early).count():
                    by = a_person(Role.REVIEWER, department())
                    decide_grants(version_id=early.pk, by=by, left_out=left_out)
    run_due()
    assert Grant.objects.exists()
    for version in versions:
        holders = Grant.objects.filter(policy=version.policy).values_list("enterprise", flat=True)
        granted = {one for pk in holders for one in lineage().line(pk)}
        asked = [one for one in matches_to_decide(version) if one.enterprise_id not in granted]
        one_by_one = {pk: told.standing.fen for pk, told in standings_of(asked).items() if told.is_due}
        listed = {match.pk: to_fen(yuan(match.due)) for match in due_matches(version) if match in asked}
        assert listed == one_by_one
        assert len(one_by_one) <= len(asked)


def test_shares_never_exceed_what_the_group_allows() -> None:
    dice = Random(7)
    for _turn in range(500):
        claims = [Claim(number, dice.randint(1, 9), dice.randint(0, 2)) for number in range(dice.randint(1, 5))]
        held = [Held(number, dice.randint(1, 9)) for number in dice.sample(range(7), dice.randint(0, 2))]
        for mode in GroupMode:
            told = settle(mode, claims, held, cap_fen=12)
            total, paid = sum(one.fen for one in told), sum(one.fen for one in held)
            highest = max(claim.fen for claim in claims)
            allowed = {GroupMode.SHARED_CAP: max(12 - paid, 0), GroupMode.TOP_UP: max(highest - paid, 0)}
            assert total <= allowed.get(mode, 0 if held else highest)
            assert len(told) == len(claims)


def test_the_reason_stands_on_the_pages_of_the_enterprise_and_of_the_department(client: Any) -> None:
    firm = a_firm(1, 1_000_000)
    low, _high = policy("low", "0.01"), policy("high", "0.02")
    run_due()
    client.force_login(a_person(Role.ENTERPRISE, firm.party))
    assert "以“政策high”为准，本项不兑付" in client.get(reverse("policies:benefits")).content.decode()
    client.force_login(a_person(Role.REVIEWER, department()))
    assert "以“政策high”为准，本项不兑付" in client.get(reverse("policies:matches", args=[low.pk])).content.decode()


@pytest.mark.parametrize(("mode", "said"), [("highest", "本项不再兑付"), ("top_up", "本项补足差额 10,000.00 元")])
@pytest.mark.parametrize("channel", [Channel.NO_APPLICATION, Channel.ON_APPLICATION])
def test_the_pages_of_a_version_know_what_was_granted_beside_it(
    client: Any, mode: str, said: str, channel: Channel
) -> None:
    firm = a_firm(1, 1_000_000)
    low = policy("low", "0.01", mode=mode)
    run_due()
    decide(low)
    high = policy("high", "0.02", mode=mode, document={"channel": channel})
    run_due()
    client.force_login(a_person(Role.REVIEWER, department()))
    page = client.get(reverse("policies:matches", args=[high.pk])).content.decode()
    assert "不重复享受组“稳岗返还”中的“政策low”已确认兑付，" + said in page
    own = client.get(reverse("policies:matches", args=[low.pk])).content.decode()
    assert "本项已确认兑付。" in own
    assert "政策low”已确认兑付" not in own
    client.force_login(a_person(Role.ENTERPRISE, firm.party))
    assert said in client.get(reverse("policies:benefits")).content.decode()
