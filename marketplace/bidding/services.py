"""Sealing, replacing and withdrawing bids until the deadline.

A bid's row and its events name nobody: `by` is None and the party is a pseudonym until the need is opened.
"""

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
from marketplace.bidding.models import Bid, PaperPack
from marketplace.bidding.packs import NO_FILES, Files, destroy_pack, keep_pack, seal_files
from marketplace.bidding.prices import check_offer
from marketplace.bidding.queries import sealed_bid
from marketplace.bidding.sealing import ContentTooLong, receipt_for, seal
from marketplace.bidding.states import BidState
from marketplace.needs.errors import NeedClosed, NeedNotOpenForBids
from marketplace.needs.models import Bar, Need
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import told
from marketplace.needs.states import NeedState

LONGEST_PROPOSAL = 1000
"""Characters: what the one size of all envelopes leaves room for."""


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

    `discount` is a fraction (0.05 = 5 % off). In a draw the price is the ceiling and is not given. The moment that
    counts is the business clock after the need is locked. Raises NotAllowed, NeedNotOpenForBids, NeedClosed,
    AgencySuspended, NotAdmittedForType, CertificateEndsBeforeClosing, OwnNeed, OpenerOfNeed, NotInvited,
    BarredFromNeed, BadPrice, ProposalMissing, ProposalNamesBidder, and what `seal_files` refuses.
    """
    require(by, Act.SUBMIT_BID, party=agency.party)
    pack = seal_files(need_id, files, agency)
    kept = keep_pack(pack)
    need = locked(Need, need_id, "procurement__service_type", "procurement__owner")
    now = moment_after_lock()
    _check_open(need, now)
    admission = _standing(need, agency)
    check_may_take_part(need, agency.party)
    if price is None and discount is None and not need.rules["takes_price"]:
        price = need.ceiling
    check_offer(need, price, discount)
    has_panel = bool(need.rules.get("has_panel"))
    if has_panel:
        _check_proposal(proposal, agency)
    envelope = Envelope(
        party=agency.party_id,
        by=by.pk,
        admission=admission.pk,
        admission_state=admission.state,
        valid_until=admission.valid_until.isoformat() if admission.valid_until else None,
        fen=to_fen(price) if price is not None else None,
        discount=str(discount) if discount is not None else None,
        proposal=proposal.strip() if has_panel else "",
        papers_key=pack.key if pack else "",
        papers_sha256=pack.sha256 if pack else "",
    )
    return _seal(need, agency.party, envelope, now, kept)


def _seal(need: Need, party: Party, envelope: Envelope, now: datetime, pack: PaperPack | None) -> Bid:
    box = box_for(need)
    pseudonym = custodian().pseudonym(box.reference, party.pk)
    public_key = bytes.fromhex(box.public_key)
    try:
        ciphertext = seal(envelope.content, public_key=public_key, need_id=box.reference, pseudonym=pseudonym)
    except ContentTooLong as fault:  # a thousand characters of more than three bytes each
        raise ProposalMissing(most=LONGEST_PROPOSAL) from fault
    receipt = receipt_for(ciphertext, received_at=now)
    earlier = Bid.objects.filter(need=need, pseudonym=pseudonym, state=BidState.SEALED).first()
    if earlier is not None:
        advance(earlier, BidState.REPLACED, by=None, need=need.pk)
        destroy_pack(earlier)
    bid = Bid.objects.create(
        need=need, pseudonym=pseudonym, ciphertext=ciphertext, receipt=receipt.sha256, submitted_at=now, pack=pack
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
            service_type=need.service_type, department=department.name if department is not None else ""
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
