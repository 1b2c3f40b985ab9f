"""Pages on which an administrator keeps the service catalogue: its types, and who is competent for each."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from marketplace.catalogue.forms import DepartmentForm, ServiceTypeForm
from marketplace.catalogue.queries import service_types
from marketplace.catalogue.services import load_catalogue, name_department


@door(Act.MANAGE_CATALOGUE)
def catalogue(request: HouseRequest) -> HttpResponseBase:
    """Every service type with its department; a new one is entered here."""
    form = ServiceTypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            load_catalogue(rows=[form.row()], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记：%(name)s。") % {"name": form.cleaned_data["name"]})
            return redirect("marketplace:catalogue")
    context = {"types": service_types(), "form": form}
    return render(request, "marketplace/catalogue/catalogue.html", context, status=422 if form.errors else 200)


@door(Act.MANAGE_CATALOGUE)
def competent(request: HouseRequest, code: str) -> HttpResponseBase:
    """Another department is competent for a service type."""
    kind = get_object_or_404(service_types(), code=code)
    form = DepartmentForm(request.POST or None, initial={"department": kind.department})
    if request.method == "POST" and form.is_valid():
        try:
            name_department(service_type_id=kind.pk, department=form.cleaned_data["department"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("主管部门已登记。"))
            return redirect("marketplace:catalogue")
    context = {"kind": kind, "form": form}
    return render(request, "marketplace/catalogue/competent.html", context, status=422 if form.errors else 200)
