"""Pages beside admissions: the overdue list, the yearly confirmation, recruiting, a whole suspension, the account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, is_offered, public
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.trail import events_about
from marketplace.agencies.accounts import state_account
from marketplace.agencies.clocks import confirm_entry
from marketplace.agencies.forms import AccountForm, SuspensionForm
from marketplace.agencies.models import Agency
from marketplace.agencies.queries import agency_of, coverage, overdue_admissions
from marketplace.agencies.services import restore_agency, suspend_agency
from marketplace.agencies.states import AgencyState


@public
def recruiting(request: HttpRequest) -> HttpResponse:
    """The service types that lack agencies, with the department to apply to: an invitation to everybody."""
    lines = [line for line in coverage() if not line.is_regular]
    context = {"lines": lines, "may_apply": is_offered(request, Act.APPLY_AS_AGENCY)}
    return render(request, "marketplace/agencies/recruiting.html", context)


@door(Act.SUPERVISE_MARKET)
def overdue(request: HouseRequest) -> HttpResponse:
    """The reviews whose clock has run out, by department, the longest first."""
    late = overdue_admissions().select_related("agency__party", "service_type__department")
    context = {"late": late, "today": business_today()}
    return render(request, "marketplace/agencies/overdue.html", context)


@door(Act.APPLY_AS_AGENCY)
@require_POST
def confirm(request: HouseRequest) -> HttpResponseBase:
    """My agency's entry is right for this year."""
    agency = agency_of(request.membership.party)
    if agency is not None:
        confirm_entry(agency_id=agency.pk, by=request.user)
        messages.success(request, _("本年度入驻信息已确认。"))
    return redirect("marketplace:my_agency")


@door(Act.SUPERVISE_MARKET)
def suspension(request: HouseRequest, agency_id: int) -> HttpResponseBase:
    """An agency as a whole is suspended or restored, with the reason."""
    agency = get_object_or_404(Agency.objects.select_related("party"), pk=agency_id)
    is_suspended = agency.state == AgencyState.SUSPENDED
    form = SuspensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = restore_agency if is_suspended else suspend_agency
        try:
            act(agency_id=agency.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理：%(what)s。") % {"what": agency})
            return redirect("marketplace:agency", agency.pk)
    told = [event for event in events_about(agency) if event.name in {"agency.suspended", "agency.restored"}]
    context = {"agency": agency, "form": form, "is_suspended": is_suspended, "told": told}
    return render(request, "marketplace/agencies/suspension.html", context, status=422 if form.errors else 200)


@door(Act.APPLY_AS_AGENCY)
def account(request: HouseRequest) -> HttpResponseBase:
    """The account to which my agency is paid."""
    agency = agency_of(request.membership.party)
    if agency is None:
        return redirect("marketplace:my_agency")
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            state_account(agency_id=agency.pk, number=form.cleaned_data["account_number"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("结算账户已登记。"))
            return redirect("marketplace:my_agency")
    context = {"agency": agency, "form": form}
    return render(request, "marketplace/agencies/account.html", context, status=422 if form.errors else 200)
