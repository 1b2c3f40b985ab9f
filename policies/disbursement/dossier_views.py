"""The whole file of one payment for auditors: a page, a PDF and a spreadsheet; each taking away is on record."""

import io

from django.db.transaction import atomic
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_now
from cms.kernel.display import moment_text, money_text
from cms.kernel.exports.sheets import sheet_of
from cms.kernel.files.content import XLSX
from cms.kernel.papers import handed_out, typeset
from cms.kernel.people.models import User
from cms.kernel.trail import record
from policies.disbursement.dossier import Part, dossier
from policies.disbursement.models import Payment
from policies.disbursement.queries import payment_for


@door(Act.SEE_TRAIL)
def payment_file(request: HouseRequest, payment_id: int) -> HttpResponse:
    """Everything that led to one payment, on one page."""
    shown = payment_for(request.user, payment_id)
    return render(request, "policies/disbursement/dossier.html", {"payment": shown, "parts": dossier(shown)})


@door(Act.SEE_TRAIL)
def payment_file_paper(request: HouseRequest, payment_id: int) -> FileResponse:
    """The file as a PDF."""
    shown = payment_for(request.user, payment_id)
    _taken(shown, request.user, "pdf")
    data = {
        "title": _("支付全程档案"),
        "subtitle": f"{shown.payee_name} · {money_text(shown.amount)}",
        "foot": _("%(now)s 由 %(by)s 导出") % {"now": moment_text(business_now()), "by": request.user},
        "parts": [_plain(part) for part in dossier(shown)],
    }
    return handed_out(typeset("policies/typst/trail.typ", data), _("档案-%(number)s.pdf") % {"number": shown.pk})


def _plain(part: Part) -> dict[str, object]:
    return {
        "title": part.title,
        "lines": list(part.lines),
        "heads": list(part.heads) if part.rows else [],
        "rows": [list(row) for row in part.rows],
        "widths": list(part.widths),
    }


@door(Act.SEE_TRAIL)
def payment_file_sheet(request: HouseRequest, payment_id: int) -> FileResponse:
    """The file as a spreadsheet: one row per sentence or line of a table."""
    shown = payment_for(request.user, payment_id)
    _taken(shown, request.user, "xlsx")
    target = io.BytesIO()
    sheet = sheet_of("xlsx", target, [_("部分"), _("内容")])
    for part in dossier(shown):
        for line in part.lines:
            sheet.write([part.title, line])
        if part.rows:
            sheet.write([part.title, *part.heads])
        for row in part.rows:
            sheet.write([part.title, *row])
    sheet.close()
    target.seek(0)
    name = _("档案-%(number)s.xlsx") % {"number": shown.pk}
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


@atomic
def _taken(shown: Payment, by: User, form: str) -> None:
    record("payment.file_taken", about=shown, by=by, form=form)
