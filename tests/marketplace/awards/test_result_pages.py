"""Pages from an opened need to its award, contract and figures: what each shows, to whom, and what it refuses."""

import json
import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errands import run_due
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.awards.models import Award
from marketplace.awards.queries import own_results, total
from marketplace.awards.services import award_need, give_up_award
from marketplace.awards.states import AwardState
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.needs.models import Need
from marketplace.needs.states import Method, NeedState
from marketplace.selection.models import Draw
from marketplace.selection.states import DrawState
from marketplace.selection.verify_draw import faults
from tests.conftest import Clock
from tests.marketplace.awards.journeys import answered, opened
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
PRICES = ["60000.00", "52000.00", "58000.00"]


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def evaluated(town: Market, clock: Clock) -> tuple[Need, list[Agency]]:
    return opened(town, clock, PRICES)


def as_user(user: User | None = None) -> Client:
    """A browser, logged in when a person is given."""
    client = Client()
    if user is not None:
        client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def seen(client: Client, page: str, *args: object, query: str = "") -> str:
    """The text of a page that is shown."""
    answer = client.get(reverse(f"marketplace:{page}", args=args) + query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def other_owner(town: Market) -> User:
    """A clerk of another owner."""
    return town.person("另一经办", Role.OWNER, town.party("另一业主"))


def test_the_owner_sees_the_ranking_with_every_reason_and_confirms_the_award(
    town: Market, evaluated: tuple[Need, list[Agency]]
) -> None:
    need, agencies = evaluated
    client = as_user(town.clerk)
    assert seen(client, "my_awards").count(need.title) == 1
    page = seen(client, "evaluation", need.pk)
    assert page.index(agencies[1].party.name) < page.index(agencies[2].party.name) < page.index(agencies[0].party.name)
    assert "有效报价最低：¥52,000.00。" in page
    assert "比最低报价高 ¥6,000.00" in page
    answer = client.post(reverse("marketplace:evaluation", args=[need.pk]))
    award = Award.objects.get(need=need)
    assert answer["Location"] == reverse("marketplace:award", args=[award.pk])
    assert award.party == agencies[1].party
    assert client.post(reverse("marketplace:evaluation", args=[need.pk])).status_code == 409


def test_reasons_are_told_in_the_readers_language(town: Market, evaluated: tuple[Need, list[Agency]]) -> None:
    client = as_user(town.clerk)
    client.cookies["django_language"] = "en"
    assert "The lowest valid bid: ¥52,000.00." in seen(client, "evaluation", evaluated[0].pk)


def test_another_owners_evaluation_is_not_found(town: Market, evaluated: tuple[Need, list[Agency]]) -> None:
    need, agencies = evaluated
    address = reverse("marketplace:evaluation", args=[need.pk])
    stranger = as_user(other_owner(town))
    assert [stranger.get(address).status_code, stranger.post(address).status_code] == [404, 404]
    assert as_user(town.agent(agencies[1])).post(address).status_code == 403
    assert as_user().post(address).status_code == 401
    assert not Award.objects.exists()


def test_a_low_price_is_judged_with_grounds_before_it_can_win(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    client, address = as_user(town.clerk), reverse("marketplace:judge_price", args=[need.pk])
    assert address in seen(client, "evaluation", need.pk)
    assert agencies[1].party.name in seen(client, "judge_price", need.pk)
    assert client.post(address, {"decision": "accept", "grounds": " "}).status_code == 422
    assert as_user(other_owner(town)).post(address, {"decision": "accept", "grounds": "好"}).status_code == 404
    assert not need.price_judgements.exists()
    answered(need, agencies[1], town)
    assert client.post(address, {"decision": "accept", "grounds": "自有成果复用，成本可信"}).status_code == 302
    page = seen(client, "evaluation", need.pk)
    assert "低价理由已经审查认可。" in page
    assert "自有成果复用，成本可信" in page
    assert client.get(address).status_code == 302  # nobody has to be judged any more


def test_the_public_reads_the_award_its_notice_and_its_place_in_the_results(
    town: Market, evaluated: tuple[Need, list[Agency]]
) -> None:
    need, agencies = evaluated
    award = award_need(need_id=need.pk, by=town.clerk)
    client = as_user()
    page = seen(client, "award", award.pk)
    for words in (
        agencies[1].party.name,
        "52,000.00",
        "28,000.00",
        "35.00%",
        "有效报价最低",
        award.code,
        "中选结果公布",
    ):
        assert words in page
    assert all(bid.bid.receipt in page for bid in need.opened_bids.select_related("bid"))
    assert agencies[1].party.name in seen(client, "award_notice", award.pk)
    assert "发出之日起 30 日内" in seen(client, "award_notice", award.pk)
    assert reverse("marketplace:award", args=[award.pk]) in seen(client, "need", need.pk)
    for query in ("", "?q=城南&method=lowest_price&category=A", "?first=2023-03-01&last=2023-03-31"):
        assert award.party.name in seen(client, "results", query=query), query
    for query in ("?q=城北", "?method=draw", "?last=2023-03-01", "?first=2023-04-01"):
        assert award.party.name not in seen(client, "results", query=query), query
    assert "结束日期不能早于开始日期" in seen(client, "results", query="?first=2023-04-01&last=2023-03-01")
    figure = total(Award.objects.all())
    assert (figure.count, figure.ceiling_fen, figure.saved_fen) == (1, 8000000, 2800000)


def test_a_notice_is_verified_by_its_code_however_it_is_typed(
    town: Market, evaluated: tuple[Need, list[Agency]]
) -> None:
    award = award_need(need_id=evaluated[0].pk, by=town.clerk)
    client = as_user()
    typed = f"{award.code[:4].lower()}-{award.code[4:8]} {award.code[8:]}"
    assert award.party.name in seen(client, "verify_award", query=f"?code={typed}")
    assert "没有此验证码的通知书" in seen(client, "verify_award", query="?code=AAAABBBBCCCC")
    assert "没有此验证码" not in seen(client, "verify_award")
    give_up_award(award_id=award.pk, by=town.agent(evaluated[1][1]), reason="人员不足")
    assert "通知书已失效" in seen(client, "verify_award", query=f"?code={award.code}")
    for paper in ("award_notice", "award_notice_pdf"):  # nobody prints a notice of what was given up
        assert client.get(reverse(f"marketplace:{paper}", args=[award.pk])).status_code == 404


def test_the_winner_alone_gives_up_knowing_what_follows(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, [*PRICES, "59000.00"])
    award = award_need(need_id=need.pk, by=town.clerk)
    winner, address = as_user(town.agent(agencies[1])), reverse("marketplace:give_up_award", args=[award.pk])
    assert address in seen(winner, "my_results")
    assert "不得再参加本项目" in seen(winner, "give_up_award", award.pk)
    for wrong in ({"reason": "人员不足"}, {"reason": " ", "knows": "on"}):
        assert winner.post(address, wrong).status_code == 422
    assert as_user(town.agent(agencies[0])).post(address, {"reason": "不要", "knows": "on"}).status_code == 404
    assert Award.objects.get().state == AwardState.STANDING
    assert winner.post(address, {"reason": "人员不足", "knows": "on"}).status_code == 302
    need.refresh_from_db()
    assert (Award.objects.get().state, need.state) == (AwardState.GIVEN_UP, NeedState.OPENED)
    assert winner.post(address, {"reason": "人员不足", "knows": "on"}).status_code == 422
    assert agencies[2].party.name in seen(as_user(town.clerk), "evaluation", need.pk)


def test_each_bidder_sees_what_came_of_its_own_bid(town: Market, evaluated: tuple[Need, list[Agency]]) -> None:
    need, agencies = evaluated
    award_need(need_id=need.pk, by=town.clerk)
    assert [own_results(agency.party)[0].is_won for agency in agencies] == [False, True, False]
    assert "未中选" in seen(as_user(town.agent(agencies[0])), "my_results")
    assert "未中选" not in seen(as_user(town.agent(agencies[1])), "my_results")
    assert as_user(town.clerk).get(reverse("marketplace:my_results")).status_code == 403


def contract_fields(award: Award, **more: str) -> dict[str, str]:
    """What the signed paper says."""
    return {
        "agency": award.party.uscc,
        "amount": f"{award.price.amount:,.2f}",
        "signed_on": business_now().date().isoformat(),
        "owner": award.need.owner.party.uscc,
        "service_days": str(award.need.service_days),
    } | more


def test_a_contract_is_filed_only_as_it_was_awarded(town: Market, evaluated: tuple[Need, list[Agency]]) -> None:
    need, agencies = evaluated
    award = award_need(need_id=need.pk, by=town.clerk)
    client, address = as_user(town.clerk), reverse("marketplace:file_contract", args=[award.pk])
    assert award.party.uscc in seen(client, "file_contract", award.pk)
    for wrong, words in (
        ({"amount": "52,000.01"}, "与中选结果不一致"),
        ({"agency": agencies[0].party.uscc}, "与中选结果不一致"),
        ({"agency": "91341826MA0000000X"}, ""),
        ({"signed_on": "2023-01-01"}, "签订日期须在"),
        ({"signed_on": "2030-01-01"}, "签订日期不能晚于今天"),
        ({"amount": ""}, ""),
    ):
        answer = client.post(address, contract_fields(award, **wrong))
        assert (answer.status_code, words in answer.content.decode()) == (422, True), wrong
    assert as_user(other_owner(town)).post(address, contract_fields(award)).status_code == 404
    assert not Contract.objects.exists()
    assert client.post(address, contract_fields(award)).status_code == 302
    assert Contract.objects.get().amount == yuan("52000.00")
    assert client.post(address, contract_fields(award)).status_code == 422


def test_delivery_is_accepted_by_the_owner_and_a_wrong_amount_corrected_by_a_supervisor(
    town: Market, evaluated: tuple[Need, list[Agency]]
) -> None:
    award = award_need(need_id=evaluated[0].pk, by=town.clerk)
    owner, supervisor = as_user(town.clerk), as_user(town.supervisor)
    owner.post(reverse("marketplace:file_contract", args=[award.pk]), contract_fields(award))
    contract = Contract.objects.get()
    stranger = as_user(other_owner(town))
    for page in ("my_contract", "accept_delivery"):
        assert stranger.post(reverse(f"marketplace:{page}", args=[contract.pk])).status_code == 404
    assert owner.post(reverse("marketplace:accept_delivery", args=[contract.pk])).status_code == 302
    contract.refresh_from_db()
    assert contract.state == ContractState.DELIVERED
    assert "验收" in seen(owner, "my_contract", contract.pk)
    assert contract.procurement.title in seen(supervisor, "contracts", query="?q=城南")
    address = reverse("marketplace:correct_contract", args=[contract.pk])
    assert owner.post(address, {"amount": "50000", "grounds": "录入有误"}).status_code == 403
    for wrong in ({"amount": "80000.01", "grounds": "录入有误"}, {"amount": "50000", "grounds": " "}, {"amount": "0"}):
        assert supervisor.post(address, wrong).status_code == 422, wrong
    contract.refresh_from_db()
    assert contract.amount == yuan("52000.00")
    assert supervisor.post(address, {"amount": "50,000", "grounds": "录入有误"}).status_code == 302
    assert "50,000.00" in seen(supervisor, "correct_contract", contract.pk)


def test_the_draw_page_shows_every_input_and_its_record_recomputes(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["80000.00"] * 3, method=Method.DRAW)
    draw, supervisor, public = Draw.objects.get(need=need), as_user(town.supervisor), as_user()
    assert reverse("marketplace:draw", args=[draw.pk]) in seen(public, "need", need.pk)
    page = seen(public, "draw", draw.pk)
    assert all(agency.party.uscc in page and agency.party.name in page for agency in agencies)
    assert draw.record["chain"]["head"] in page
    address = reverse("marketplace:record_number", args=[draw.pk])
    number = {"number": "03 09 11 20 28 31 + 07", "again": "03 09 11 20 28 31 + 07"}
    assert "尚未产生" in seen(supervisor, "record_number", draw.pk)
    assert supervisor.post(address, number).status_code == 422
    clock.set(draw.drawn_at)
    assert address in seen(supervisor, "draws")
    for wrong in ({"number": "无", "again": "无"}, number | {"again": "03 09 11 20 28 31 + 08"}):
        assert supervisor.post(address, wrong).status_code == 422
    assert as_user(town.clerk).post(address, number).status_code == 403
    draw.refresh_from_db()
    assert draw.state == DrawState.ANNOUNCED
    assert supervisor.post(address, number).status_code == 302
    assert supervisor.post(address, number).status_code == 302  # held: shown, not drawn again
    run_due()
    answer = public.get(reverse("marketplace:draw_record", args=[draw.pk]))
    assert faults(json.loads(answer.content)) == []
    page = seen(public, "draw", draw.pk)
    assert re.search(r"3 9 11 20 28 31 7", page)
    assert "DRAW" in answer["Content-Disposition"]


def test_the_script_that_checks_a_draw_is_handed_out_as_it_is() -> None:
    answer = as_user().get(reverse("marketplace:draw_script"))
    assert b"def recompute(" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "enters"),
    [("my_awards", "clerk"), ("my_results", "agent"), ("draws", "supervisor"), ("contracts", "supervisor"),
     ("trades", "supervisor")],
)  # fmt: skip
def test_a_stranger_is_sent_to_log_in_and_another_role_is_refused(town: Market, name: str, enters: str) -> None:
    address = reverse(f"marketplace:{name}")
    people = {"agent": town.agent(town.agency("甲")), "clerk": town.clerk, "supervisor": town.supervisor}
    assert as_user().get(address).status_code == 302
    answers = {who: as_user(user).get(address).status_code for who, user in people.items()}
    assert answers == {who: 200 if who == enters else 403 for who in people}
