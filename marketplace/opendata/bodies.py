"""A procurement in the words of the Open Contracting Data Standard 1.1.5, as far as its last event lets it be known.

Before a need is opened a release holds nothing of its bids: no bidder, no number of bidders, no price. Every release
names all the parties it refers to, so that each reference resolves within it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from djmoney.money import Money

from cms.kernel.clock import SHANGHAI
from cms.kernel.models import Event, Party
from cms.kernel.money import CURRENCY
from marketplace.awards.models import Award
from marketplace.bidding.queries import opened_bids
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.needs.models import Need
from marketplace.needs.states import Method, NeedState

Body = dict[str, Any]
PARTY_SCHEME: Final = "CN-USCC"
SERVICE_SCHEME: Final = "x_county_services"
ITEM: Final = "1"

PROCUREMENT_METHODS: Final[Mapping[str, str]] = {
    Method.DIRECT: "direct",
    Method.INVITED: "selective",
    Method.CREDIT_PREFERRED: "selective",
}
"""Codes of `method.csv`; every other method is open to all admitted agencies."""
CRITERIA: Final[Mapping[str, str]] = {
    Method.LOWEST_PRICE: "priceOnly",
    Method.REVERSE_AUCTION: "priceOnly",
    Method.AVERAGE_PRICE: "priceOnly",
    Method.SCORED: "ratedCriteria",
    Method.INVITED: "ratedCriteria",
    Method.SEPARATION: "ratedCriteria",
    Method.CREDIT_PREFERRED: "qualityOnly",
}
TENDER_STATUS: Final[Mapping[str, str]] = {
    NeedState.POSTED: "active",
    NeedState.CLOSED: "active",
    NeedState.OPENED: "active",
    NeedState.AWARDED: "complete",
    NeedState.FAILED: "unsuccessful",
    NeedState.CANCELLED: "cancelled",
}
TAGS: Final[Mapping[str, str]] = {
    "need.posted": "tender",
    "need.amended": "tenderAmendment",
    "need.extended": "tenderUpdate",
    "need.opened": "tenderUpdate",
    "need.failed": "tenderUpdate",
    "need.cancelled": "tenderCancellation",
    "need.awarded": "award",
    "need.award_given_up": "awardCancellation",
    "need.award_revoked": "awardCancellation",
    "contract.filed": "contract",
    "contract.corrected": "contractUpdate",
    "contract.changed": "contractAmendment",
    "contract.paid": "implementation",
    "contract.delivered": "contractTermination",
    "contract.ended": "contractTermination",
}
"""Which events are published, and as what."""
OPENED: Final = frozenset(TAGS) - {"need.posted", "need.amended", "need.extended"}
"""The events after which bids are no secret any more; a cancelled need shows them only if it was opened."""


def ocid(procurement_id: int, code: str) -> str:
    """The open contracting id: the county's registered prefix and the number on every paper."""
    return f"{settings.OCDS_PREFIX}-{code}"


def moment(value: datetime) -> str:
    """A moment with its offset: 2023-03-01T09:00:00+08:00."""
    return value.astimezone(SHANGHAI).isoformat(timespec="seconds")


def morning(day: date) -> str:
    """A day as the standard wants it: its first moment."""
    return moment(datetime.combine(day, time(), SHANGHAI))


def value(amount: Money) -> Body:
    """An amount with its currency; JSON numbers are written from the exact decimal."""
    return {"amount": _number(amount.amount), "currency": CURRENCY}


def _number(amount: Decimal) -> int | float:
    """The same number as JSON knows it: a double holds every amount below 90 million million yuan to the fen."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def party_id(party: Party) -> str:
    """The id of a party in every release."""
    return f"{PARTY_SCHEME}-{party.uscc}"


class Parties:
    """The parties a release refers to, each once, with every role it has there."""

    def __init__(self) -> None:
        self._found: dict[str, Body] = {}

    def named(self, party: Party, *roles: str) -> Body:
        """A reference to the party, which stands among the parties with these roles."""
        key = party_id(party)
        entry = self._found.setdefault(
            key,
            {
                "id": key,
                "name": party.name,
                "identifier": {"scheme": PARTY_SCHEME, "id": party.uscc, "legalName": party.name},
                "address": {"countryName": "中国"},
                "roles": [],
            },
        )
        entry["roles"] = sorted({*entry["roles"], *roles})
        return {"id": key, "name": party.name}

    def all(self) -> list[Body]:
        """Everybody who was named."""
        return [self._found[key] for key in sorted(self._found)]


def release_body(event: Event, need: Need, contract: Contract | None) -> Body:
    """The release of an event, whole and valid by itself."""
    parties = Parties()
    with translation.override("zh-hans"):
        buyer = parties.named(need.owner.party, "buyer", "procuringEntity")
        body: Body = {
            "ocid": ocid(need.procurement_id, need.procurement.code),
            "id": f"{need.procurement.code}-{event.pk}",
            "date": moment(event.happened_at),
            "tag": [TAGS[event.name]],
            "initiationType": "tender",
            "language": "zh",
            "buyer": buyer,
            "tender": _tender(event, need, buyer, parties),
        }
        if event.name in OPENED:
            awards = [_award(award, parties) for award in _awards_known(event, need)]
            body |= {"awards": awards} if awards else {}
        if contract is not None and event.name.startswith("contract."):
            body["contracts"] = [_contract(contract, parties)]
    body["parties"] = parties.all()
    return body


def _tender(event: Event, need: Need, buyer: Body, parties: Parties) -> Body:
    kind = need.service_type
    closes_at = need.closes_at
    tender: Body = {
        "id": need.code,
        "title": need.title,
        "description": need.description,
        "status": _status(event, need),
        "procuringEntity": buyer,
        "value": value(need.ceiling),
        "procurementMethod": PROCUREMENT_METHODS.get(need.method, "open"),
        "procurementMethodDetails": str(Method(need.method).label),
        "procurementMethodRationale": str(need.rules.get("legal_basis", "")),
        "mainProcurementCategory": "services",
        "submissionMethod": ["electronicSubmission"],
        "items": [
            {
                "id": ITEM,
                "description": kind.name,
                "classification": {"scheme": SERVICE_SCHEME, "id": kind.code, "description": kind.name},
            }
        ],
        "documents": [
            {
                "id": f"{need.code}-notice",
                "documentType": "tenderNotice",
                "title": need.title,
                "url": settings.WAGTAILADMIN_BASE_URL + reverse("marketplace:need", args=[need.pk]),
                "format": "text/html",
                "language": "zh",
            }
        ],
    }
    if need.method in CRITERIA:
        tender["awardCriteria"] = CRITERIA[need.method]
    if need.posted_at is not None:
        tender["tenderPeriod"] = {"startDate": moment(need.posted_at), "endDate": moment(closes_at)}
    if amendments := _amendments(event, need):
        tender["amendments"] = amendments
    return tender | _bidders(event, need, parties)


def _amendments(event: Event, need: Need) -> list[Body]:
    """What was changed in the notice up to the event, oldest first."""
    made = need.amendments.filter(amended_at__lte=event.happened_at).order_by("pk")
    return [{"id": str(one.pk), "date": moment(one.amended_at), "description": one.text} for one in made]


def _bidders(event: Event, need: Need, parties: Parties) -> Body:
    """Who bid: only of a need that was opened."""
    bids = list(opened_bids(need)) if event.name in OPENED else []
    if not bids:
        return {}
    bidders = {bid.party.pk: bid.party for bid in bids}
    return {
        "numberOfTenderers": len(bidders),
        "tenderers": [parties.named(party, "tenderer") for _pk, party in sorted(bidders.items())],
    }


def _status(event: Event, need: Need) -> str:
    match event.name:
        case "need.posted" | "need.amended" | "need.extended" | "need.opened":
            return "active"
        case "need.award_given_up" | "need.award_revoked":
            return "active"
        case "need.failed" | "need.cancelled":
            return "unsuccessful" if event.name == "need.failed" else "cancelled"
    return TENDER_STATUS.get(need.state, "complete")


def _awards_known(event: Event, need: Need) -> list[Award]:
    """The need's awards made up to the event, oldest first."""
    made = Award.objects.filter(need=need, awarded_at__lte=event.happened_at).select_related("party").order_by("pk")
    return list(made)


def _award(award: Award, parties: Parties) -> Body:
    return {
        "id": award.number,
        "title": award.need.title,
        "status": "cancelled" if award.is_ended else "active",
        "date": moment(award.awarded_at),
        "value": value(award.price),
        "suppliers": [parties.named(award.party, "supplier", "tenderer")],
    }


def _contract(contract: Contract, parties: Parties) -> Body:
    return {
        "id": f"{contract.procurement.code}-HT",
        "awardID": contract.award.number,
        "title": contract.procurement.title,
        "status": "active" if contract.state == ContractState.FILED else "terminated",
        "value": value(contract.current_amount),
        "dateSigned": morning(contract.signed_on),
    } | _implementation(contract, parties)


def _implementation(contract: Contract, parties: Parties) -> Body:
    """Payments and milestones, where there are any."""
    owner, agency = contract.procurement.owner.party, contract.award.party
    transactions = [
        {
            "id": paid.voucher,
            "date": morning(paid.paid_on),
            "value": value(paid.amount),
            "payer": parties.named(owner, "payer"),
            "payee": parties.named(agency, "payee"),
        }
        for paid in contract.payments.order_by("pk")
    ]
    milestones = [
        {"id": str(step.pk), "title": step.name, "dueDate": morning(step.due_on)}
        | ({"dateMet": morning(step.done_on), "status": "met"} if step.done_on else {"status": "scheduled"})
        for step in contract.milestones.order_by("pk")
    ]
    known = {"transactions": transactions, "milestones": milestones}
    filled = {name: part for name, part in known.items() if part}
    return {"implementation": filled} if filled else {}
