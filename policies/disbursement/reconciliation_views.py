"""The reconciliation page: statements, breaks with their age and evidence, and the two people who close them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.paging import page_of
from policies.budgets.queries import ledger_faults
from policies.disbursement.forms import ReasonForm
from policies.disbursement.inbox import NoticeUnreadable, receive_notice
from policies.disbursement.queries import open_breaks, statements_with_breaks
from policies.disbursement.settlement import confirm_explanation, propose_explanation

LARGEST_NOTICE = 4096  # bytes


@door(Act.SEE_PAYMENTS)
def reconciliation(request: HouseRequest) -> HttpResponse:
    """What is not explained, and every statement."""
    now = business_now()
    breaks = list(open_breaks()[:200])
    context = {
        "breaks": [(found, (now - found.found_at).days) for found in breaks],
        "page": page_of(statements_with_breaks(), request.GET, orders={"day": ("-date", "-pk")}),
        "may_act": may(request.user, Act.RECONCILE),
        "faults": ledger_faults(),
        "form": ReasonForm(),
    }
    return render(request, "policies/disbursement/reconciliation.html", context)


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


@door(Act.RECONCILE)
@require_POST
def explain_break(request: HouseRequest, break_id: int) -> HttpResponseBase:
    """One officer explains, or another confirms."""
    if "confirm" in request.POST:
        confirm_explanation(break_id=break_id, by=request.user)
        messages.success(request, _("差异已核销。"))
    else:
        form = ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        propose_explanation(break_id=break_id, by=request.user, explanation=reason)
        messages.success(request, _("处理说明已提交，等待另一人复核。"))
    return redirect("policies:reconciliation")
