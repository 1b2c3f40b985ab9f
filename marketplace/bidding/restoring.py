"""Files that were found altered when their need was opened: the bidder hands the same ones in again.

Sealed with the key that lay in the bid's envelope, the same files give the very pack that the receipt names, byte by
byte; any others do not. So nobody gains by it: what is restored is what was sealed before the deadline.
"""

from datetime import datetime

from django.db.transaction import atomic
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.errors import WrongState
from cms.kernel.models import Party, User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.agencies.models import Agency
from marketplace.bidding.errors import HandedInTooLate, NoBid, NothingSpoiled, OtherFiles
from marketplace.bidding.models import Bid, OpenedBid, OpenedPaper, PaperPack
from marketplace.bidding.packs import Files, capacity_of, paper_rows, papers_of, read_pack
from marketplace.bidding.papers import PapersUnreadable, seal_papers
from marketplace.needs.models import Need
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.states import NeedState

DAYS_TO_HAND_IN = 1
"""Working days after that of the opening: the county's own rule, so that an award does not wait."""


def restorable_until(need: Need) -> datetime:
    """Until when spoiled files of the need may be handed in again."""
    opened_on = localtime(need.opens_at).date()
    return until(last_day(opened_on, DAYS_TO_HAND_IN, DayUnit.WORKING, day_one_counts=False))


def spoiled_bid(need: Need, party: Party) -> OpenedBid | None:
    """The party's opened bid, where its sealed files do not open."""
    opened = OpenedBid.objects.filter(need=need, party=party).exclude(papers_sha256="").order_by("pk").last()
    return opened if opened is not None and _is_spoiled(opened) else None


def _is_spoiled(opened: OpenedBid) -> bool:
    pack = PaperPack.objects.filter(bid=opened.bid_id).first()
    try:
        read_pack(pack, sha256=opened.papers_sha256, key=opened.papers_key)
    except PapersUnreadable:
        return True
    return False


@atomic
def hand_in_again(*, need_id: int, agency: Agency, files: Files, by: User) -> OpenedBid:
    """The spoiled files of the agency's bid are whole again, and it is on the need's trail.

    Raises NotAllowed, WrongState once an award was made, NoBid, NothingSpoiled, HandedInTooLate, OtherFiles, and what
    is refused of files.
    """
    require(by, Act.SUBMIT_BID, party=agency.party)
    need = locked(Need, need_id)
    if need.state != NeedState.OPENED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    if not OpenedBid.objects.filter(need=need, party=agency.party).exists():
        raise NoBid
    opened = spoiled_bid(need, agency.party)
    if opened is None:
        raise NothingSpoiled
    ends = restorable_until(need)
    if moment_after_lock() >= ends:
        raise HandedInTooLate(until=date_format(localtime(ends), "DATETIME_FORMAT"))
    papers = papers_of(need, files, agency)
    pack = seal_papers(papers, capacity=capacity_of(need), key=bytes.fromhex(opened.papers_key))
    if pack.sha256 != opened.papers_sha256:
        raise OtherFiles
    kept = PaperPack.objects.create(ciphertext=pack.ciphertext, sha256=pack.sha256, key=pack.key)
    PaperPack.objects.filter(bid=opened.bid_id).only("pk").delete()
    Bid.objects.filter(pk=opened.bid_id).update(pack=kept)
    if not opened.papers.exists():
        OpenedPaper.objects.bulk_create(paper_rows(opened, papers))
    record("need.papers_restored", about=need, by=by, bid=opened.bid_id, receipt=opened.bid.receipt)
    return opened
