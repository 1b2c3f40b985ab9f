"""Reverse auction (竞价·多轮): bidders speak in turn, the worst first, until nobody undercuts the best offer.

There is no closing second to snipe at: after every lower offer each of the others has a turn to answer it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marketplace.selection.methods.lowest_price import lowest_price
from marketplace.selection.methods.offers import Offer, counting
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place, Result, failed
from marketplace.selection.methods.terms import Method, Outcome, Terms


@dataclass(frozen=True, slots=True)
class Move:
    """What a bidder did at its turn: undercut to `fen`, or pass (None), which is final. A time-out is a pass."""

    label: str
    fen: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, in which round, and the most it may offer, in fen."""

    label: str
    round: int
    at_most_fen: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The auction after some moves: final or current offers, the round each was made in, and who speaks next."""

    offers: tuple[Offer, ...]
    rounds: Mapping[str, int]
    turn: Turn | None


def standing(offers: Collection[Offer], moves: Sequence[Move], *, step_fen: int) -> Standing:
    """Replay the moves over the opening offers (amounts, all valid).

    In each round those who have not passed speak once, the worst standing offer first, of equals the later one. The
    leader has nothing to answer and is left out. Who speaks undercuts the best offer by at least `step_fen` or
    passes. The auction ends when only the leader is left. Raises ValueError for a move out of turn, too high or not
    positive.
    """
    prices = {offer.label: offer for offer in offers}
    rounds = dict.fromkeys(prices, 0)
    active, left, number = set(prices), list(moves), 0
    while active - {_leader(prices)}:
        number += 1
        for label in _order(prices, active):
            leader = _leader(prices)
            if label == leader:
                continue
            turn = Turn(label, number, (prices[leader].fen or 0) - step_fen)
            if not left:
                return Standing(tuple(prices.values()), rounds, turn)
            move = left.pop(0)
            if move.fen is None and move.label == label:
                active.discard(label)
                continue
            prices[label] = replace(prices[label], fen=_undercut(move, turn))
            rounds[label] = number
    if left:
        raise ValueError("the auction is over")
    return Standing(tuple(prices.values()), rounds, None)


def reverse_auction(
    offers: Iterable[Offer],
    terms: Terms,
    moves: Sequence[Move],
    *,
    step_fen: int,
    sealed_minimum: int | None = None,
    void: Mapping[str, Reason] | None = None,
    justified: Collection[str] = (),
    unjustified: Mapping[str, Reason] | None = None,
    given_up: Collection[str] = (),
    lots: Mapping[str, int] | None = None,
) -> Result:
    """Return whose turn it is, or once nobody undercuts, the ranking by final offer, the lowest first.

    Fewer valid opening offers than the minimum fall back to a sealed lowest price among them when the notice says so
    (`sealed_minimum`), else the selection has failed. `void` names opening offers that never took part,
    `unjustified` final ones that were too low. Ceiling, ties and abnormally low prices are as in `lowest_price`.
    """
    given = tuple(offers)
    valid, excluded = counting(given, terms, void or {})
    if not valid or len(valid) < terms.minimum:
        if sealed_minimum is None or len(valid) < sealed_minimum:
            return failed(Method.REVERSE_AUCTION, count=len(valid), minimum=terms.minimum, excluded=excluded)
        sealed = replace(terms, minimum=sealed_minimum)
        barred = dict(void or {}) | dict(unjustified or {})
        result = lowest_price(given, sealed, void=barred, justified=justified, given_up=given_up, lots=lots)
        return replace(result, reasons=(because("fell_back", minimum=terms.minimum), *result.reasons))
    now = standing(valid, moves, step_fen=step_fen)
    if now.turn is not None:
        return Result(Method.REVERSE_AUCTION, Outcome.AWAITS_TURN, excluded=excluded, asks=(now.turn.label,))
    result = lowest_price(now.offers, terms, void=unjustified, justified=justified, given_up=given_up, lots=lots)
    prices = {offer.label: offer.price for offer in now.offers}

    def told(place: Place) -> Place:
        final = because("auctioned", price=prices[place.label], round=now.rounds[place.label])
        return replace(place, reasons=(*place.reasons, final))

    return replace(
        result,
        method=Method.REVERSE_AUCTION,
        ranking=tuple(map(told, result.ranking)),
        excluded=excluded + result.excluded,
    )


def _leader(prices: Mapping[str, Offer]) -> str:
    return min(prices.values(), key=lambda offer: (offer.cost, offer.received_at, offer.label)).label


def _order(prices: Mapping[str, Offer], active: Collection[str]) -> list[str]:
    """Return the active, worst first."""
    speaking = [prices[label] for label in active]
    speaking.sort(key=lambda offer: (offer.cost, offer.received_at, offer.label), reverse=True)
    return [offer.label for offer in speaking]


def _undercut(move: Move, turn: Turn) -> int:
    if move.label != turn.label or move.fen is None:
        raise ValueError(f"it is the turn of {turn.label}, not of {move.label}")
    if not 0 < move.fen <= turn.at_most_fen:
        raise ValueError(f"{move.label} may offer at most {turn.at_most_fen} fen")
    return move.fen
