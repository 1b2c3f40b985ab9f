"""Demands for money back: proposed on the payment, agreed or dropped by another, listed with what came of them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from policies.disbursement.clawbacks import Clawback, demand_clawback, drop_clawback, propose_clawback
from policies.disbursement.forms import ClawbackForm, ReasonForm, said_in
from policies.disbursement.queries import payment_for


@door(Act.SEE_PAYMENTS)
def clawbacks(request: HouseRequest) -> HttpResponse:
    """Every demand, newest first."""
    rows = Clawback.objects.select_related("payment__payee", "proposed_by", "agreed_by", "line__statement")
    context = {
        "page": page_of(rows, request.GET, orders={"newest": ("-pk",)}, size=50),
        "may_agree": may(request.user, Act.CHECK_BATCH),
    }
    return render(request, "policies/disbursement/clawbacks.html", context)


@door(Act.DRAFT_BATCH)
def new_clawback(request: HouseRequest, payment_id: int) -> HttpResponseBase:
    """Propose to demand a payment back."""
    shown = payment_for(request.user, payment_id)
    form = ClawbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_clawback(payment_id=shown.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("追缴事项已提出，等待复核。"))
            return redirect("policies:clawbacks")
    context = {"payment": shown, "form": form}
    return render(request, "policies/disbursement/new_clawback.html", context, status=422 if form.errors else 200)


@door(Act.CHECK_BATCH)
@require_POST
def act_on_clawback(request: HouseRequest, clawback_id: int) -> HttpResponseBase:
    """The second person agrees, or ends the demand with a reason."""
    asked = get_object_or_404(Clawback, pk=clawback_id)
    if "drop" in request.POST:
        drop_clawback(clawback_id=asked.pk, by=request.user, reason=said_in(ReasonForm(request.POST), "reason"))
    else:
        demand_clawback(clawback_id=asked.pk, by=request.user)
    messages.success(request, _("已办理。"))
    return redirect("policies:clawbacks")
