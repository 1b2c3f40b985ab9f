"""Pages of results: the list, and one award with what it saves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cms.kernel.access import public
from cms.kernel.paging import page_of
from marketplace.awards.models import Award
from marketplace.awards.queries import public_awards
from marketplace.bidding.queries import opened_bids


@public
def results(request: HttpRequest) -> HttpResponse:
    """Who won what, newest first."""
    text = request.GET.get("q", "").strip()
    page = page_of(public_awards(text=text), request.GET, orders={"awarded": ("-awarded_at", "-pk")})
    return render(request, "marketplace/awards/results.html", {"page": page, "q": text})


@public
def award(request: HttpRequest, award_id: int) -> HttpResponse:
    """One award: winner, price, ceiling, saving, the ranking with its reasons, and the contract when it is filed."""
    found = get_object_or_404(
        Award.objects.select_related("need__procurement__owner__party", "party", "evaluation"), pk=award_id
    )
    context = {"award": found, "bids": opened_bids(found.need), "contract": getattr(found, "contract", None)}
    return render(request, "marketplace/awards/award.html", context)
