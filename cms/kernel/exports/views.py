"""The page of reports, asking for one, and taking one's own file away."""

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.exports.reports import report_named, reports_for
from cms.kernel.exports.services import exports_of, start_export
from cms.kernel.fields import DayField
from cms.kernel.files.content import XLSX

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
SHOWN = 20


class DaysForm(forms.Form):
    """From and to, both counted; empty means from the beginning, or to the end."""

    first = DayField(label=_("从"), required=False)
    last = DayField(label=_("到"), required=False)


@door(Act.SEE_JOBS)
def exports(request: HouseRequest) -> HttpResponseBase:
    """The lists I may take away; asking for one leads to its progress."""
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        params = {name: day.isoformat() for name, day in form.cleaned_data.items() if day}
        chosen, _separator, file_form = request.POST.get("take", "").partition(":")
        export = start_export(report=chosen, form=file_form, by=request.user, params=params)
        return redirect("kernel:job", export.job_id)
    made = [(export, report_named(export.report)) for export in exports_of(request.user)[:SHOWN]]
    context = {"reports": reports_for(request.user), "made": made, "form": form}
    return render(request, "kernel/exports/exports.html", context, status=422 if form.errors else 200)


@door(Act.SEE_JOBS)
def export_file(request: HouseRequest, export_id: int) -> HttpResponse | FileResponse:
    """The finished file, for who asked for it and nobody else."""
    export = get_object_or_404(exports_of(request.user).exclude(content=""), pk=export_id)
    name = f"{report_named(export.report).title}-{export.asked_at:%Y%m%d}.{export.form}"
    return FileResponse(export.content.open("rb"), as_attachment=True, filename=name, content_type=MEDIA[export.form])
