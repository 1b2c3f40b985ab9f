"""Opening: the custodian gives the key out after the deadline, and all envelopes of a need are opened at once.

An envelope is read only when its receipt is the one on the trail, it was sealed for this need under this pseudonym,
and the party inside is the one the pseudonym stands for, under an admission of its own; any other is reported and
keeps none of the rest shut. The
files of a bid are opened with it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.db.models import Exists
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.dues import due_when, each_due
from cms.kernel.models import Party, User
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import events_about, record
from marketplace.agencies.models import Admission
from marketplace.agencies.queries import related_parties
from marketplace.agencies.states import AdmissionState
from marketplace.bidding.custodian import CustodianRefused
from marketplace.bidding.custody import custodian
from marketplace.bidding.envelopes import Envelope, Malformed
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.bidding.packs import open_packs
from marketplace.bidding.prices import is_good_offer
from marketplace.bidding.queries import receipts_on_trail
from marketplace.bidding.sealing import Content, Lodged, Opened, Receipt, open_bids
from marketplace.bidding.services import is_of_owner
from marketplace.bidding.states import BidState, Fault
from marketplace.needs.models import Bar, Need
from marketplace.needs.queries import moment_after_lock, needs_due_to_open
from marketplace.needs.states import NeedState

DIGITS = 64
"""Hexadecimal digits of a key or a digest; what somebody forged may be longer."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one envelope held."""

    bid: Bid
    party: Party
    envelope: Envelope


@due_when(lambda: Exists(needs_due_to_open()))
def open_due_needs() -> int:
    """Closed needs whose opening time has come are opened, each by itself; returns how many. Part of every tick."""
    return each_due(partial(_try_to_open, need_id) for need_id in needs_due_to_open().values_list("pk", flat=True))


def _try_to_open(need_id: int) -> bool:
    """Open the need; where the custodian keeps its key, that one waits, on record once, and the others are opened."""
    try:
        return open_need(need_id=need_id)
    except CustodianRefused as refusal:
        note_refused_key(need_id, type(refusal).__name__)
        return False


@atomic
def note_refused_key(need_id: int, why: str) -> None:
    """It is on the need's trail that the custodian kept the key: its own record differs from the database's."""
    need = locked(Need, need_id)
    if not events_about(need).filter(name="need.key_refused").exists():
        record("need.key_refused", about=need, by=None, why=why)


def open_need(*, need_id: int) -> bool:
    """All bids of the need are known to everybody, once and for all; False when it is not due or is open already.

    The key is asked of the custodian outside any transaction; everything found is written in one. Raises
    CustodianRefused when the deadline has not passed by the custodian's own clock, or openers have not agreed.
    """
    if not needs_due_to_open().filter(pk=need_id).exists():
        return False
    box = SealedBox.objects.filter(need=need_id).first()
    private_key = custodian().release(box.reference) if box is not None else None
    return _open(need_id, private_key)


@atomic
def _open(need_id: int, private_key: bytes | None) -> bool:
    need = locked(Need, need_id)
    if need.state != NeedState.CLOSED or moment_after_lock() < need.opens_at:
        return False
    on_trail = receipts_on_trail(need)
    bids = list(need.bids.filter(state=BidState.SEALED).order_by("pk"))
    _report_missing(need, bids, on_trail)
    receipted = [bid for bid in bids if on_trail.get(bid.pk) == bid.receipt]
    found = _look_into(receipted, need.sealed_box.reference, private_key) if private_key is not None else []
    opened = {one.bid.pk for one in found}
    for bid in bids:
        if bid.pk not in opened:
            advance(bid, BidState.UNREADABLE, by=None, need=need.pk, receipt=bid.receipt)
    rows = OpenedBid.objects.bulk_create(_opened_rows(need, found))
    open_packs(need, [(row, one.envelope) for row, one in zip(rows, found, strict=True)])
    readable = Bid.objects.filter(pk__in=opened)
    advance_all(readable, BidState.OPENED, about=need, by=None, expected=len(found), event="need.bids_opened")
    receipts = "\n".join(sorted(bid.receipt for bid in bids))
    advance(
        need, NeedState.OPENED, by=None, bids=len(bids), receipts_sha256=hashlib.sha256(receipts.encode()).hexdigest()
    )
    return True


def _report_missing(need: Need, bids: Sequence[Bid], on_trail: Mapping[int, str]) -> None:
    """Bids that the trail holds as sealed and whose row is gone, was moved or names another receipt are on record."""
    present = {bid.pk: bid.receipt for bid in bids}
    for bid_id, receipt in on_trail.items():
        if present.get(bid_id) != receipt:
            record("need.bid_missing", about=need, by=None, bid=bid_id, receipt=receipt)


def _look_into(bids: Sequence[Bid], reference: str, private_key: bytes) -> list[Found]:
    lodged = [Lodged(bid.pseudonym, bytes(bid.ciphertext), Receipt(bid.receipt, bid.submitted_at)) for bid in bids]
    looked = zip(bids, open_bids(lodged, private_key=private_key, need_id=reference), strict=True)
    envelopes = {bid: _read(result.content) for bid, result in looked if isinstance(result, Opened)}
    read = [envelope for envelope in envelopes.values() if envelope]
    parties = Party.objects.in_bulk([envelope.party for envelope in read])
    people = User.objects.in_bulk([envelope.by for envelope in read])
    admissions = Admission.objects.select_related("agency").in_bulk([envelope.admission for envelope in read])
    keeper = custodian()

    def is_ours(envelope: Envelope, bid: Bid) -> bool:
        admission = admissions.get(envelope.admission)
        is_known = envelope.party in parties and envelope.by in people and admission is not None
        is_its_own = admission is not None and admission.agency.party_id == envelope.party
        return is_known and is_its_own and keeper.pseudonym(reference, envelope.party) == bid.pseudonym

    return [
        Found(bid, parties[envelope.party], envelope)
        for bid, envelope in envelopes.items()
        if envelope and is_ours(envelope, bid)
    ]


def _read(content: Content) -> Envelope | None:
    try:
        return Envelope.read(content)
    except Malformed:
        return None


def _opened_rows(need: Need, found: Sequence[Found]) -> list[OpenedBid]:
    related = related_parties([one.party for one in found])
    barred = set(Bar.objects.filter(procurement=need.procurement_id).values_list("party_id", flat=True))
    admitted = set(
        Admission.objects.filter(
            pk__in=[one.envelope.admission for one in found], service_type=need.service_type
        ).values_list("pk", flat=True)
    )
    return [
        OpenedBid(
            bid=one.bid,
            need=need,
            party=one.party,
            submitted_by_id=one.envelope.by,
            submitted_at=one.bid.submitted_at,
            price=cast(Any, one.envelope.price),  # the stubs take a money column for a plain decimal
            discount=one.envelope.rate,
            proposal=one.envelope.proposal,
            admission_id=one.envelope.admission,
            admission_state=one.envelope.admission_state,
            admission_valid_until=one.envelope.last_valid_day,
            fault=_fault(need, one, admitted, barred, related),
            related_to=related.get(one.party.pk, []),
            papers_sha256=one.envelope.papers_sha256[:DIGITS],
            papers_key=one.envelope.papers_key[:DIGITS],
        )
        for one in found
    ]


def _fault(need: Need, one: Found, admitted: set[int], barred: set[int], related: dict[int, list[int]]) -> str:
    """Why the bid does not count, or blank. `admitted`: the admissions that are for the need's service type."""
    if one.party.pk in barred or is_of_owner(need, one.party):
        return Fault.BARRED
    if one.envelope.admission not in admitted or one.envelope.admission_state != AdmissionState.ADMITTED:
        return Fault.NOT_ADMITTED
    last_day = one.envelope.last_valid_day
    if last_day is not None and last_day < localtime(need.closes_at).date():
        return Fault.CERTIFICATE_EXPIRED
    if not is_good_offer(need, one.envelope.price, one.envelope.rate):
        return Fault.BAD_PRICE
    return Fault.RELATED if one.party.pk in related else ""
