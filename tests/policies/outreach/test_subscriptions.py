"""Told once when the enterprise becomes eligible, never of what is known or received, and off with one click."""

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.utils.translation import override

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import Membership, Message
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.models import Enterprise, Subscription, Telling
from policies.outreach.errors import NotInRegistry
from policies.outreach.queries import SALT, off_link
from policies.outreach.services import subscribe, unsubscribe
from tests.policies.grants.worlds import a_world, person_of
from tests.policies.officers import a_person
from tests.policies.outreach.worlds import a_small_firm, grows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def told(firm: Enterprise) -> list[str]:
    """What the firm's person was told of becoming eligible."""
    return [message.body for message in Message.objects.filter(user=person_of(firm))]


@pytest.mark.parametrize("of_all", [True, False])
def test_a_person_is_told_once_when_the_enterprise_becomes_eligible(of_all: bool) -> None:
    world, firm = a_small_firm()
    subscribe(enterprise=firm, policy=None if of_all else world.version.policy, by=person_of(firm))
    assert told(firm) == []
    grows(firm)
    grows(firm, 1_600_000)
    (body,) = told(firm)
    assert world.version.title_zh in body
    assert "以部门审核为准" in body


def test_two_wishes_of_one_person_are_told_as_one() -> None:
    world, firm = a_small_firm()
    for policy in (None, world.version.policy):
        subscribe(enterprise=firm, policy=policy, by=person_of(firm))
    grows(firm)
    assert len(told(firm)) == 1


def test_what_could_be_seen_when_subscribing_is_not_told() -> None:
    world = a_world()
    run_due()
    subscribe(enterprise=world.firms[0], policy=None, by=person_of(world.firms[0]))
    grows(world.firms[0], 5_000_000)
    assert told(world.firms[0]) == []


def test_what_is_granted_already_is_never_recommended() -> None:
    world = a_world()
    run_due()
    firm = world.firms[0]
    world.decide()
    subscribe(enterprise=firm, policy=None, by=person_of(firm))
    Telling.objects.all().delete()
    grows(firm, 5_000_000)
    assert told(firm) == []


def test_who_no_longer_acts_for_the_enterprise_is_not_told() -> None:
    _world, firm = a_small_firm()
    person = person_of(firm)
    subscribe(enterprise=firm, policy=None, by=person)
    Membership.objects.filter(user=person).update(state=MembershipState.ENDED)
    grows(firm)
    assert not Message.objects.filter(user=person).exists()


def test_a_wish_for_another_enterprise_is_refused_and_nothing_is_kept() -> None:
    _world, firm = a_small_firm()
    with pytest.raises(NotAllowed):
        subscribe(enterprise=firm, policy=None, by=a_person(Role.ENTERPRISE))
    with pytest.raises(NotInRegistry):
        subscribe(enterprise=None, policy=None, by=person_of(firm))
    assert not Subscription.objects.exists()


def test_the_mail_says_how_to_turn_it_off_and_the_link_does_so_without_a_login() -> None:
    _world, firm = a_small_firm()
    wish = subscribe(enterprise=firm, policy=None, by=person_of(firm))
    grows(firm)
    (letter,) = [one for one in mail.outbox if one.to == [person_of(firm).email]]
    header = letter.extra_headers["List-Unsubscribe"]
    assert off_link(wish) in header
    assert off_link(wish) in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)
    assert "将不再收到" in stranger.get(off_link(wish)).content.decode()
    wish.refresh_from_db()
    assert wish.ended_at is None
    answer = stranger.post(off_link(wish), {"List-Unsubscribe": "One-Click"})
    assert "不再提醒" in answer.content.decode()
    wish.refresh_from_db()
    assert wish.ended_at is not None


def test_the_mail_is_in_the_language_in_which_the_wish_was_made() -> None:
    _world, firm = a_small_firm()
    with override("en"):
        subscribe(enterprise=firm, policy=None, by=person_of(firm))
    grows(firm)
    (letter,) = [one for one in mail.outbox if one.to == [person_of(firm).email]]
    assert "now qualifies for a policy" in letter.subject
    assert "To stop reminders of this kind" in letter.body
    assert "符合" in Message.objects.get(user=person_of(firm)).body


def test_a_benefit_lost_and_won_again_within_a_period_is_told_once() -> None:
    _world, firm = a_small_firm()
    subscribe(enterprise=firm, policy=None, by=person_of(firm))
    for yuan in (1_500_000, 500_000, 1_700_000):
        grows(firm, yuan)
    assert len(told(firm)) == 1


@pytest.mark.parametrize("token", ["1", "1:forged", Signer(salt=SALT).sign("x"), Signer(salt=SALT).sign(0)])
def test_a_link_that_was_not_signed_here_turns_nothing_off(client: Client, token: str) -> None:
    _world, firm = a_small_firm()
    subscribe(enterprise=firm, policy=None, by=person_of(firm))
    assert client.post(f"/unsubscribe/{token}/").status_code == 404
    assert Subscription.objects.filter(ended_at=None).count() == 1


def test_the_page_keeps_and_ends_a_wish(client: Client) -> None:
    world, firm = a_small_firm()
    client.force_login(person_of(firm))
    address = "/benefits/subscriptions/"
    back = client.post(address, {"policy": world.version.policy_id, "back": "/benefits/checkup/"})
    assert back.headers["Location"] == "/benefits/checkup/"
    elsewhere = client.post(address, {"policy": "", "back": "https://evil.example/"})
    assert elsewhere.headers["Location"] == address
    page = client.get(address).content.decode()
    assert world.version.title_zh in page
    wish = Subscription.objects.get(policy=world.version.policy)
    assert client.post(f"{address}{wish.pk}/end/").status_code == 302
    assert Subscription.objects.get(ended_at=None).policy is None
    unsubscribe(subscription_id=wish.pk, by=person_of(firm))
    assert Subscription.objects.filter(ended_at=None).count() == 1
