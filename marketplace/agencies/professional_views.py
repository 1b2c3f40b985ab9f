"""Pages on which an agency states its professional people and ends what it stated."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from marketplace.agencies.forms import ProfessionalForm, StatementEndForm
from marketplace.agencies.models import Professional
from marketplace.agencies.professionals import ProfessionalInput, end_statement, state_professional
from marketplace.agencies.queries import agency_of


@door(Act.APPLY_AS_AGENCY)
def new_professional(request: HouseRequest) -> HttpResponseBase:
    """My agency states one of its people."""
    agency = agency_of(request.membership.party)
    if agency is None:
        return redirect("marketplace:my_agency")
    form = ProfessionalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stated = state_professional(
                agency_id=agency.pk, person=ProfessionalInput(**form.cleaned_data), by=request.user
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记专业人员：%(name)s。") % {"name": stated.name})
            return redirect("marketplace:my_agency")
    context = {"agency": agency, "form": form}
    return render(request, "marketplace/agencies/professional.html", context, status=422 if form.errors else 200)


@door(Act.APPLY_AS_AGENCY)
def end_professional(request: HouseRequest, professional_id: int) -> HttpResponseBase:
    """One of my agency's people stands there no more."""
    ours = Professional.objects.filter(agency__party=request.membership.party)
    person = get_object_or_404(ours, pk=professional_id)
    form = StatementEndForm(request.POST or None, initial={"ended_on": business_today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_statement(professional_id=person.pk, ended_on=form.cleaned_data["ended_on"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已终止登记：%(name)s。") % {"name": person.name})
            return redirect("marketplace:my_agency")
    context = {"person": person, "form": form}
    return render(request, "marketplace/agencies/professional_end.html", context, status=422 if form.errors else 200)
