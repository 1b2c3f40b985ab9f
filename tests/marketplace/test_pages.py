"""The pages of the market, each for those who may enter and not for others, and what they tell before opening."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cms.kernel.clock import business_now
from cms.kernel.errands import run_due, tick
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.services import apply_for_service
from marketplace.agencies.states import AdmissionState
from marketplace.bidding.models import Bid
from marketplace.bidding.queries import sealed_bid
from marketplace.bidding.services import submit_bid
from marketplace.needs.models import Need
from marketplace.needs.services import fail_need
from marketplace.needs.states import NeedState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, certificate, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def as_user(user: User | None = None) -> Client:
    """A browser, logged in when a person is given."""
    client = Client()
    if user is not None:
        client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def need_fields(world: Market, **more: str) -> dict[str, str]:
    """What an owner types into the form."""
    closes = localtime(business_now() + timedelta(days=5))
    return {
        "service_type": str(world.service_type.pk),
        "title": "城北道路测绘",
        "description": "完成道路测绘并提交成果。",
        "ceiling": "50,000.00",
        "method": "lowest_price",
        "quote": "amount",
        "service_days": "30",
        "closes_at": closes.strftime("%Y-%m-%dT%H:%M"),
    } | more


def test_everybody_sees_the_public_pages(world: Market) -> None:
    need, agency = world.need(), world.agency("甲测绘公司")
    client = as_user()
    pages = {
        reverse("marketplace:needs"): need.title,
        reverse("marketplace:needs") + "?q=城南&state=posted&method=lowest_price&category=A": need.title,
        reverse("marketplace:need", args=[need.pk]): need.code,
        reverse("marketplace:agencies") + "?type=A01": agency.party.name,
        reverse("marketplace:agency", args=[agency.pk]): agency.party.uscc,
        reverse("marketplace:coverage"): "招募中",
    }
    for address, words in pages.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert words in answer.content.decode(), address
    assert need.title not in client.get(reverse("marketplace:needs") + "?q=城北").content.decode()


def test_a_draft_is_seen_by_its_owner_only(world: Market) -> None:
    draft, agency = world.draft(), world.agency("甲")
    address = reverse("marketplace:need", args=[draft.pk])
    assert as_user(world.clerk).get(address).status_code == 200
    assert [as_user(who).get(address).status_code for who in (None, world.agent(agency), world.reviewer)] == [404] * 3


@pytest.mark.parametrize(
    "name", ["my_agency", "my_owner", "my_needs", "new_need", "my_bids", "admission_queue", "owner_queue"]
)
def test_a_stranger_is_sent_to_log_in_and_another_role_is_refused(world: Market, name: str) -> None:
    address = reverse(f"marketplace:{name}")
    assert as_user().get(address).status_code == 302
    enters = {"my_agency": "agent", "my_bids": "agent", "admission_queue": "reviewer", "owner_queue": "reviewer"}
    people = {"agent": world.agent(world.agency("甲")), "reviewer": world.reviewer, "clerk": world.clerk}
    answers = {who: as_user(user).get(address).status_code for who, user in people.items()}
    assert answers == {who: 200 if who == enters.get(name, "clerk") else 403 for who in people}


def test_an_owner_keeps_a_draft_and_posts_it_on_one_page(world: Market) -> None:
    client = as_user(world.clerk)
    answer = client.post(reverse("marketplace:new_need"), need_fields(world, draft="1"))
    need = Need.objects.get()
    assert (answer.status_code, need.state, need.ceiling) == (302, NeedState.DRAFT, yuan("50000"))
    edit = reverse("marketplace:edit_need", args=[need.pk])
    refused = client.post(edit, need_fields(world))
    assert (refused.status_code, Need.objects.get().state) == (422, NeedState.DRAFT)
    assert "回避承诺" in refused.content.decode()
    client.post(edit, need_fields(world, declares_recusal="on", title="城北道路测绘（二）"))
    need.refresh_from_db()
    assert (need.state, need.procurement.title) == (NeedState.POSTED, "城北道路测绘（二）")


def test_bad_fields_are_told_at_the_field_and_nothing_is_kept(world: Market) -> None:
    client = as_user(world.clerk)
    for wrong in (
        {"ceiling": "-1"},
        {"ceiling": "1.234"},
        {"ceiling": "0"},
        {"barred": "91340000MA0000000X"},
        {"title": " "},
    ):
        answer = client.post(reverse("marketplace:new_need"), need_fields(world, draft="1", **wrong))
        assert answer.status_code == 422, wrong
    assert not Need.objects.exists()


def test_a_strangers_need_is_not_found_by_another_owner(world: Market) -> None:
    need, other = world.need(), world.party("另一业主")
    clerk = world.person("另一经办", Role.OWNER, other)
    for name in ("edit_need", "cancel_need", "extend_need", "repost_need"):
        assert as_user(clerk).get(reverse(f"marketplace:{name}", args=[need.pk])).status_code == 404


def test_an_owner_extends_cancels_and_posts_again(world: Market) -> None:
    need, client = world.need(), as_user(world.clerk)
    later = localtime(need.closes_at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    extend = reverse("marketplace:extend_need", args=[need.pk])
    assert client.post(extend, {"closes_at": later, "reason": "答疑"}).status_code == 302
    assert client.post(reverse("marketplace:cancel_need", args=[need.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("marketplace:cancel_need", args=[need.pk]), {"reason": "预算调整"}).status_code == 302
    fields = {"review_note": "限价已复核", "ceiling": "90000", "method": "draw", "closes_at": later}
    assert client.post(reverse("marketplace:repost_need", args=[need.pk]), fields).status_code == 302
    again = Need.objects.get(procurement=need.procurement, round=2)
    assert (again.state, again.ceiling, again.method) == (NeedState.DRAFT, yuan("90000"), "draw")


def test_an_agency_bids_in_three_steps_and_keeps_its_receipt(world: Market) -> None:
    need, agency = world.need(), world.agency("甲")
    client = as_user(world.agent(agency))
    page = client.get(reverse("marketplace:need", args=[need.pk])).content.decode()
    assert reverse("marketplace:bid", args=[need.pk]) in page
    answer = client.post(reverse("marketplace:bid", args=[need.pk]), {"price": "71234.50", "agrees": "on"}, follow=True)
    bid = sealed_bid(need, agency.party)
    assert bid is not None
    assert bid.receipt in answer.content.decode()
    assert "71234" not in answer.content.decode()
    receipt = client.get(reverse("marketplace:receipt", args=[need.pk])).json()
    assert receipt == {"need": need.code, "sha256": bid.receipt, "received_at": bid.submitted_at.isoformat()}
    assert bid.receipt not in client.get(reverse("marketplace:my_bids")).content.decode()
    assert client.post(reverse("marketplace:withdraw_bid", args=[need.pk])).status_code == 302
    assert sealed_bid(need, agency.party) is None


@pytest.mark.parametrize("price", ["80000.01", "0", "-1", "70000.001", "七万", ""])
def test_a_bad_price_is_told_at_the_form_and_no_bid_is_kept(world: Market, price: str) -> None:
    need, agency = world.need(), world.agency("甲")
    client = as_user(world.agent(agency))
    answer = client.post(reverse("marketplace:bid", args=[need.pk]), {"price": price, "agrees": "on"})
    assert (answer.status_code, Bid.objects.count()) == (422, 0)


def test_a_bid_after_the_deadline_is_told_so(world: Market, clock: Clock) -> None:
    need, agency = world.need(), world.agency("甲")
    client = as_user(world.agent(agency))
    clock.set(need.closes_at)
    answer = client.post(reverse("marketplace:bid", args=[need.pk]), {"price": "70000", "agrees": "on"})
    assert (answer.status_code, Bid.objects.count()) == (422, 0)
    assert "截止" in answer.content.decode()


def test_anothers_receipt_is_not_found(world: Market) -> None:
    need, agency, other = world.need(), world.agency("甲"), world.agency("乙")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    for name in ("my_bid", "receipt", "withdraw_bid"):
        address = reverse(f"marketplace:{name}", args=[need.pk])
        client = as_user(world.agent(other))
        assert (client.post if name == "withdraw_bid" else client.get)(address).status_code == 404


def test_no_page_tells_before_opening_whether_anybody_bid(world: Market, clock: Clock) -> None:
    need, agencies = world.need(), [world.agency("甲"), world.agency("乙"), world.agency("丙")]
    watchers = [None, world.clerk, world.reviewer, world.supervisor, world.agent(agencies[2])]
    address = reverse("marketplace:need", args=[need.pk])

    def sizes() -> list[int]:
        return [len(as_user(who).get(address).content) for who in watchers]

    before = sizes()
    for agency in agencies[:2]:
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    assert sizes() == before
    clock.set(need.closes_at)
    tick()
    run_due()
    assert all(after > size for after, size in zip(sizes(), before, strict=True))  # the control: now they tell


def test_an_agency_registers_and_applies_and_its_reviewer_admits_it(world: Market) -> None:
    party = world.party("新机构")
    client = as_user(world.person("新经办", Role.AGENCY, party))
    fields = {"legal_person": "张三", "contact_name": "李四", "contact_mobile": "19900001234"}
    assert client.post(reverse("marketplace:my_agency"), fields).status_code == 302
    management = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-MIN_NUM_FORMS": "1",
        "form-MAX_NUM_FORMS": "5",
    }
    shown = {
        "form-0-name": "测绘资质",
        "form-0-number": "CH-9",
        "form-0-issuer": "省厅",
        "form-0-valid_until": "2024-12-31",
    }
    apply = reverse("marketplace:apply_for_service", args=["A01"])
    assert client.post(apply, management).status_code == 422
    assert client.post(apply, management | shown | {"form-0-valid_until": "2022-12-31"}).status_code == 422
    assert client.post(apply, management | shown).status_code == 302
    admission = Admission.objects.get(agency__party=party)
    review = reverse("marketplace:review_admission", args=[admission.pk])
    assert as_user(world.reviewer).post(review, {"decision": "return", "reason": ""}).status_code == 422
    assert as_user(world.reviewer).post(review, {"decision": "admit", "reason": ""}).status_code == 302
    admission.refresh_from_db()
    assert (admission.state, admission.valid_until) == (AdmissionState.ADMITTED, date(2024, 12, 31))


def test_a_reviewer_of_another_department_finds_nothing(world: Market) -> None:
    other = world.party("云川县水利局")
    stranger = world.person("水利审核", Role.REVIEWER, other)
    agency = world.registered_agency("甲")
    admission = apply_for_service(
        agency=agency, service_type=world.service_type, certificates=[certificate()], by=world.agent(agency)
    )
    assert Agency.objects.count() == 1
    assert as_user(stranger).get(reverse("marketplace:review_admission", args=[admission.pk])).status_code == 404
    assert as_user(stranger).get(reverse("marketplace:review_owner", args=[world.owner.pk])).status_code == 404


def test_a_failed_need_says_why_and_offers_to_post_again(world: Market, clock: Clock) -> None:
    need = world.need()
    clock.set(need.closes_at)
    tick()
    fail_need(need_id=need.pk, reason="有效报价不足三家")
    page = as_user(world.clerk).get(reverse("marketplace:need", args=[need.pk])).content.decode()
    assert "有效报价不足三家" in page
    assert reverse("marketplace:repost_need", args=[need.pk]) in page


def test_nobody_but_owners_and_strangers_is_offered_to_post_a_need(world: Market) -> None:
    address = reverse("marketplace:new_need")
    page = reverse("marketplace:needs")
    agency = as_user(world.agent(world.agency("甲")))
    for client, is_offered in ((agency, False), (as_user(world.reviewer), False), (as_user(world.clerk), True)):
        assert (address in client.get(page).content.decode()) == is_offered
    assert agency.get(address).status_code == 403
