"""What enterprises and departments see of grants, and what they do there."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.grants.models import Decision, Grant
from policies.grants.states import GrantState
from policies.matching.queries import matches_to_decide
from policies.models import BankAccount
from tests.policies.grants.worlds import World, a_world, fixed, person_of, silent_contacted
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decided() -> World:
    world = a_world(revenues=(2_000_000, 3_000_000, 999_999))
    world.firms, world.near = world.firms[:2], world.firms[2]  # type: ignore[attr-defined]
    world.decide()
    return world


def test_an_enterprise_sees_what_it_is_owed_and_until_when() -> None:
    world = decided()
    page = seen_by(person_of(world.firms[0])).get(reverse("policies:benefits")).content.decode()
    assert "20,000.00" in page
    assert "2023年2月16日 24:00" in page
    assert world.firms[1].name not in page


def test_a_near_miss_is_told_with_what_it_lacks() -> None:
    world = decided()
    page = seen_by(person_of(world.near)).get(reverse("policies:benefits")).content.decode()  # type: ignore[attr-defined]
    assert "差一项" in page
    assert "1元" in page


def test_the_page_of_a_benefit_says_why_with_source_and_day() -> None:
    world = decided()
    address = reverse("policies:benefit", args=[world.grant(0).pk])
    page = seen_by(person_of(world.firms[0])).get(address).content.decode()
    assert "金额：20,000.00元" in page
    assert "统计局" in page
    assert "2023-01-20" in page
    assert "•" in page
    assert seen_by(person_of(world.firms[1])).get(address).status_code == 404


def test_an_enterprise_confirms_on_the_page() -> None:
    world = decided()
    grant, account = world.grant(0), BankAccount.objects.get(enterprise=world.firms[0])
    client, address = seen_by(person_of(world.firms[0])), reverse("policies:benefit", args=[grant.pk])
    half = client.post(address, {"scale": "S"})
    assert half.status_code == 422
    assert world.grant(0).state == GrantState.DECIDED
    done = client.post(address, {"scale": "S", "account": account.pk, "agrees": "on"}, follow=True)
    assert done.status_code == 200
    assert world.grant(0).state == GrantState.CONFIRMED


def test_a_confirmation_after_the_deadline_is_refused_on_the_page(clock) -> None:
    world = decided()
    grant, account = world.grant(0), BankAccount.objects.get(enterprise=world.firms[0])
    client, address = seen_by(person_of(world.firms[0])), reverse("policies:benefit", args=[grant.pk])
    silent_contacted(grant.decision)
    clock.set(grant.decision.confirm_until)
    answer = client.post(address, {"scale": "S", "account": account.pk, "agrees": "on"})
    assert answer.status_code == 422
    assert "2023-02-16 24:00" in answer.content.decode()
    assert world.grant(0).state == GrantState.DECIDED


def test_an_enterprise_gives_another_account_that_waits_to_be_verified() -> None:
    world = decided()
    client, grant = seen_by(person_of(world.firms[0])), world.grant(0)
    address = reverse("policies:new_account", args=[grant.pk])
    entered = {"bank_name": "工商银行云川支行", "bank_code": "102100099996", "number": "6222 0000 9999 0001"}
    assert client.post(address, entered | {"number": "12"}).status_code == 422
    assert client.post(address, entered | {"bank_code": "102100099995"}).status_code == 422
    assert BankAccount.objects.filter(enterprise=world.firms[0]).count() == 1
    done = client.post(address, entered, follow=True)
    assert "正在核实" in done.content.decode()
    assert BankAccount.objects.filter(enterprise=world.firms[0], state="unverified").count() == 1
    assert seen_by(person_of(world.firms[1])).get(address).status_code == 404


def test_a_reviewer_confirms_the_list_but_for_one_with_its_reason() -> None:
    world = a_world()
    client = seen_by(world.reviewer)
    assert "50,000.00" in client.get(reverse("policies:decisions")).content.decode()
    address = reverse("policies:decide", args=[world.version.pk])
    left = matches_to_decide(world.version)[0]
    assert client.get(address).status_code == 200
    assert client.post(address, {"left_out": [left.pk]}).status_code == 422
    assert Grant.objects.count() == 0
    done = client.post(address, {"left_out": [left.pk], f"reason_{left.pk}": "失信被执行人"}, follow=True)
    assert "失信被执行人" in done.content.decode()
    assert Grant.objects.count() == 1


def test_another_departments_reviewer_finds_neither_version_nor_decision() -> None:
    world = a_world()
    stranger = seen_by(a_person(Role.REVIEWER, a_department("县住建局")))
    assert stranger.get(reverse("policies:decide", args=[world.version.pk])).status_code == 404
    decision = world.decide()
    assert stranger.get(reverse("policies:decision", args=[decision.pk])).status_code == 404
    assert Decision.objects.count() == 1


def test_what_lapsed_is_shown_as_ended() -> None:
    world = a_world()
    fixed(world.decide())
    page = seen_by(person_of(world.firms[0])).get(reverse("policies:benefits")).content.decode()
    assert "逾期未确认" in page
