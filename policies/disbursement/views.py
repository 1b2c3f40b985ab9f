"""Pages of batches: what waits to be paid, each batch's content and signatures, and the three steps."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Refused
from cms.kernel.forms import row_numbers
from cms.kernel.paging import page_of
from cms.kernel.trail import Event, events_about
from policies.disbursement.drifting import drifts_of
from policies.disbursement.event_words import event_told
from policies.disbursement.forms import BatchFilter, BatchForm, ReasonForm, said_in
from policies.disbursement.models import Batch, Payment, StopSwitch
from policies.disbursement.queries import batch_for, batches_at, stage_of, waiting_payments
from policies.disbursement.services import (
    SENT_BACK_BY,
    approve_batch,
    countersign_batch,
    draft_batch,
    lift_stop_switch,
    lock_batch,
    missing_countersigns,
    release_batch,
    send_back_batch,
    throw_stop_switch,
)
from policies.disbursement.states import BatchStage

STEPS = (BatchStage.DRAFTED, BatchStage.LOCKED, BatchStage.APPROVED, BatchStage.RELEASED, BatchStage.FINISHED)
NEXT: dict[BatchStage, tuple[Act, str]] = {
    BatchStage.DRAFTED: (Act.DRAFT_BATCH, "policies:lock_batch"),
    BatchStage.LOCKED: (Act.CHECK_BATCH, "policies:approve_batch"),
    BatchStage.APPROVED: (Act.RELEASE_BATCH, "policies:release_batch"),
}


@door(Act.SEE_PAYMENTS)
def batches(request: HouseRequest) -> HttpResponse:
    """Every batch, newest first, and whether all dispatch is stopped."""
    asked = request.GET.get("stage", "")
    stages = [BatchStage(asked)] if asked in BatchStage.values else list(BatchStage)
    page = page_of(batches_at(*stages), request.GET, orders={"newest": ("-pk",)})
    context = {
        "rows": [(batch, BatchStage(batch.stage)) for batch in page.rows],
        "page": page,
        "filter": BatchFilter(request.GET),
        "switch": StopSwitch.objects.get(pk=1),
        "waiting_count": waiting_payments().count(),
        "may_draft": may(request.user, Act.DRAFT_BATCH),
        "may_stop": may(request.user, Act.THROW_STOP_SWITCH),
        "may_lift": may(request.user, Act.RELEASE_BATCH),
    }
    return render(request, "policies/disbursement/batches.html", context)


@door(Act.DRAFT_BATCH)
def new_batch(request: HouseRequest) -> HttpResponseBase:
    """Choose waiting payments, or all of them, for a new batch."""
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = row_numbers(request.POST.getlist("payment"))
        ids = None if "all" in request.POST else chosen
        try:
            batch = draft_batch(by=request.user, title=form.cleaned_data["title"], payment_ids=ids)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("批次 %(number)s 已编制，请核对后锁定。") % {"number": batch.number})
            return redirect("policies:batch", batch.pk)
    waiting = waiting_payments().select_related("payee", "grant__policy")
    page = page_of(waiting, request.GET, orders={"oldest": ("pk",)}, size=100, counted=True)
    return render(
        request,
        "policies/disbursement/new_batch.html",
        {"form": form, "page": page},
        status=422 if form.errors else 200,
    )


@door(Act.SEE_PAYMENTS)
def batch(request: HouseRequest, batch_id: int) -> HttpResponse:
    """One batch: totals, signatures, payments, trail, and the step that waits for this person."""
    shown = batch_for(request.user, batch_id)
    stage = stage_of(shown)
    act, address = NEXT.get(stage, (None, ""))
    payments = Payment.objects.filter(batch=shown).select_related("payee", "grant__policy")
    page = page_of(payments, request.GET, orders={"order": ("pk",), "amount": ("-amount", "pk")}, size=50)
    context = {
        "batch": shown,
        "stage": stage,
        "page": page,
        "steps": [step.label for step in STEPS],
        "at": STEPS.index(stage) if stage in STEPS else 0,
        "approvals": shown.approvals.select_related("by").order_by("pk"),
        "timeline": [timeline_step(event) for event in events_about(shown)],
        "next_address": address if act is not None and may(request.user, act) else "",
        "may_send_back": stage in SENT_BACK_BY and may(request.user, SENT_BACK_BY[stage]),
        "form": ReasonForm(),
        "is_dissolved": stage is BatchStage.DISSOLVED,
        "drifts": drifting_payments(shown) if stage is BatchStage.DRAFTED else (),
        "missing_countersigns": missing_countersigns(shown) if stage is BatchStage.APPROVED else 0,
        "may_countersign": may(request.user, Act.RECONCILE)
        and shown.drafted_by_id != request.user.pk
        and not shown.approvals.filter(by=request.user).exists(),
    }
    return render(request, "policies/disbursement/batch.html", context)


def drifting_payments(shown: Batch) -> list[tuple[Payment, str]]:
    """The batch's payments that its lock would hold, each with what has changed."""
    drifts = drifts_of(shown)
    payments = Payment.objects.in_bulk([one.payment_id for one in drifts])
    return [(payments[one.payment_id], one.why) for one in drifts]


def timeline_step(event: Event) -> dict[str, object]:
    """An event as a step of a timeline."""
    note = _("%(count)s 笔") % {"count": event.data["count"]} if "count" in event.data else ""
    return {
        "what": event_told(event.name),
        "when": event.happened_at,
        "by": event.by,
        "note": note,
    }


@door(Act.DRAFT_BATCH)
@require_POST
def lock(request: HouseRequest, batch_id: int) -> HttpResponseBase:
    """The maker's step."""
    return _step(request, batch_id, lock_batch, str(_("批次已锁定，等待复核。")))


@door(Act.CHECK_BATCH)
@require_POST
def approve(request: HouseRequest, batch_id: int) -> HttpResponseBase:
    """The checker's step."""
    return _step(request, batch_id, approve_batch, str(_("批次已复核，等待签发。")))


@door(Act.RECONCILE)
@require_POST
def countersign(request: HouseRequest, batch_id: int) -> HttpResponseBase:
    """One more signature."""
    return _step(request, batch_id, countersign_batch, str(_("已会签。")))


@door(Act.RELEASE_BATCH)
@require_POST
def release(request: HouseRequest, batch_id: int) -> HttpResponseBase:
    """The releaser's step."""
    return _step(request, batch_id, release_batch, str(_("批次已签发，正在发往银行。")))


@door(Act.SEE_PAYMENTS)
@require_POST
def send_back(request: HouseRequest, batch_id: int) -> HttpResponseBase:
    """The checker or releaser returns the batch to its maker, or its maker gives up one still drawn up."""
    reason = said_in(ReasonForm(request.POST), "reason")
    send_back_batch(batch_id=batch_for(request.user, batch_id).pk, by=request.user, reason=reason)
    messages.success(request, _("批次已退回，其中款项可重新编批。"))
    return redirect("policies:batch", batch_id)


@door(Act.THROW_STOP_SWITCH)
@require_POST
def stop(request: HouseRequest) -> HttpResponseBase:
    """Stop all dispatch."""
    throw_stop_switch(by=request.user, reason=said_in(ReasonForm(request.POST), "reason"))
    messages.warning(request, _("紧急停付已开启，所有发送立即停止。"))
    return redirect("policies:batches")


@door(Act.RELEASE_BATCH)
@require_POST
def lift(request: HouseRequest) -> HttpResponseBase:
    """Let dispatch go on."""
    lift_stop_switch(by=request.user)
    messages.success(request, _("紧急停付已解除，排队的款项继续发送。"))
    return redirect("policies:batches")


def _step(request: HouseRequest, batch_id: int, take: Callable[..., Batch], sentence: str) -> HttpResponseBase:
    take(batch_id=batch_for(request.user, batch_id).pk, by=request.user)
    messages.success(request, sentence)
    return redirect("policies:batch", batch_id)
