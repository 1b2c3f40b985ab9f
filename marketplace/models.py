"""The models of this wing, as a table of contents: each room keeps its own."""

from marketplace.agencies.models import Admission, Agency, Certificate, Control
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.needs.models import Bar, Need, NeedDocument, Procurement
from marketplace.owners.models import Owner

__all__ = [
    "Admission",
    "Agency",
    "Bar",
    "Bid",
    "Certificate",
    "Control",
    "Need",
    "NeedDocument",
    "OpenedBid",
    "Owner",
    "Procurement",
    "SealedBox",
    "ServiceCategory",
    "ServiceType",
]
