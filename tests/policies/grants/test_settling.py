"""What the rule leaves to a person is settled match by match, with a word, before anything is owed."""

from typing import Any

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import Refused
from cms.kernel.models import Event
from cms.kernel.money import to_fen
from policies.grants.errors import AmountAboveDue, AmountLeftToRule, NotLookedAt
from policies.grants.models import Decision, Grant
from policies.grants.settling import Settled
from policies.matching.models import Match
from tests.policies.grants.worlds import RULE, World, a_world, person_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
CEILING = RULE | {"amount_is": "ceiling"}
WORD = "按设备核定发票额度核定"


@pytest.fixture
def world() -> World:
    """Two enterprises for which the rule gives at most 20,000 and 30,000 yuan."""
    return a_world(revenues=(2_000_000, 3_000_000), rule=CEILING)


def by_amount() -> list[Match]:
    return list(Match.objects.order_by("amount"))


def refused(world: World, reason: type[Refused], settled: dict[int, Settled]) -> None:
    """Nothing is decided, for the reason."""
    events = Event.objects.count()
    with pytest.raises(reason):
        world.decide(settled=settled)
    assert (Decision.objects.count(), Grant.objects.count(), Event.objects.count()) == (0, 0, events)


def test_a_ceiling_is_not_granted_by_confirming_a_list(world: World) -> None:
    first, second = by_amount()
    refused(world, NotLookedAt, {})
    refused(world, NotLookedAt, {first.pk: Settled(1_000_000, WORD), second.pk: Settled(1_000_000, "  ")})


def test_nobody_settles_more_than_the_rule_gives_or_nothing(world: World) -> None:
    first, second = by_amount()
    for fen in (0, -1, 2_000_001):
        refused(world, AmountAboveDue, {first.pk: Settled(fen, WORD), second.pk: Settled(1, WORD)})


def test_what_was_settled_is_owed_and_stands_on_the_trail_with_its_reason(world: World) -> None:
    first, second = by_amount()
    decision = world.decide(settled={first.pk: Settled(1_234_567, WORD), second.pk: Settled(3_000_000, "足额")})
    assert sorted(to_fen(grant.entitled) for grant in Grant.objects.all()) == [1_234_567, 3_000_000]
    assert to_fen(decision.demand) == 4_234_567
    kept = Event.objects.get(name="decision.made").data["settled"]
    assert {"match": first.pk, "fen": 1_234_567, "reason": WORD} in kept


def test_the_enterprise_reads_what_was_settled_and_why(world: World) -> None:
    first, second = by_amount()
    world.decide(settled={first.pk: Settled(1_234_567, WORD), second.pk: Settled(3_000_000, "足额")})
    client = Client()
    client.force_login(person_of(first.enterprise))
    shown = client.get(reverse("policies:benefit", args=[Grant.objects.get(match=first).pk])).content.decode()
    assert f"规则测算的上限为 20,000.00 元，部门核定 12,345.67 元。理由：{WORD}" in shown
    assert "足额" not in shown


def test_who_is_left_out_needs_no_amount(world: World) -> None:
    first, second = by_amount()
    world.decide(settled={first.pk: Settled(1_000_000, WORD)}, left_out={second.pk: "设备未投产"})
    assert to_fen(Grant.objects.get().entitled) == 1_000_000


def test_where_the_rule_gives_the_amount_looking_does_not_change_it() -> None:
    world = a_world(revenues=(2_000_000,))
    with pgtrigger.ignore():  # as a rule would that sends a merger to a person
        Match.objects.update(needs_review=True)
    [match] = by_amount()
    refused(world, AmountLeftToRule, {match.pk: Settled(1_000_000, WORD)})
    world.decide(settled={match.pk: Settled(2_000_000, WORD)})
    assert to_fen(Grant.objects.get().entitled) == 2_000_000


def posted(world: World, **fields: Any) -> tuple[int, str]:
    client = Client()
    client.force_login(world.reviewer)
    answer = client.post(reverse("policies:decide", args=[world.version.pk]), fields)
    return answer.status_code, answer.content.decode()


def test_the_page_asks_for_amount_and_reason_and_keeps_what_was_typed(world: World) -> None:
    first, second = by_amount()
    said = {"looked_at": [first.pk, second.pk], f"amount_{first.pk}": "12345.67", f"word_{first.pk}": WORD}
    status, page = posted(world, **said, **{f"amount_{second.pk}": "三万", f"word_{second.pk}": "足额"})
    assert (status, Grant.objects.count()) == (422, 0)
    assert "“三万”不是有效金额" in page
    assert WORD in page
    status, _page = posted(world, **said, **{f"amount_{second.pk}": "30,000", f"word_{second.pk}": "足额"})
    assert (status, Grant.objects.count()) == (302, 2)


def test_the_page_tells_what_becomes_of_a_short_budget_where_the_policy_says_nothing(world: World) -> None:
    short = a_world(revenues=(2_000_000,), fen=100_00, rule=CEILING, code="short", first_serial=21)
    client = Client()
    client.force_login(short.reviewer)
    page = client.get(reverse("policies:decide", args=[short.version.pk])).content.decode()
    assert "资金不足时：先到先得" in page
    assert "逐户核定金额并写明理由" in page


def test_before_it_is_settled_the_enterprise_reads_that_the_amount_is_the_most(world: World, client: Client) -> None:
    first, _second = by_amount()
    client.force_login(person_of(first.enterprise))
    page = client.get(reverse("policies:benefits")).content.decode()
    assert "最高 " in page
    assert "20,000.00" in page
