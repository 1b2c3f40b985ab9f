"""The turns of a reverse auction: started at opening, taken in order, passed by the clock, until nobody undercuts."""

from datetime import datetime, timedelta
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.models import Party, User
from cms.kernel.money import CURRENCY, FEN, from_fen, to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.needs.models import Need
from marketplace.needs.particulars import Particulars
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import told
from marketplace.selection.answering import auction_now
from marketplace.selection.errors import BadUndercut, NotYourTurn, TurnOver
from marketplace.selection.models import Auction, AuctionMove
from marketplace.selection.states import AuctionState


def start_auction(need: Need) -> Auction | None:
    """The first turn runs; None when the need's auction was started before. Call with the need locked."""
    if Auction.objects.filter(need=need).exists():
        return None
    auction = Auction(need=need, started_at=moment_after_lock())
    _set_turn(auction, auction.started_at)
    auction.save()
    record("auction.started", about=auction, by=None, need=need.pk)
    return auction


def _set_turn(auction: Auction, now: datetime) -> bool:
    """The auction says whose turn it is and until when; False when nobody's is left."""
    turn = auction_now(auction.need).turn
    if turn is None:
        return False
    minutes = Particulars.read(auction.need.particulars).turn_minutes
    auction.turn = Party.objects.get(uscc=turn.label)
    auction.round, auction.at_most = turn.round, from_fen(max(turn.at_most_fen, 0))
    auction.turn_until = now + timedelta(minutes=minutes)
    return True


@atomic
def make_move(*, auction_id: int, party: Party, price: Money | None, by: User) -> AuctionMove:
    """The party undercuts, or passes for good (no price), and the next turn runs or the auction ends.

    The moment that counts is the business clock after the auction is locked. Raises NotAllowed, NotYourTurn,
    TurnOver, BadUndercut.
    """
    require(by, Act.SUBMIT_BID, party)
    auction = locked(Auction, auction_id)
    if auction.state != AuctionState.RUNNING or auction.turn_id != party.pk:
        raise NotYourTurn
    now = moment_after_lock()
    if auction.turn_until is not None and now >= auction.turn_until:
        raise TurnOver(until=told(auction.turn_until))
    if price is not None:
        _check_undercut(auction, price)
    return _moved(auction, price, by, now)


def _check_undercut(auction: Auction, price: Money) -> None:
    amount = price.amount
    most = auction.at_most.amount if auction.at_most is not None else 0
    if str(price.currency) != CURRENCY or not amount.is_finite() or amount != amount.quantize(FEN):
        raise BadUndercut(most=f"{most:,.2f}")
    if not 0 < amount <= most:
        raise BadUndercut(most=f"{most:,.2f}")


def _moved(auction: Auction, price: Money | None, by: User | None, now: datetime) -> AuctionMove:
    """The move of whoever's turn it is stands, and the next turn runs or the auction ends."""
    if auction.turn is None:
        raise NotYourTurn
    move = AuctionMove.objects.create(
        auction=auction,
        sequence=auction.moves.count() + 1,
        party=auction.turn,
        round=auction.round,
        price=price,
        made_at=now,
        by=by,
    )
    said = {"party": auction.turn_id, "round": auction.round, "fen": to_fen(price) if price is not None else None}
    record("auction.moved", about=auction, by=by, **said)
    if _set_turn(auction, now):
        auction.save(update_fields=["turn", "round", "at_most", "turn_until"])
    else:
        values = {"turn": None, "at_most": None, "turn_until": None}
        advance(auction, AuctionState.ENDED, by=None, values=values, need=auction.need_id)
    return move


@due_when(lambda: Exists(_due_auctions()))
def pass_due_turns() -> int:
    """Turns whose time ran out are passes, each by itself; returns how many. Part of every tick."""
    due = _due_auctions().order_by("pk").values_list("pk", flat=True)
    return each_due(partial(pass_turn, auction_id=auction_id) for auction_id in due)


def _due_auctions() -> "QuerySet[Auction]":
    return Auction.objects.filter(state=AuctionState.RUNNING, turn_until__lte=DueNow())


@atomic
def pass_turn(*, auction_id: int) -> bool:
    """The turn that ran out is a pass; False when it has not, or somebody else noted it."""
    auction = locked(Auction, auction_id)
    now = moment_after_lock()
    if auction.state != AuctionState.RUNNING or auction.turn_until is None or now < auction.turn_until:
        return False
    _moved(auction, None, None, now)
    return True
