"""Opened needs as plain records, so that every indicator is arithmetic on them and can be tried on simulated ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """One opened bid: who, for how many fen (what a discount comes to), and whether it counted or came late."""

    bidder: int
    price_fen: int
    is_valid: bool = True
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Auction:
    """One opened need: its owner, service type, time to bid, offers, and who won (None: nobody)."""

    need: int
    owner: int
    service_type: str
    ceiling_fen: int
    offers: tuple[Offer, ...]
    winner: int | None
    hours_to_bid: int = 24 * 30
    regime: str = "market"
    is_competitive: bool = True
    names_prices: bool = True
    decides_by_price: bool = True

    @property
    def valid(self) -> list[Offer]:
        """The offers that counted, the lowest first."""
        return sorted((one for one in self.offers if one.is_valid), key=lambda one: (one.price_fen, one.bidder))

    @property
    def winning(self) -> Offer | None:
        """The winner's offer."""
        return next((one for one in self.valid if one.bidder == self.winner), None)
