"""Pages of openers: the passphrase, the needs they were named for, and the consent."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.bidding.consents import consent_to_opening, set_passphrase
from marketplace.bidding.opener_forms import ConsentForm, PassphraseForm
from marketplace.bidding.queries import late_openers, openings_of
from marketplace.needs.openers import key_of
from marketplace.needs.states import NeedState, OpenerState


@door(Act.OPEN_BIDS)
def openings(request: HouseRequest) -> HttpResponse:
    """The needs I was named to open, those that wait for me first."""
    page = page_of(openings_of(request.user), request.GET, orders={"due": ("-state", "need__opens_at", "pk")})
    return render(request, "marketplace/bidding/openings.html", {"page": page, "key": key_of(request.user)})


@sensitive_post_parameters()
@door(Act.OPEN_BIDS)
def passphrase(request: HouseRequest) -> HttpResponseBase:
    """Set my opening passphrase, or another one for needs that will name me later."""
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = set_passphrase(passphrase=form.cleaned_data["passphrase"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("开启口令已设置，指纹 %(mark)s。") % {"mark": made.fingerprint})
            return redirect("marketplace:openings")
    context = {"form": form, "key": key_of(request.user)}
    return render(request, "marketplace/bidding/passphrase.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@door(Act.OPEN_BIDS)
def consent(request: HouseRequest, opener_id: int) -> HttpResponseBase:
    """Agree to the opening of a need I was named for."""
    mine = get_object_or_404(openings_of(request.user), pk=opener_id)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            consent_to_opening(opener_id=mine.pk, passphrase=form.cleaned_data["passphrase"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已同意开启。达到规定人数后，全部报价即时开启并公开。"))
            return redirect("marketplace:openings")
    is_due = mine.need.state == NeedState.CLOSED and mine.need.opens_at <= business_now()
    context = {
        "opener": mine,
        "need": mine.need,
        "openers": mine.need.openers.select_related("user", "party").order_by("pk"),
        "form": form if is_due and mine.state == OpenerState.NAMED else None,
    }
    return render(request, "marketplace/bidding/consent.html", context, status=422 if form.errors else 200)


@door(Act.SUPERVISE_MARKET)
def late(request: HouseRequest) -> HttpResponse:
    """The openers who keep a need shut past its opening time."""
    return render(request, "marketplace/bidding/late_openers.html", {"late": late_openers()})
