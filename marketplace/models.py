"""The models of this wing, as a table of contents: each room keeps its own."""

from marketplace.agencies.models import Admission, Agency, Certificate, Control, Professional
from marketplace.awards.models import Award
from marketplace.bidding.models import Bid, OpenedBid, OpenedPaper, PaperPack, SealedBox
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.clocks.models import Alarm, NeedClock
from marketplace.clues.models import Case, CaseQuestion, Clue, DeviceMark, MarketLook
from marketplace.contracts.models import Contract, ContractChange, ContractPayment, EarlyEnd, Milestone, Rating
from marketplace.credit.models import CreditCase
from marketplace.disputes.models import Dispute, Examination
from marketplace.experts.models import Expert, Recusal
from marketplace.guarantees.models import Guarantee, OldDeposit
from marketplace.needs.models import (
    Amendment,
    Bar,
    Invitation,
    MethodChange,
    Need,
    NeedDocument,
    NeedTemplate,
    Procurement,
    Question,
    Subscription,
)
from marketplace.needs.opener_models import Opener, OpenerExchange, OpenerKey
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
    "Alarm",
    "Amendment",
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
    "ContractChange",
    "ContractPayment",
    "Control",
    "CountedContract",
    "CreditCase",
    "DeviceMark",
    "Dispute",
    "Draw",
    "EarlyEnd",
    "Evaluation",
    "Examination",
    "Expert",
    "Guarantee",
    "Invitation",
    "MarketLook",
    "MethodChange",
    "Milestone",
    "Need",
    "NeedClock",
    "NeedDocument",
    "NeedTemplate",
    "OldDeposit",
    "OpenedBid",
    "OpenedPaper",
    "Opener",
    "OpenerExchange",
    "OpenerKey",
    "Owner",
    "Panel",
    "PaperPack",
    "PriceJudgement",
    "PriceQuestion",
    "Procurement",
    "Professional",
    "Question",
    "Rating",
    "Recusal",
    "Release",
    "SavingsSum",
    "ScoreSheet",
    "SealedBox",
    "Seat",
    "ServiceCategory",
    "ServiceType",
    "Subscription",
    "TradeRecord",
]
