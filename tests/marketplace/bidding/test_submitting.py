"""Bids go into the envelope until the deadline and not a moment longer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from djmoney.money import Money

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.agencies.services import state_control
from marketplace.bidding import services
from marketplace.bidding.errors import (
    BarredFromNeed,
    CertificateEndsBeforeClosing,
    DiscountOutOfRange,
    NoBid,
    NotAdmittedForType,
    OtherCurrency,
    OwnNeed,
    PriceAboveCeiling,
    PriceMissing,
    PriceNotInFen,
    PriceNotPositive,
)
from marketplace.bidding.models import Bid
from marketplace.bidding.queries import own_bids, sealed_bid
from marketplace.bidding.sealing import CIPHERTEXT_SIZE
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.bidding.states import BidState
from marketplace.needs.errors import NeedClosed, NeedNotOpenForBids
from marketplace.needs.models import Need
from marketplace.needs.particulars import Particulars
from marketplace.needs.services import cancel_need
from marketplace.needs.states import BarReason, Quote
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def refused_without_trace(refusal: type[Refused], act: object) -> None:
    """The act is refused as named and leaves neither a bid nor an event."""
    before = (Bid.objects.count(), Event.objects.count())
    with pytest.raises(refusal):
        act()  # type: ignore[operator]
    assert (Bid.objects.count(), Event.objects.count()) == before


def test_a_bid_one_millisecond_before_the_deadline_counts_and_one_at_the_deadline_does_not(
    world: Market, clock: Clock
) -> None:
    need, early, late = world.need(), world.agency("甲"), world.agency("乙")
    clock.set(need.closes_at - timedelta(milliseconds=1))
    bid = submit_bid(need_id=need.pk, agency=early, by=world.agent(early), price=yuan("70000"))
    assert bid.submitted_at == need.closes_at - timedelta(milliseconds=1)
    clock.set(need.closes_at)
    refused_without_trace(
        NeedClosed, lambda: submit_bid(need_id=need.pk, agency=late, by=world.agent(late), price=yuan("60000"))
    )
    refused_without_trace(NeedClosed, lambda: withdraw_bid(need_id=need.pk, agency=early, by=world.agent(early)))


def test_a_bid_shows_a_receipt_and_one_size_whatever_it_holds(world: Market) -> None:
    need, agency = world.need(), world.agency("甲")
    small = submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("1"))
    large = submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("79999.99"))
    assert len(bytes(small.ciphertext)) == len(bytes(large.ciphertext)) == CIPHERTEXT_SIZE
    assert small.receipt != large.receipt


def test_a_second_bid_replaces_the_first_and_a_withdrawn_one_is_gone(world: Market) -> None:
    need, agency = world.need(), world.agency("甲")
    first = submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    second = submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("69000"))
    first.refresh_from_db()
    assert (first.state, second.state) == (BidState.REPLACED, BidState.SEALED)
    assert sealed_bid(need, agency.party) == second
    assert [own.bid for own in own_bids(agency.party)] == [second]
    withdraw_bid(need_id=need.pk, agency=agency, by=world.agent(agency))
    assert sealed_bid(need, agency.party) is None
    refused_without_trace(NoBid, lambda: withdraw_bid(need_id=need.pk, agency=agency, by=world.agent(agency)))


@pytest.mark.parametrize(
    ("price", "refusal"),
    [
        (Money(Decimal("80000.01"), "CNY"), PriceAboveCeiling),
        (Money(Decimal("0"), "CNY"), PriceNotPositive),
        (Money(Decimal("-5"), "CNY"), PriceNotPositive),
        (Money(Decimal("NaN"), "CNY"), PriceNotPositive),
        (Money(Decimal("70000.001"), "CNY"), PriceNotInFen),
        (Money(Decimal("70000"), "USD"), OtherCurrency),
        (None, PriceMissing),
    ],
)
def test_a_price_that_is_none_is_refused(world: Market, price: Money | None, refusal: type[Refused]) -> None:
    need, agency = world.need(), world.agency("甲")
    refused_without_trace(
        refusal, lambda: submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=price)
    )


def test_a_discount_rate_is_a_fraction_below_one(world: Market) -> None:
    need, agency = world.need(quote=Quote.DISCOUNT), world.agency("甲")
    for rate in ("1", "-0.01", "0.12345"):
        refused_without_trace(
            DiscountOutOfRange,
            lambda rate=rate: submit_bid(
                need_id=need.pk, agency=agency, by=world.agent(agency), discount=Decimal(rate)
            ),
        )
    bid = submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), discount=Decimal("0.0525"))
    assert bid.state == BidState.SEALED


def test_a_discount_leaves_a_fen_of_the_ceiling(world: Market) -> None:
    need, agency = world.need(quote=Quote.DISCOUNT, ceiling="40.00"), world.agency("甲")
    offer = {"need_id": need.pk, "agency": agency, "by": world.agent(agency)}
    refused_without_trace(DiscountOutOfRange, lambda: submit_bid(discount=Decimal("0.9999"), **offer))
    assert submit_bid(discount=Decimal("0.9998"), **offer).state == BidState.SEALED  # 0.008 yuan: a fen


def test_only_an_agency_admitted_for_the_type_until_closing_may_bid(world: Market) -> None:
    need = world.need(days=5)
    stranger, expiring = world.registered_agency("未入驻"), world.agency("将到期", valid_days=4)
    on_the_day = world.agency("当日到期", valid_days=5)
    price = yuan("70000")
    refused_without_trace(
        NotAdmittedForType, lambda: submit_bid(need_id=need.pk, agency=stranger, by=world.agent(stranger), price=price)
    )
    refused_without_trace(
        CertificateEndsBeforeClosing,
        lambda: submit_bid(need_id=need.pk, agency=expiring, by=world.agent(expiring), price=price),
    )
    assert submit_bid(need_id=need.pk, agency=on_the_day, by=world.agent(on_the_day), price=price)


def test_nobody_bids_for_an_agency_of_others(world: Market) -> None:
    need, own, other = world.need(), world.agency("甲"), world.agency("乙")
    refused_without_trace(
        NotAllowed, lambda: submit_bid(need_id=need.pk, agency=other, by=world.agent(own), price=yuan("70000"))
    )


def test_who_has_to_step_aside_cannot_bid(world: Market) -> None:
    author, affiliate = world.agency("编制单位"), world.agency("下属单位")
    need = world.need(barred=[(author.party, BarReason.WROTE_SPECIFICATION)])
    state_control(holder=world.owner.party, held=affiliate.party, evidence="工商登记", by=world.supervisor)
    refused_without_trace(
        BarredFromNeed, lambda: submit_bid(need_id=need.pk, agency=author, by=world.agent(author), price=yuan("1"))
    )
    refused_without_trace(
        OwnNeed, lambda: submit_bid(need_id=need.pk, agency=affiliate, by=world.agent(affiliate), price=yuan("1"))
    )


def test_a_draft_and_a_cancelled_need_take_no_bids(world: Market) -> None:
    agency, draft, posted = world.agency("甲"), world.draft(), world.need()
    cancel_need(need_id=posted.pk, reason="预算调整", by=world.clerk)
    for need in (draft, posted):
        refused_without_trace(
            NeedNotOpenForBids,
            lambda need=need: submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("1")),
        )


def lowering_before_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a bid was checked and sealed, and before it holds the need, the ceiling is lowered."""
    first_locked = services.locked

    def lowering(model: type[Need], pk: int, *beside: str) -> Need:
        Need.objects.filter(pk=pk).update(ceiling=yuan("60000"))
        return first_locked(model, pk, *beside)

    monkeypatch.setattr(services, "locked", lowering)


def test_what_changed_of_the_need_before_the_lock_is_checked_again(
    world: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    need, agency = world.need(), world.agency("甲")
    lowering_before_the_lock(monkeypatch)
    with pytest.raises(PriceAboveCeiling):
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    assert not Bid.objects.exists()


def test_control_without_the_second_look_an_offer_above_the_ceiling_is_sealed(
    world: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    need, agency = world.need(), world.agency("甲")
    run_due()
    lowering_before_the_lock(monkeypatch)
    monkeypatch.setattr(services, "_changes", lambda _need: ())
    assert submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000")).pk


def test_a_bid_holds_its_need_for_a_few_statements_only(world: Market) -> None:
    need, agency = world.need(particulars=Particulars(papers_mb=1)), world.agency("甲")
    run_due()
    with CaptureQueriesContext(connection) as asked:
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    statements = [one["sql"] for one in asked.captured_queries]
    held = next(place for place, text in enumerate(statements) if "FOR NO KEY UPDATE" in text)
    assert len(statements) - held <= 8  # the lock, the clock, an earlier bid, the new one, its event and errands
    assert len(statements) >= 16  # the control: whoever may bid is asked before
