"""The notice as a paper, lists of the silent, and what officers do about single grants, on their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import Event
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from cms.workbench.waiting import waiting_for
from policies.grants.states import GrantState
from policies.models import BankAccount
from policies.notices.models import Notice, SilentList
from policies.notices.objecting import decide_objection
from policies.notices.papers import notice_data
from tests.conftest import Clock
from tests.policies.grants.test_pages import seen_by
from tests.policies.grants.worlds import a_world
from tests.policies.notices.test_notices import objected
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def test_the_paper_shows_names_and_amounts_and_never_an_account() -> None:
    world = a_world()
    notice = world.noticed()
    said = str(notice_data(notice))
    for expected in ("云川县第1机械有限公司", "20,000.00", "50,000.00", "不受理匿名异议"):
        assert expected in said
    assert not any(account.number.reveal()[-6:] in said for account in BankAccount.objects.all())
    answer = Client().get(reverse("policies:notice_paper", args=[notice.pk]))
    paper = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert (paper[:5], len(paper) > 10_000) == (b"%PDF-", True)


def test_a_second_notice_shows_the_former_amount_and_why_on_page_and_paper() -> None:
    world = a_world()
    objection = objected(world, world.noticed())
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="有误", amount=yuan("15000"))
    second = Notice.objects.get(number=2)
    page = Client().get(reverse("policies:notice", args=[second.pk])).text
    for said in (page, str(notice_data(second))):
        assert "20,000.00" in said
        assert "15,000.00" in said
        assert "异议成立，更正金额" in said


def test_officers_see_whom_to_contact_record_it_and_publish_the_list(clock: Clock) -> None:
    world = a_world()
    decision = world.decide()
    world.confirm(0)
    client, silent = seen_by(world.reviewer), world.grant(1)
    acting = world.reviewer.memberships.get()
    counts = {str(one.label): one.count for one in waiting_for(acting)}
    assert (counts["待联系的未确认企业"], counts["待公告的未确认企业"]) == (1, 0)
    assert "待联系 1 家" in client.get(reverse("policies:contacts")).text
    address = reverse("policies:contact", args=[decision.pk])
    assert client.post(address, {"means": "phone", "outcome": "not_reached"}).status_code == 422
    for _day in range(3):
        entered = {"grant": silent.pk, "means": "phone", "outcome": "not_reached", "note": "总机"}
        assert client.post(address, entered).status_code == 302
        clock.forward(days=1)
    assert world.firms[1].name in client.get(address).text
    stranger = seen_by(a_person(Role.REVIEWER, a_department("县住建局")))
    publish = reverse("policies:publish_silent_list", args=[decision.pk])
    assert (stranger.post(publish).status_code, SilentList.objects.count()) == (404, 0)
    page = client.post(publish, follow=True)
    assert world.firms[1].name in page.text
    assert world.firms[0].name not in Client().get(page.request["PATH_INFO"]).text


def test_a_grant_is_taken_back_and_a_lapsed_one_reopened_on_its_page(clock: Clock) -> None:
    world = a_world()
    world.decide()
    client, address = seen_by(world.reviewer), reverse("policies:grant", args=[world.grant().pk])
    assert client.post(address, {"act": "withdraw", "reason": " "}).status_code == 422
    assert world.grant().state == GrantState.DECIDED
    assert client.post(address, {"act": "withdraw", "reason": "主体注销"}).status_code == 302
    assert world.grant().state == GrantState.WITHDRAWN
    assert "主体注销" in client.get(address).text
    assert client.post(address, {"act": "reopen", "reason": "误办"}).status_code == 422
    assert world.grant().state == GrantState.WITHDRAWN


def test_an_enterprise_sees_until_when_it_may_still_confirm_on_the_list(clock: Clock) -> None:
    world = a_world()
    decision = world.decide()
    events = Event.objects.count()
    clock.set(decision.confirm_until + timedelta(days=2))
    page = seen_by(world.reviewer).get(reverse("policies:contact", args=[decision.pk])).text
    assert "0 / 3" in page
    assert Event.objects.count() == events
