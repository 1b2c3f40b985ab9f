"""The models of this wing, as a table of contents: each room keeps its own."""

from marketplace.agencies.models import Admission, Agency, Certificate, Control
from marketplace.awards.models import Award
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.contracts.models import Contract
from marketplace.needs.models import Bar, Need, NeedDocument, Procurement
from marketplace.oversight.models import CountedContract, SavingsSum
from marketplace.owners.models import Owner
from marketplace.selection.models import Draw, Evaluation, PriceJudgement
from marketplace.trade.models import TradeRecord

__all__ = [
    "Admission",
    "Agency",
    "Award",
    "Bar",
    "Bid",
    "Certificate",
    "Contract",
    "Control",
    "CountedContract",
    "Draw",
    "Evaluation",
    "Need",
    "NeedDocument",
    "OpenedBid",
    "Owner",
    "PriceJudgement",
    "Procurement",
    "SavingsSum",
    "SealedBox",
    "ServiceCategory",
    "ServiceType",
    "TradeRecord",
]
