"""The models of this wing, as a table of contents: each room keeps its own."""

from marketplace.agencies.models import Admission, Agency, Certificate, Control
from marketplace.awards.models import Award
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.clues.models import Case, CaseQuestion, Clue, MarketLook
from marketplace.contracts.models import Contract
from marketplace.needs.models import Bar, Invitation, Need, NeedDocument, Procurement
from marketplace.opendata.models import Release
from marketplace.oversight.models import CountedContract, SavingsSum
from marketplace.owners.models import Owner
from marketplace.selection.models import (
    AgreedScore,
    Auction,
    AuctionMove,
    Choice,
    Draw,
    Evaluation,
    Panel,
    PriceJudgement,
    PriceQuestion,
    ScoreSheet,
    Seat,
)
from marketplace.trade.models import TradeRecord

__all__ = [
    "Admission",
    "Agency",
    "AgreedScore",
    "Auction",
    "AuctionMove",
    "Award",
    "Bar",
    "Bid",
    "Case",
    "CaseQuestion",
    "Certificate",
    "Choice",
    "Clue",
    "Contract",
    "Control",
    "CountedContract",
    "Draw",
    "Evaluation",
    "Invitation",
    "MarketLook",
    "Need",
    "NeedDocument",
    "OpenedBid",
    "Owner",
    "Panel",
    "PriceJudgement",
    "PriceQuestion",
    "Procurement",
    "Release",
    "SavingsSum",
    "ScoreSheet",
    "SealedBox",
    "Seat",
    "ServiceCategory",
    "ServiceType",
    "TradeRecord",
]
