"""What enterprises and departments see of grants, and what they do there."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.grants.models import Decision, Grant
from policies.grants.states import GrantState
from policies.matching.queries import matches_to_decide
from policies.models import BankAccount
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world, fixed, person_of, silent_contacted
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


def test_facts_that_changed_since_the_match_are_shown_at_the_decision_and_left_out_unless_taken_in() -> None:
    world = a_world(revenues=(2_000_000, 3_000_000, 4_000_000))
    client = seen_by(world.reviewer)
    address = reverse("policies:decide", args=[world.version.pk])
    assert "数据有变" not in client.get(address).content.decode()
    lost, other = world.firms[0], world.firms[1]
    for firm, yuan in ((lost, 900_000), (other, 3_500_000)):
        facts = {("finance.revenue", "2022"): yuan * 100}
        state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 1, 31), by=None)
    page = client.get(address).content.decode()
    assert "有 2 家企业按现在的数据与匹配结果不一致" in page
    assert "匹配后数据有变，现已不符合条件：营业收入" in page
    assert "匹配后数据有变，应兑金额现为 35,000.00 元：营业收入" in page
    assert page.count(" checked") == 2
    ticked = [match.pk for match in matches_to_decide(world.version) if match.enterprise in (lost, other)]
    again = client.post(address, {"left_out": ticked[:1], f"reason_{ticked[0]}": " "}).content.decode()
    assert (again.count(" checked"), Grant.objects.count()) == (1, 0)  # as it was sent, without a reason: refused
    sent = {"left_out": ticked} | {f"reason_{pk}": "数据有变" for pk in ticked}
    assert client.post(address, sent).status_code == 302
    assert [grant.enterprise for grant in Grant.objects.all()] == [world.firms[2]]


def test_data_that_ran_out_since_the_match_is_shown_at_the_decision(clock: Clock) -> None:
    clean = {"none": [{"holds": "credit.abnormal_list"}]}
    firms = [a_firm(1, 2_000_000), a_firm(2, 3_000_000)]
    for firm in firms:
        facts = {("credit.abnormal_list", ""): False}
        state_facts(enterprise=firm, facts=facts, source="market", as_of=date(2023, 1, 31), by=None)
    world = a_world(rule=RULE | {"who": {"all": [*RULE["who"]["all"], clean]}}, firms=firms)
    address = reverse("policies:decide", args=[world.version.pk])
    clock.set(date(2023, 4, 3))
    state_facts(
        enterprise=firms[1],
        facts={("credit.abnormal_list", ""): False},
        source="market",
        as_of=date(2023, 4, 1),
        by=None,
    )
    page = seen_by(world.reviewer).get(address).content.decode()
    assert "匹配后数据缺失或已过期，暂不能判定：列入经营异常名录" in page
    assert page.count(" checked") == 1
    refused = seen_by(world.reviewer).post(address, {})
    assert (refused.status_code, Grant.objects.count()) == (409, 0)
    assert f"不能确认：{firms[0].name}" in refused.content.decode()
