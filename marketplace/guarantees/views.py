"""Pages of guarantees: an owner's, what they released in public, and the register of old deposits."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.calendar import until
from cms.kernel.clock import SHANGHAI
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.guarantees.forms import DepositForm, EndForm, GuaranteeEntry, ProgressForm
from marketplace.guarantees.models import OldDeposit
from marketplace.guarantees.queries import deposit_progress, guarantees_for_owner, old_deposits, released
from marketplace.guarantees.services import (
    claim_guarantee,
    list_old_deposit,
    note_contact,
    register_guarantee,
    return_guarantee,
    return_old_deposit,
)
from marketplace.guarantees.states import DepositState, GuaranteeForm
from marketplace.needs.queries import needs_for_owner
from marketplace.trade.forms import PeriodForm


@door(Act.KEEP_GUARANTEES)
def guarantees(request: HouseRequest) -> HttpResponse:
    """The guarantees my unit holds or held."""
    orders = {"received": ("-received_at", "-pk"), "amount": ("-amount", "-pk")}
    page = page_of(guarantees_for_owner(request.user), request.GET, orders=orders, counted=True)
    return render(request, "marketplace/guarantees/list.html", {"page": page})


@door(Act.KEEP_GUARANTEES)
def register(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """A guarantee for a need of my unit."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    form = GuaranteeEntry(request.POST or None, need=need)
    if request.method == "POST" and form.is_valid():
        try:
            register_guarantee(need_id=need.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("保函（保证金）已登记。"))
            return redirect("marketplace:guarantees")
    context = {"need": need, "form": form}
    return render(request, "marketplace/guarantees/register.html", context, status=422 if form.errors else 200)


@door(Act.KEEP_GUARANTEES)
def guarantee(request: HouseRequest, guarantee_id: int) -> HttpResponseBase:
    """One guarantee of my unit: give it back or claim on it."""
    found = get_object_or_404(guarantees_for_owner(request.user), pk=guarantee_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["how"] == EndForm.CLAIM:
                claim_guarantee(guarantee_id=found.pk, reason=reason, by=request.user)
            else:
                return_guarantee(guarantee_id=found.pk, reason=reason, by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理。"))
            return redirect("marketplace:guarantees")
    context = {"guarantee": found, "form": form if found.state == "held" else None}
    return render(request, "marketplace/guarantees/guarantee.html", context, status=422 if form.errors else 200)


@public
def released_funds(request: HttpRequest) -> HttpResponse:
    """What guarantees in place of cash released in a period, and how far old deposits were given back."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return render(request, "marketplace/guarantees/released.html", {"filter": form}, status=422)
    begins = _start(form.cleaned_data["first"])
    sums = released(begins, until(form.cleaned_data["last"]))
    progress = deposit_progress()
    context = {
        "filter": form,
        "lines": [(form_.label, sums[form_.value]) for form_ in GuaranteeForm],
        "released_fen": sum(sums[each].fen for each in (GuaranteeForm.ELECTRONIC, GuaranteeForm.PAPER)),
        "progress": [(state.label, progress[state.value]) for state in DepositState],
    }
    return render(request, "marketplace/guarantees/released.html", context)


def _start(day: date) -> datetime:
    return until(date.fromordinal(day.toordinal() - 1)).astimezone(SHANGHAI)


@door(Act.SUPERVISE_MARKET)
def deposits(request: HouseRequest) -> HttpResponseBase:
    """The register of old deposits, and entering one."""
    form = DepositForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            list_old_deposit(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记。"))
            return redirect("marketplace:old_deposits")
    page = page_of(old_deposits(), request.GET, orders={"received": ("received_on", "pk")}, counted=True)
    progress = deposit_progress()
    context = {"page": page, "form": form, "progress": [(state.label, progress[state.value]) for state in DepositState]}
    return render(request, "marketplace/guarantees/deposits.html", context, status=422 if form.errors else 200)


@door(Act.SUPERVISE_MARKET)
def deposit(request: HouseRequest, deposit_id: int) -> HttpResponseBase:
    """One old deposit: what was done to reach its payer, or that it was given back."""
    found = get_object_or_404(OldDeposit, pk=deposit_id)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["voucher"]:
                return_old_deposit(deposit_id=found.pk, voucher=said["voucher"], by=request.user)
            else:
                note_contact(deposit_id=found.pk, progress=said["progress"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记。"))
            return redirect("marketplace:old_deposits")
    context = {"deposit": found, "form": form if found.state != DepositState.RETURNED else None}
    return render(request, "marketplace/guarantees/deposit.html", context, status=422 if form.errors else 200)
