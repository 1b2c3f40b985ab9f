"""The inputs of the marketplace and of trading: totals to the fen, and bidders who may bid."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from stdnum.cn import uscc

from cms.demo.generator.agencies import AgencyInput, agencies
from cms.demo.generator.catalogue import service_types
from cms.demo.generator.county import county
from cms.demo.generator.owners import owners
from cms.demo.generator.postings import ProcurementInput, Reach
from cms.demo.generator.procurements import procurements
from cms.demo.generator.trades import trades
from cms.demo.generator.workdays import is_worked
from marketplace.needs.fairness import findings
from marketplace.selection.methods.lowest_price import lowest_price
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.terms import Outcome, Terms

SEEDS = (2023, 7)


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def listed(seed: int) -> tuple[ProcurementInput, ...]:
    return procurements(seed)


@pytest.fixture(scope="module")
def registered(seed: int) -> dict[str, AgencyInput]:
    return {agency.uscc: agency for agency in agencies(seed)}


def test_the_catalogue_has_five_categories_and_35_types_of_which_26_are_regular() -> None:
    types = service_types()
    assert (len(types), len({each.category for each in types})) == (35, 5)
    assert sum(each.is_regular for each in types) == 26
    assert {each.department for each in types} <= {each.code for each in county(1).departments}


def test_306_agencies_and_37_owners_have_valid_and_different_codes_and_people(seed: int) -> None:
    parties = [*agencies(seed), *owners(seed)]
    assert (len(agencies(seed)), len(owners(seed))) == (306, 37)
    assert all(uscc.is_valid(each.uscc) for each in parties)
    for field in ("uscc", "name", "contact_mobile", "contact_email"):
        assert len({getattr(each, field) for each in parties}) == len(parties), field
    assert len({each.legal_person for each in agencies(seed)}) == 306


def test_every_type_gets_exactly_the_agencies_it_should_have(seed: int) -> None:
    counts = Counter(each.service_type for agency in agencies(seed) for each in agency.applications)
    assert all(counts[each.code] == each.agencies_wanted for each in service_types())


def test_282_procurements_of_which_273_are_filed_by_september(listed: tuple[ProcurementInput, ...]) -> None:
    filed = [each for each in listed if each.reach is Reach.FILED]
    assert (len(listed), len(filed)) == (282, 273)
    assert all(each.file_on and each.file_on <= date(2023, 9, 28) for each in filed)
    assert len({each.title for each in listed}) == 282


def test_the_honest_outcome_of_ceilings_and_bids_is_the_countys_total(listed: tuple[ProcurementInput, ...]) -> None:
    filed = [each for each in listed if each.reach is Reach.FILED]
    assert sum(each.ceiling_fen for each in filed) == 22_882_500_00
    assert sum(map(_deal_fen, filed)) == 18_733_500_00


def _deal_fen(each: ProcurementInput) -> int:
    """By the marketplace's own arithmetic: no price need be justified and nobody ties for the first place."""
    if each.method == "draw":
        return each.ceiling_fen
    last = each.postings[-1]
    offers = [Offer(bid.agency, received_at=bid.submitted_at, fen=bid.price_fen) for bid in last.bids]
    result = lowest_price(offers, Terms(ceiling_fen=each.ceiling_fen, minimum=3))
    assert result.outcome is Outcome.SELECTED, each
    return next(bid.price_fen or 0 for bid in last.bids if bid.agency == result.ranking[0].label)


def test_every_bidder_was_admitted_for_the_type_before_the_posting(
    listed: tuple[ProcurementInput, ...], registered: dict[str, AgencyInput]
) -> None:
    for each in listed:
        for posting in each.postings:
            names = [bid.agency for bid in posting.bids]
            assert len(set(names)) == len(names)
            assert all(registered[name].may_bid(each.service_type, posting.posted_at.date()) for name in names)
            assert all(posting.posted_at < bid.submitted_at < posting.closes_at for bid in posting.bids)


def test_only_a_posting_with_too_few_bids_is_posted_again(listed: tuple[ProcurementInput, ...]) -> None:
    for each in listed:
        *failed, last = each.postings
        assert all(posting.fails for posting in failed)
        assert last.fails is (each.reach is Reach.FAILED)
    assert sum(len(each.postings) == 2 for each in listed) == 24


def test_postings_close_on_worked_days_over_the_whole_time(listed: tuple[ProcurementInput, ...]) -> None:
    closings = [posting.closes_at.date() for each in listed for posting in each.postings]
    assert all(map(is_worked, closings))
    assert set(range(2, 10)) <= {day.month for day in closings}


def test_trades_add_up_to_the_printed_figures() -> None:
    records = trades(2023)
    assert len(records) == 117
    printed = {"construction": (16, "25284.61", "22089.87"), "government_procurement": (34, "6508.98", "4887.45"),
               "property_rights": (10, "739.62", "746.50"), "rural_property_rights": (10, "279.49", "281.09"),
               "land": (32, "8858.45", "8859.01"), "other": (15, "1521.79", "1308.17")}  # fmt: skip
    for kind, (count, base, deal) in printed.items():
        mine = [each for each in records if each.kind == kind]
        assert len(mine) == count
        assert sum(each.base_fen for each in mine) == Decimal(base) * 1_000_000
        assert sum(each.deal_fen for each in mine) == Decimal(deal) * 1_000_000
        assert all(min(each.base_fen, each.deal_fen) > 0 for each in mine)
        assert all(
            each.deal_fen <= each.base_fen if kind[0] in "cgo" else each.deal_fen >= each.base_fen for each in mine
        )
    assert sum(each.area_m2 or 0 for each in records) == Decimal("181709.34")
    assert all(date(2023, 1, 1) <= each.traded_on <= date(2023, 5, 31) for each in records)


def test_the_same_seed_gives_the_same_inputs() -> None:
    assert procurements(5) == procurements(5)
    assert trades(5) == trades(5)
    assert agencies(5) != agencies(6)


def test_no_notice_of_the_county_asks_what_fair_competition_forbids(listed: tuple[ProcurementInput, ...]) -> None:
    asked = [f.sentence for p in listed for f in findings([p.title, p.description], on=date(2023, 6, 1))]
    assert asked == []
