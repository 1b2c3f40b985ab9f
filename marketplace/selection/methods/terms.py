"""The words of selection: methods, tie rules, what follows too few offers, and the terms a notice fixes."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How the winner of a need is found; the notice names exactly one."""

    DIRECT = "direct"
    DRAW = "draw"
    LOWEST_PRICE = "lowest_price"
    REVERSE_AUCTION = "reverse_auction"
    AVERAGE_PRICE = "average_price"
    SCORED = "scored"
    CREDIT_PREFERRED = "credit_preferred"
    INVITED = "invited"
    SEPARATION = "separation"


class Quote(StrEnum):
    """What bidders state: an amount in fen, or a discount rate (下浮率) off the ceiling."""

    AMOUNT = "amount"
    DISCOUNT = "discount"


class TieRule(StrEnum):
    """Who comes first of equals; fixed by the notice, never chosen afterwards."""

    EARLIEST = "earliest"
    DRAW = "draw"
    TECHNICAL = "technical"
    LOWER_PRICE = "lower_price"
    COMMITTEE = "committee"


class TooFew(StrEnum):
    """What follows when fewer valid offers came than the method needs."""

    REPOST = "repost"
    SEALED = "sealed"
    WIDEN = "widen"
    FAIL = "fail"


class Outcome(StrEnum):
    """How far a method came."""

    SELECTED = "selected"  # the first of the ranking is the winner
    FAILED = "failed"  # 流选: too few; the reasons say how many
    AWAITS_JUSTIFICATION = "awaits_justification"  # those asked must explain an abnormally low price
    AWAITS_DRAW = "awaits_draw"  # those asked are equal and must be drawn
    AWAITS_TURN = "awaits_turn"  # the one asked may undercut or pass
    AWAITS_SCORES = "awaits_scores"  # the panel has not settled on its scores
    AWAITS_CHOICE = "awaits_choice"  # those asked are put before the owner or the committee
    NOT_ALLOWED = "not_allowed"  # the method may not be used here; the reasons say why


@dataclass(frozen=True, slots=True)
class Terms:
    """What the notice fixed for an offer to count and to be ranked.

    There is a ceiling and no floor: a lowest price limit is forbidden (招标投标法实施条例 第二十七条). `ceiling_fen` is
    None where discount rates are offered off a price list.
    """

    ceiling_fen: int | None
    minimum: int
    tie: TieRule = TieRule.EARLIEST
    quote: Quote = Quote.AMOUNT
