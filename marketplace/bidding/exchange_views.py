"""Pages on which supervisors exchange an opener: one proposes, another decides."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.bidding.exchanging import (
    agree_to_exchange,
    exchangeable,
    exchanges,
    exchanges_waiting,
    propose_exchange,
    refuse_exchange,
    standbys,
)
from marketplace.bidding.opener_forms import ExchangeForm


@door(Act.SUPERVISE_MARKET)
def opener_exchanges(request: HouseRequest) -> HttpResponseBase:
    """Who of the openers may be exchanged, and all exchanges with those that wait for a second person."""
    page = page_of(exchanges(), request.GET, orders={"waiting": ("-state", "-pk")})
    mine = set(exchanges_waiting(request.user).values_list("pk", flat=True))
    context = {"page": page, "exchangeable": exchangeable(), "mine": mine}
    return render(request, "marketplace/bidding/exchanges.html", context)


@door(Act.SUPERVISE_MARKET)
def exchange_opener(request: HouseRequest, opener_id: int) -> HttpResponseBase:
    """Propose that a standby takes this opener's place."""
    leaving = get_object_or_404(exchangeable(), pk=opener_id)
    form = ExchangeForm(request.POST or None, standbys=standbys(leaving.need))
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            propose_exchange(
                leaving_id=leaving.pk, coming_id=entered["coming"].pk, reason=entered["reason"], by=request.user
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已提出更换，待另一名监督人员复核。"))
            return redirect("marketplace:opener_exchanges")
    context = {"leaving": leaving, "need": leaving.need, "form": form}
    return render(request, "marketplace/bidding/exchange.html", context, status=422 if form.errors else 200)


@door(Act.SUPERVISE_MARKET)
@require_POST
def decide_exchange(request: HouseRequest, exchange_id: int) -> HttpResponseBase:
    """Agree to an exchange that somebody else proposed, or do not."""
    exchange = get_object_or_404(exchanges(), pk=exchange_id)
    if request.POST.get("decision") == "agree":
        agree_to_exchange(exchange_id=exchange.pk, by=request.user)
        messages.success(request, _("已更换开启人，原开启人的份额已销毁。"))
    else:
        refuse_exchange(exchange_id=exchange.pk, by=request.user)
        messages.success(request, _("未予更换，原开启人不变。"))
    return redirect("marketplace:opener_exchanges")
