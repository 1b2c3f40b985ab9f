"""Savings cut by any dimension sum to the whole, down to the single contract, on the page and beneath it."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errands import run_due, tick
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.agencies.services import admit, apply_for_service
from marketplace.awards.savings import SavingsFigure
from marketplace.awards.services import award_need
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.services import CatalogueRow, load_catalogue
from marketplace.contracts.models import Contract
from marketplace.contracts.services import correct_contract, file_contract
from marketplace.needs.states import Method
from marketplace.oversight.figures import marketplace_figures
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import Chosen, Dimension, contracts_of, savings_by, savings_of
from marketplace.owners.services import admit_owner, apply_as_owner
from marketplace.selection.drawing import record_public_number
from marketplace.selection.models import Draw
from tests.conftest import Clock
from tests.marketplace.awards.journeys import bid
from tests.marketplace.worlds import Market, certificate, market

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def contract(town: Market, clock: Clock, agencies: list[Agency], prices: list[str], **more: object) -> Contract:
    """A need of the town's present owner and service type, all the way to its filed contract."""
    need = town.need(**more)
    run_due()
    for agency, price in zip(agencies, prices, strict=True):
        bid(town, need, agency, price)
    clock.set(need.closes_at)
    tick()
    run_due()
    for draw in Draw.objects.filter(need=need):
        clock.set(draw.drawn_at)
        record_public_number(draw_id=draw.pk, number="1 2 3 4 5 6 7", by=town.supervisor)
        run_due()
    award = award_need(need_id=need.pk, by=town.clerk)
    signed_on = business_now().date()
    made = file_contract(award_id=award.pk, agency=award.party, amount=award.price, signed_on=signed_on, by=town.clerk)
    run_due()
    return made


def another_owner(town: Market) -> None:
    """From now on the town's owner is a second one."""
    party = town.party("云川县教育局")
    town.clerk = town.person("王工", Role.OWNER, party)
    owner = apply_as_owner(
        party=party, department=town.department, by=town.clerk, contact_name="王工", contact_mobile="19900000009"
    )
    town.owner = admit_owner(owner_id=owner.pk, by=town.reviewer)


def another_type(town: Market, agencies: list[Agency]) -> None:
    """From now on the town's service type is one of a second category, offered by the agencies too."""
    load_catalogue(rows=[CatalogueRow("咨询类", "Consulting", "造价咨询", "Costing", town.department)], by=None)
    town.service_type = ServiceType.objects.get(name="造价咨询")
    for agency in agencies:
        admission = apply_for_service(
            agency=agency,
            service_type=town.service_type,
            certificates=[certificate(number=f"ZJ-{agency.pk}")],
            by=town.agent(agency),
        )
        admit(admission_id=admission.pk, by=town.reviewer)


@pytest.fixture
def town(clock: Clock) -> Market:
    """Four contracts: two categories, two owners, two winners by price and one drawn, two months."""
    clock.set(datetime(2023, 3, 20, 9, tzinfo=SHANGHAI))
    town = market()
    agencies = [town.agency(f"测绘公司{number}") for number in range(3)]
    contract(town, clock, agencies, ["60000.00", "52000.00", "58000.00"])
    another_type(town, agencies)
    contract(town, clock, agencies, ["60000.00", "62000.00", "70000.00"])
    another_owner(town)
    contract(town, clock, agencies, ["30000.00", "31000.00", "29999.99"], ceiling="33333.33")
    contract(town, clock, agencies, ["80000.00"] * 3, method=Method.DRAW)
    return town


def test_every_cut_sums_to_the_whole_at_every_step_down(town: Market) -> None:
    whole = savings_of(Chosen.of(YEAR))
    assert (whole.count, whole.deal_fen, whole.ceiling_fen) == (4, 22199999, 27333333)
    for outer in Dimension:
        slices = savings_by(outer, Chosen.of(YEAR))
        assert SavingsFigure.total(one.figure for one in slices) == whole
        for one in slices:
            inside = Chosen.of(YEAR, {outer: one.key})
            assert savings_of(inside) == one.figure
            assert SavingsFigure.total(contract.figure for contract in contracts_of(inside)) == one.figure
            for inner in Dimension:
                assert SavingsFigure.total(each.figure for each in savings_by(inner, inside)) == one.figure
    counts = {dimension.value: len(savings_by(dimension, Chosen.of(YEAR))) for dimension in Dimension}
    assert (counts.pop("agency"), counts.pop("year")) == (len({c.award.party_id for c in Contract.objects.all()}), 1)
    assert counts == {"category": 2, "type": 2, "owner": 2, "method": 2, "month": 2}


def test_the_whole_is_what_the_report_counts(town: Market) -> None:
    whole, figures = savings_of(Chosen.of(YEAR)), marketplace_figures(YEAR)
    assert (figures["deal_amount_fen"], figures["saved_amount_fen"], figures["savings_rate"]) == (
        whole.deal_fen,
        whole.saved_fen,
        whole.percent(),
    )


def page(query: str = "") -> tuple[int, str]:
    answer = Client().get(reverse("marketplace:savings") + query)
    return answer.status_code, answer.content.decode()


def test_one_clicks_from_the_total_to_the_contract(town: Market) -> None:
    status, first = page()
    assert (status, "273,333.33" in first or "27.33" in first) == (200, True)
    assert "测绘规划类" in first
    status, second = page("?by=type&category=A")
    assert (status, "工程测绘" in second, "造价咨询" in second) == (200, True, False)
    award = Contract.objects.order_by("pk")[0].award
    assert reverse("marketplace:award", args=[award.pk]) in second
    _status, april = page("?by=owner&month=2023-04")
    assert "云川县教育局" in april
    assert page("?first=2024-01-01&last=2024-02-01")[1].count("所选范围没有备案合同") == 1


def test_a_damaged_address_counts_nothing_and_does_not_break(clock: Clock) -> None:
    clock.set(datetime(2023, 3, 20, 9, tzinfo=SHANGHAI))
    queries = ["?month=2023-13", "?month=9999-12", "?owner=x", "?owner=99999999999999999999", "?by=luck&type=ZZ"]
    assert {query: page(query)[0] for query in queries} == dict.fromkeys(queries, 200)


def test_dates_that_are_none_are_told(clock: Clock) -> None:
    clock.set(datetime(2023, 3, 20, 9, tzinfo=SHANGHAI))
    status, text = page("?first=2023-05-01&last=2023-01-01")
    assert (status, "结束日期不能早于开始日期" in text) == (422, True)
    assert [page(f"?{days}")[0] for days in ("first=soon", "last=9999-12-31")] == [422, 422]


def test_one_corrected_contract_changes_its_slice_and_the_total_alike(town: Market) -> None:
    before = {one.key: one.figure for one in savings_by(Dimension.CATEGORY, Chosen.of(YEAR))}
    first = Contract.objects.order_by("pk")[0]
    correct_contract(contract_id=first.pk, amount=yuan("51000.00"), grounds="录入有误", by=town.supervisor)
    run_due()
    after = {one.key: one.figure for one in savings_by(Dimension.CATEGORY, Chosen.of(YEAR))}
    changed = {key: after[key].saved_fen - before[key].saved_fen for key in after}
    assert changed == {"A": 100000, "B": 0}
    assert savings_of(Chosen.of(YEAR)) == SavingsFigure.total(after.values())


def asked(query: str) -> int:
    """How many questions a page puts to the database."""
    with CaptureQueriesContext(connection) as asked_queries:
        page(query)
    return len(asked_queries)


def test_the_page_asks_as_many_questions_however_much_there_is(town: Market) -> None:
    alone = asked("?first=2023-03-01&last=2023-03-31")
    assert alone == asked("?first=2023-01-01&last=2023-12-31") <= 12
    assert asked("?by=type&category=A") <= 20
