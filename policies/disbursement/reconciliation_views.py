"""The reconciliation page: statements, breaks with their age and evidence, and the two people who close them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.paging import page_of
from policies.budgets.queries import ledger_faults
from policies.disbursement.breaks import (
    confirm_explanation,
    decline_explanation,
    propose_explanation,
    remedies_for,
)
from policies.disbursement.bringing import (
    bring_statement,
    confirm_statement,
    decline_statement,
    waiting_statements,
)
from policies.disbursement.clawbacks import Clawback, demands_by_line
from policies.disbursement.days import close_day
from policies.disbursement.forms import BreakForm, ReasonForm, said_in
from policies.disbursement.gateways.iso20022.xml import FileUnreadable
from policies.disbursement.inbox import NoticeUnreadable, receive_notice
from policies.disbursement.queries import open_breaks, statements_with_breaks
from policies.disbursement.statements import Break, Statement
from policies.disbursement.tallies import tally_faults

LARGEST_NOTICE = 4096  # bytes


@door(Act.SEE_PAYMENTS)
def reconciliation(request: HouseRequest) -> HttpResponse:
    """What is not explained, and every statement."""
    now = business_now()
    breaks = list(open_breaks()[:200])
    fitting = demands_by_line(found.line for found in breaks)
    demands = [fitting.get(found.line_id or 0, []) for found in breaks]
    context = {
        "breaks": [
            (found, (now - found.found_at).days, _choices(found, fit), fit)
            for found, fit in zip(breaks, demands, strict=True)
        ],
        "page": page_of(statements_with_breaks(), request.GET, orders={"day": ("-date", "-pk")}),
        "may_act": may(request.user, Act.RECONCILE),
        "may_import": may(request.user, Act.IMPORT_STATEMENT),
        "brought": waiting_statements(),
        "faults": ledger_faults(),
        "tally_faults": tally_faults(),
    }
    return render(request, "policies/disbursement/reconciliation.html", context)


@door(Act.IMPORT_STATEMENT)
@require_POST
def upload_statement(request: HouseRequest) -> HttpResponseBase:
    """A statement brought as a file waits for another person; one that is refused changes nothing and is kept."""
    upload = request.FILES.get("statement")
    if upload is None or (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise FileUnreadable(problem=str(_("文件缺失或过大")))
    brought = bring_statement(body=upload.read(), by=request.user)
    said = _("%(date)s 的对账单已提交，须由另一人与银行核对、确认后入账。")
    messages.success(request, said % {"date": brought.date.isoformat()})
    return redirect("policies:reconciliation")


@door(Act.IMPORT_STATEMENT)
@require_POST
def decide_statement(request: HouseRequest, brought_id: int) -> HttpResponseBase:
    """Another person confirms a brought statement, or it is sent back with a reason."""
    if "decline" in request.POST:
        reason = said_in(ReasonForm(request.POST), "reason")
        decline_statement(brought_id=brought_id, by=request.user, reason=reason)
        messages.success(request, _("对账单已退回，未入账。"))
    else:
        imported = confirm_statement(brought_id=brought_id, by=request.user)
        messages.success(request, _("%(date)s 的对账单已确认入账。") % {"date": imported.date.isoformat()})
    return redirect("policies:reconciliation")


@public
@csrf_exempt
@require_POST
def bank_notice(request: HttpRequest) -> JsonResponse:
    """The bank's own call: trusted by its signature alone, kept once, answered alike however often it comes."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_NOTICE:
        raise NoticeUnreadable
    try:
        notice = receive_notice(target=request.get_full_path(), headers=request.headers, body=request.body)
    except Refused as refusal:
        return JsonResponse({"status": "refused", "detail": refusal.code}, status=refusal.status)
    return JsonResponse({"status": "received", "event_id": notice.event_id})


def _choices(found: Break, demands: Sequence[Clawback]) -> list[tuple[str, str]]:
    return [(remedy.value, str(remedy.label)) for remedy in remedies_for(found, demands)]


@door(Act.RECONCILE)
@require_POST
def explain_break(request: HouseRequest, break_id: int) -> HttpResponseBase:
    """One officer explains, with evidence; another confirms, or declines with a reason."""
    form = BreakForm(request.POST, request.FILES)
    reason = said_in(form, "reason")
    entered = form.cleaned_data if form.is_valid() else {}
    if "confirm" in request.POST:
        confirm_explanation(break_id=break_id, by=request.user)
        messages.success(request, _("差异已核销。"))
    elif "decline" in request.POST:
        decline_explanation(break_id=break_id, by=request.user, reason=reason)
        messages.success(request, _("处理说明已退回。"))
    else:
        _propose(request, break_id, entered)
        messages.success(request, _("处理说明已提交，等待另一人复核。"))
    return redirect("policies:reconciliation")


@atomic
def _propose(request: HouseRequest, break_id: int, entered: dict[str, Any]) -> Break:
    """The explanation with its evidence, or neither."""
    upload = entered.get("evidence")
    return propose_explanation(
        break_id=break_id,
        by=request.user,
        explanation=entered.get("reason", ""),
        remedy=entered.get("remedy", ""),
        evidence=store_file(upload=upload, by=request.user) if upload else None,
        clawback_id=entered.get("clawback"),
    )


@door(Act.RECONCILE)
@require_POST
def close_statement_day(request: HouseRequest, statement_id: int) -> HttpResponseBase:
    """The day's books are closed."""
    closed = close_day(statement_id=get_object_or_404(Statement, pk=statement_id).pk, by=request.user)
    messages.success(
        request,
        _("%(date)s 已日结，归档 %(count)s 笔。")
        % {"date": closed.statement.date.isoformat(), "count": closed.filed_count},
    )
    return redirect("policies:reconciliation")
