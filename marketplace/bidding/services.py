"""Sealing, replacing and withdrawing bids until the deadline.

A bid's row and its events name nobody: `by` is None and the party is a pseudonym until the need is opened.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.db.transaction import atomic
from django.utils.timezone import localtime
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.models import Membership, Party, User
from cms.kernel.money import to_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.errors import AgencySuspended
from marketplace.agencies.models import Admission, Agency, Control
from marketplace.agencies.queries import admission_for
from marketplace.agencies.states import AgencyState
from marketplace.bidding.custody import box_for, custodian
from marketplace.bidding.envelopes import Envelope
from marketplace.bidding.errors import (
    BarredFromNeed,
    CertificateEndsBeforeClosing,
    NoBid,
    NotAdmittedForType,
    NotInvited,
    OpenerOfNeed,
    OwnNeed,
    ProposalMissing,
    ProposalNamesBidder,
)
from marketplace.bidding.models import Bid, PaperPack, SealedBox
from marketplace.bidding.packs import NO_FILES, Files, destroy_pack, keep_pack, seal_files
from marketplace.bidding.papers import SealedPack
from marketplace.bidding.prices import check_offer
from marketplace.bidding.queries import sealed_bid
from marketplace.bidding.sealing import ContentTooLong, receipt_for, seal
from marketplace.bidding.states import BidState
from marketplace.needs.errors import NeedClosed, NeedNotOpenForBids
from marketplace.needs.models import Bar, Need
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import told
from marketplace.needs.states import NeedState

BESIDE = ("procurement__service_type", "procurement__owner")
LONGEST_PROPOSAL = 1000
"""Characters: what the one size of all envelopes leaves room for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an agency hands in, its files already sealed."""

    agency: Agency
    by: User
    price: Money | None
    discount: Decimal | None
    proposal: str
    pack: SealedPack | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope that is shut, and the pseudonym of whose it is."""

    pseudonym: str
    ciphertext: bytes


@atomic
def submit_bid(
    *,
    need_id: int,
    agency: Agency,
    by: User,
    price: Money | None = None,
    discount: Decimal | None = None,
    proposal: str = "",
    files: Files = NO_FILES,
) -> Bid:
    """The agency's offer lies sealed in the need's box, in place of any earlier one; the bid carries its receipt.

    `discount` is a fraction (0.05 = 5 % off). In a draw the price is the ceiling and is not given. Checking, sealing
    and storing the files come before the need is locked, so that nobody waits for another's megabytes; the moment
    that counts is the business clock after it, and what changed meanwhile is checked and sealed again. Raises
    NotAllowed, NeedNotOpenForBids, NeedClosed, AgencySuspended, NotAdmittedForType, CertificateEndsBeforeClosing,
    OwnNeed, OpenerOfNeed, NotInvited, BarredFromNeed, BadPrice, ProposalMissing, ProposalNamesBidder, and what
    `seal_files` refuses.
    """
    require(by, Act.SUBMIT_BID, party=agency.party)
    need = Need.objects.select_related(*BESIDE).get(pk=need_id)
    _check_open(need, moment_after_lock())
    offer = Offer(agency, by, price, discount, proposal, seal_files(need, files, agency))
    envelope, box = _envelope(need, offer), SealedBox.objects.filter(need=need).first()
    sealed = _sealed(box, envelope) if box is not None else None
    kept = keep_pack(offer.pack)
    held = locked(Need, need_id, *BESIDE)
    now = moment_after_lock()
    _check_open(held, now)
    if box is None or sealed is None or _changes(held) != _changes(need) or box.told_closes_at != held.closes_at:
        sealed = _sealed(box_for(held), _envelope(held, offer))
    return _lodge(held, sealed, now, kept)


def _changes(need: Need) -> tuple[object, ...]:
    """What may still change of a posted need and bears on an offer."""
    return need.closes_at, need.ceiling, need.state


def _envelope(need: Need, offer: Offer) -> Envelope:
    """What goes into the envelope, once the agency and its offer are found to be ones for this need."""
    agency, price = offer.agency, offer.price
    admission = _standing(need, agency)
    check_may_take_part(need, agency.party)
    if price is None and offer.discount is None and not need.rules["takes_price"]:
        price = need.ceiling
    check_offer(need, price, offer.discount)
    has_panel = bool(need.rules.get("has_panel"))
    if has_panel:
        _check_proposal(offer.proposal, agency)
    return Envelope(
        party=agency.party_id,
        by=offer.by.pk,
        admission=admission.pk,
        admission_state=admission.state,
        valid_until=admission.valid_until.isoformat() if admission.valid_until else None,
        fen=to_fen(price) if price is not None else None,
        discount=str(offer.discount) if offer.discount is not None else None,
        proposal=offer.proposal.strip() if has_panel else "",
        papers_key=offer.pack.key if offer.pack else "",
        papers_sha256=offer.pack.sha256 if offer.pack else "",
    )


def _sealed(box: SealedBox, envelope: Envelope) -> Sealed:
    pseudonym = custodian().pseudonym(box.reference, envelope.party)
    public_key = bytes.fromhex(box.public_key)
    try:
        ciphertext = seal(envelope.content, public_key=public_key, need_id=box.reference, pseudonym=pseudonym)
    except ContentTooLong as fault:  # a thousand characters of more than three bytes each
        raise ProposalMissing(most=LONGEST_PROPOSAL) from fault
    return Sealed(pseudonym, ciphertext)


def _lodge(need: Need, sealed: Sealed, now: datetime, pack: PaperPack | None) -> Bid:
    """The envelope lies in the box, and an earlier one of the same bidder no longer counts. Call with the need locked.

    A few statements and nothing else: all other bidders of the last minute wait for them.
    """
    receipt = receipt_for(sealed.ciphertext, received_at=now)
    earlier = Bid.objects.filter(need=need, pseudonym=sealed.pseudonym, state=BidState.SEALED).first()
    if earlier is not None:
        advance(earlier, BidState.REPLACED, by=None, need=need.pk)
        destroy_pack(earlier)
    bid = Bid.objects.create(
        need=need,
        pseudonym=sealed.pseudonym,
        ciphertext=sealed.ciphertext,
        receipt=receipt.sha256,
        submitted_at=now,
        pack=pack,
    )
    record("bid.sealed", about=bid, by=None, need=need.pk, receipt=receipt.sha256)
    return bid


@atomic
def withdraw_bid(*, need_id: int, agency: Agency, by: User) -> Bid:
    """The agency's sealed bid no longer counts, and its files are destroyed.

    Raises NotAllowed, NeedNotOpenForBids, NeedClosed, NoBid.
    """
    require(by, Act.SUBMIT_BID, party=agency.party)
    need = locked(Need, need_id)
    _check_open(need, moment_after_lock())
    bid = sealed_bid(need, agency.party)
    if bid is None:
        raise NoBid
    advance(bid, BidState.WITHDRAWN, by=None, need=need.pk)
    destroy_pack(bid)
    return bid


def _check_open(need: Need, now: datetime) -> None:
    if need.posted_at is not None and now >= need.closes_at:
        raise NeedClosed(closes_at=told(need.closes_at))
    if need.state != NeedState.POSTED:
        raise NeedNotOpenForBids(state=need.state_label)


def _check_proposal(proposal: str, agency: Agency) -> None:
    """Nothing happens when experts can score the proposal without knowing whose it is."""
    text = proposal.strip()
    if not text or len(text) > LONGEST_PROPOSAL:
        raise ProposalMissing(most=LONGEST_PROPOSAL)
    telling = (agency.party.name, agency.party.uscc, agency.contact_mobile, agency.legal_person)
    if any(word and word in text for word in telling):
        raise ProposalNamesBidder


def _standing(need: Need, agency: Agency) -> Admission:
    admission = admission_for(agency, need.service_type)
    if admission is None:
        if Agency.objects.filter(pk=agency.pk).exclude(state=AgencyState.REGISTERED).exists():
            raise AgencySuspended(party=agency.party.name)
        department = need.service_type.department
        raise NotAdmittedForType(
            service_type=need.service_type, department=str(department) if department is not None else ""
        )
    closes_on = localtime(need.closes_at).date()
    if admission.valid_until is not None and admission.valid_until < closes_on:
        raise CertificateEndsBeforeClosing(
            valid_until=admission.valid_until.isoformat(), closes_on=closes_on.isoformat()
        )
    return admission


def check_may_take_part(need: Need, party: Party) -> None:
    """Nothing happens when the party may bid; raises OwnNeed, OpenerOfNeed, NotInvited or BarredFromNeed (回避)."""
    if is_of_owner(need, party):
        raise OwnNeed
    if Membership.objects.filter(
        user__in=need.openers.values("user"), party=party, state=MembershipState.ACTIVE
    ).exists():
        raise OpenerOfNeed
    asked = set(need.invitations.values_list("party", flat=True))
    if asked and party.pk not in asked:
        raise NotInvited
    bar = Bar.objects.filter(procurement=need.procurement_id, party=party).first()
    if bar is not None:
        raise BarredFromNeed(reason=bar.get_reason_display())


def is_of_owner(need: Need, party: Party) -> bool:
    """Whether the party is the need's owner, or one of the two controls the other."""
    owner = need.owner.party_id
    either_way = Q(holder=owner, held=party) | Q(holder=party, held=owner)
    return owner == party.pk or Control.objects.filter(either_way).exists()
