"""Pages of a reverse auction: its standings live for everybody, the turn for whoever's it is."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, acting_membership, door, public
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from marketplace.selection.auctioning import make_move
from marketplace.selection.forms import UndercutForm
from marketplace.selection.models import Auction
from marketplace.selection.panel_queries import all_auctions, standings


def _context(request: HttpRequest, auction: Auction) -> dict[str, object]:
    membership = acting_membership(request, Act.SUBMIT_BID)
    is_mine = membership is not None and auction.turn_id == membership.party_id
    return {"auction": auction, "need": auction.need, "standings": standings(auction), "is_mine": is_mine}


@public
def auction(request: HttpRequest, auction_id: int) -> HttpResponse:
    """The standings and whose turn it is; asked by htmx, only the part that moves."""
    found = get_object_or_404(all_auctions(), pk=auction_id)
    context = _context(request, found)
    if request.headers.get("HX-Request"):
        return render(request, "marketplace/selection/auction_live.html", context)
    return render(request, "marketplace/selection/auction.html", context | {"form": UndercutForm()})


@door(Act.SUBMIT_BID)
def undercut(request: HouseRequest, auction_id: int) -> HttpResponseBase:
    """My agency's lower price in its turn."""
    found = get_object_or_404(all_auctions(), pk=auction_id)
    form = UndercutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        party = request.membership.party
        try:
            make_move(auction_id=found.pk, party=party, price=form.cleaned_data["price"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:auction", found.pk)
    context = _context(request, found) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "marketplace/selection/auction.html", context, status=status)


@door(Act.SUBMIT_BID)
@require_POST
def pass_on(request: HouseRequest, auction_id: int) -> HttpResponseBase:
    """My agency undercuts no more."""
    found = get_object_or_404(all_auctions(), pk=auction_id)
    make_move(auction_id=found.pk, party=request.membership.party, price=None, by=request.user)
    return redirect("marketplace:auction", found.pk)
