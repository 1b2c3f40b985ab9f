"""Pages of the files of opened bids: a need's files, and one file to take away."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from cms.kernel.access import Act, HouseRequest, door, may, memberships
from marketplace.bidding.models import OpenedPaper
from marketplace.bidding.packs import capacity_of, read_paper
from marketplace.bidding.papers import PapersUnreadable
from marketplace.needs.models import Need
from marketplace.needs.queries import all_needs
from marketplace.selection.errors import DeclareFirst, PaperSpoiled
from marketplace.selection.models import Panel
from marketplace.selection.paper_queries import blind_papers, named_papers, papers_for, papers_to_come, seen_by
from marketplace.selection.states import PanelState


def _need(request: HouseRequest, need_id: int) -> Need:
    """An opened need of one's own, or any for supervision and audit. Raises Http404."""
    need = get_object_or_404(all_needs(), pk=need_id)
    own = memberships(request.user, Act.AWARD_NEED, need.owner.party).exists()
    if not own and not may(request.user, Act.SEE_ALL):
        raise Http404
    return need


@door(Act.SEE_BID_PAPERS)
def bid_papers(request: HouseRequest, need_id: int) -> HttpResponse:
    """The files of a need's bids; what experts score under numbers only, until they have settled."""
    need = _need(request, need_id)
    panel = Panel.objects.filter(need=need).first()
    numbered = blind_papers(panel) if panel is not None and panel.state != PanelState.SETTLED else {}
    context = {
        "need": need,
        "bidders": named_papers(need, request.user),
        "numbered": numbered,
        "takes_papers": bool(capacity_of(need)),
    }
    return render(request, "marketplace/selection/papers.html", context)


def _paper(request: HouseRequest, paper_id: UUID) -> OpenedPaper:
    """A file the person may read. Raises DeclareFirst for an expert who will score it, Http404 for anybody else."""
    paper = papers_for(request.user).filter(pk=paper_id).first()
    if paper is None and papers_to_come(request.user).filter(pk=paper_id).exists():
        raise DeclareFirst
    if paper is None:
        raise Http404
    return paper


@door(Act.READ_BID_PAPER)
def bid_paper(request: HouseRequest, paper_id: UUID) -> HttpResponse:
    """One file as an attachment, under the name the person may know it by."""
    paper = _paper(request, paper_id)
    try:
        content = read_paper(paper=paper, by=request.user)
    except PapersUnreadable as fault:
        raise PaperSpoiled from fault
    response = HttpResponse(content, content_type=paper.media_type)
    name = content_disposition_header(as_attachment=True, filename=seen_by(paper, request.user).name)
    response["Content-Disposition"] = name or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response
