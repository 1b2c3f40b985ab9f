"""The files of opened bids, for each who may see them: named for the owner, under numbers for those who must not know.

Until the panel has settled its scores, what experts score has a number instead of a name for everybody but its bidder
and supervision; from an address or its order nobody can tell which bid a number is.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cms.kernel.access import Act, memberships
from cms.kernel.models import User
from marketplace.bidding.models import OpenedPaper
from marketplace.needs.models import Need
from marketplace.needs.states import NeedState
from marketplace.selection.models import Panel, Seat
from marketplace.selection.scoring import offers_to_score
from marketplace.selection.states import PanelState, SeatState

SUFFIXES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """A file as somebody may see it: `name` is neutral where its bidder must not be known."""

    paper: OpenedPaper
    name: str


def papers_for(user: User) -> "QuerySet[OpenedPaper]":
    """The files `user` may read: the only door to them.

    The owner's and the bidder's own; for experts of the panel, once declared, those that they score; for supervision
    and audit all.
    """
    papers = OpenedPaper.objects.select_related("bid__need__procurement", "bid__bid", "bid__party")
    if memberships(user, Act.SEE_ALL).exists():
        return papers
    owned = Q(bid__need__procurement__owner__party__in=memberships(user, Act.AWARD_NEED).values("party"))
    own = Q(bid__party__in=memberships(user, Act.SUBMIT_BID).values("party"))
    seats = Seat.objects.filter(expert=user, state=SeatState.DECLARED, panel__need=OuterRef("bid__need"))
    scored = Q(is_blind=True) & Exists(seats.exclude(panel__state=PanelState.SEATING))
    return papers.filter(owned | own | scored)


def papers_to_come(user: User) -> "QuerySet[OpenedPaper]":
    """The files that the person has a seat to score, but may not see before the scoring begins."""
    seats = Seat.objects.filter(expert=user, panel__need=OuterRef("bid__need")).exclude(state=SeatState.RECUSED)
    return OpenedPaper.objects.filter(Exists(seats.filter(panel__state=PanelState.SEATING)), is_blind=True)


def is_blind_now(need: Need, panel: Panel | None) -> bool:
    """Whether names are still kept from what experts score: till their panel has settled, before it is seated too."""
    if panel is None:
        return bool(need.rules.get("has_panel")) and need.state == NeedState.OPENED
    return panel.state != PanelState.SETTLED


def seen_by(paper: OpenedPaper, user: User) -> SeenPaper:
    """The file under the name that this person may know it by."""
    panel = Panel.objects.filter(need=paper.bid.need_id).first()
    knows = (
        not paper.is_blind
        or not is_blind_now(paper.bid.need, panel)
        or memberships(user, Act.SEE_ALL).exists()
        or memberships(user, Act.SUBMIT_BID, paper.bid.party).exists()
    )
    if knows:
        return SeenPaper(paper, paper.name)
    numbers = {offer.bid.pk: offer.number for offer in offers_to_score(panel)} if panel is not None else {}
    return SeenPaper(paper, neutral_name(paper, numbers.get(paper.bid_id, 0)))


def neutral_name(paper: OpenedPaper, offer: int) -> str:
    """A file name that says which offer it belongs to and nothing more, in the reader's language: 方案2-附件1.pdf."""
    name = _("方案%(offer)s-附件%(number)s") % {"offer": offer, "number": paper.number}
    return f"{name}.{SUFFIXES.get(paper.media_type, 'bin')}"


def blind_papers(panel: Panel) -> dict[int, list[SeenPaper]]:
    """By the number of the offer, the files that experts score."""
    return {
        offer.number: [
            SeenPaper(paper, neutral_name(paper, offer.number)) for paper in offer.bid.papers.filter(is_blind=True)
        ]
        for offer in offers_to_score(panel)
    }


@dataclass(frozen=True, slots=True)
class BidderPapers:
    """A bidder and those of its files that may be shown beside its name."""

    name: str
    papers: list[OpenedPaper]


def named_papers(need: Need, user: User) -> list[BidderPapers]:
    """By bidder, in the order of names, the files that may be shown beside it now."""
    panel = Panel.objects.filter(need=need).first()
    knows = not is_blind_now(need, panel) or memberships(user, Act.SEE_ALL).exists()
    found: dict[str, list[OpenedPaper]] = {bid.party.name: [] for bid in need.opened_bids.select_related("party")}
    shown = papers_for(user).filter(bid__need=need)
    for paper in shown if knows else shown.filter(is_blind=False):
        found[paper.bid.party.name].append(paper)
    return [BidderPapers(name, papers) for name, papers in sorted(found.items())]
