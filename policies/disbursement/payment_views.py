"""Pages of single payments: the list, one payment's whole way, the enterprise's own, and what officers do about one."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Sentence
from cms.kernel.forms import row_number
from cms.kernel.paging import page_of
from cms.kernel.states import Vanished
from cms.kernel.trail import events_about
from policies.budgets.queries import transfers_about
from policies.disbursement.cancelling import confirm_cancellation, decline_cancellation, propose_cancellation
from policies.disbursement.drafting import hold_payment, redraft_payment, resume_payment
from policies.disbursement.forms import PaymentFilter, ReasonForm, said_in
from policies.disbursement.models import Payment
from policies.disbursement.queries import account_told, attempts_of, payment_for, searched_payments, what_blocks
from policies.disbursement.redirecting import (
    correct_account,
    redirect_payment,
    start_correction,
    usable_accounts_of,
)
from policies.disbursement.sources import bearers_of
from policies.disbursement.states import PAID, HoldReason, PaymentState
from policies.disbursement.ways import whole_way
from policies.grants.parts import parts_of
from policies.grants.persons import NamedPerson
from policies.registry.models import BankAccount

WAITING_FOR: Mapping[PaymentState, Sentence] = {
    PaymentState.DRAFTED: _("资金经办编制支付批次后付款。"),
    PaymentState.LOCKED: _("等待资金复核人员复核。"),
    PaymentState.APPROVED: _("等待资金签发人员签发。"),
    PaymentState.RELEASED: _("款项已发往银行，以银行对账单到账为准。"),
    PaymentState.FAILED: _("银行未付，资金经办正在处理。"),
    PaymentState.RETURNED: _("银行退票，请核对并更正收款账户。"),
    PaymentState.CORRECTING: _("等待更正并核实收款账户。"),
    PaymentState.HELD: _("暂缓支付，原因见说明。"),
    PaymentState.FROZEN: _("对账有差异，正在核查。"),
}


@door(Act.SEE_PAYMENTS)
def payments(request: HouseRequest) -> HttpResponse:
    """Every payment, by state and payee."""
    form = PaymentFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = searched_payments(request.user, state=asked.get("state", ""), words=asked.get("q", "").strip())
    orders = {"newest": ("-pk",), "amount": ("-amount", "-pk")}
    page = page_of(rows, request.GET, orders=orders, size=50, counted=True)
    return render(request, "policies/disbursement/payments.html", {"page": page, "filter": form})


@door(Act.SEE_PAYMENTS)
def payment(request: HouseRequest, payment_id: int) -> HttpResponse:
    """One payment on one page: policy, grant, batches and signatures, attempts, statement, ledger."""
    shown = payment_for(request.user, payment_id)
    context = shared_context(shown) | {
        "parts": parts_of(shown.grant),
        "transfers": [*transfers_about(f"grant:{shown.grant_id}"), *transfers_about(f"payment:{shown.pk}")],
        "events": events_about(shown),
        "acts": acts_for(request, shown),
        "form": ReasonForm(),
        "stands": shown.state in PAID,
        "may_claw_back": may(request.user, Act.DRAFT_BATCH) and shown.state in PAID,
        "may_audit": may(request.user, Act.SEE_TRAIL),
        "new_accounts": new_accounts_for(request, shown),
        "bearers": bearers_of(shown),
    }
    return render(request, "policies/disbursement/payment.html", context)


@door(Act.SEE_OWN_BENEFITS)
def own_payments(request: HouseRequest) -> HttpResponse:
    """The payments to the enterprise I act for."""
    rows = searched_payments(request.user).filter(payee=request.membership.party)
    page = page_of(rows, request.GET, orders={"newest": ("-pk",)}, size=50)
    return render(request, "policies/disbursement/own_payments.html", {"page": page})


@door(Act.SEE_OWN_BENEFITS)
def own_payment(request: HouseRequest, payment_id: int) -> HttpResponse:
    """One payment to my enterprise: its way with dates, what blocks it, whom to call."""
    shown = payment_for(request.user, payment_id)
    is_own = shown.grant.enterprise.party_id == shown.payee_id
    parts = parts_of(shown.grant) if is_own else []
    way = {
        "steps": whole_way(shown),
        "stands": shown.state in PAID,
        "parts": parts,
        "wants_account": is_own and wants_account(shown),
    }
    return render(request, "policies/disbursement/own_payment.html", shared_context(shown) | way)


def wants_account(shown: Payment) -> bool:
    """Whether the payment waits for another account of its payee."""
    waits = shown.state in (PaymentState.RETURNED, PaymentState.CORRECTING)
    return waits or (shown.state == PaymentState.HELD and shown.note == HoldReason.NO_ACCOUNT)


def shared_context(shown: Payment) -> dict[str, object]:
    """What both the officer's and the enterprise's page show."""
    return {
        "payment": shown,
        "account": account_told(shown),
        "paid_on": shown.settled_on if shown.state in PAID else None,
        "attempts": attempts_of(shown),
        "steps": way_of(shown),
        "waiting_for": _waiting_for(shown),
        "contact": shown.grant.policy.contact,
    }


def _waiting_for(shown: Payment) -> Sentence:
    """What has to happen next with the payment; nothing where nobody waits."""
    blocked = what_blocks(shown)
    if blocked and shown.cancel_proposed_by_id is not None:
        return _("已提请撤销，待资金复核人员同意；其间不付款，不同意撤销的继续办理。")
    return WAITING_FOR.get(blocked, "") if blocked else ""


def way_of(shown: Payment) -> list[dict[str, object]]:
    """The payment's way so far, step by step."""
    steps: list[dict[str, object]] = [{"what": _("生成支付事项"), "when": shown.drafted_at}]
    for attempt in attempts_of(shown):
        for approval in attempt.slice.batch.approvals.all():
            what = f"{approval.get_step_display()} {attempt.slice.batch.number}"
            steps.append({"what": what, "when": approval.signed_at})
        happened_on = attempt.returned_on or attempt.value_date
        day = happened_on.isoformat() if happened_on else ""
        steps.append({"what": attempt.state_label, "note": f"{day} {attempt.end_to_end_id}".strip()})
    if shown.settled_on is not None and shown.state in PAID:
        steps.append({"what": _("银行对账单确认到账"), "note": shown.settled_on.isoformat()})
    steps[-1]["kind"] = "now"
    return steps


REDIRECTIONS: Mapping[str, Callable[..., Payment]] = {
    PaymentState.CORRECTING: correct_account,
    PaymentState.HELD: redirect_payment,
}


def new_accounts_for(request: HttpRequest, shown: Payment) -> list[BankAccount | NamedPerson]:
    """The payee's other usable accounts, to which this person may send the payment now."""
    is_to_end = shown.state == PaymentState.CORRECTING and shown.cancel_proposed_by_id is not None
    if shown.state not in REDIRECTIONS or is_to_end or not may(request.user, Act.DRAFT_BATCH):
        return []
    found = usable_accounts_of(shown)
    others = found.exclude(number_hash=shown.account_hash) if shown.state == PaymentState.HELD else found
    return list(others)


CANCELLING: tuple[tuple[str, Act, Sentence], ...] = (
    ("propose_cancel", Act.DRAFT_BATCH, _("提请撤销")),
    ("confirm_cancel", Act.CHECK_BATCH, _("同意撤销")),
    ("decline_cancel", Act.RECONCILE, _("不予撤销")),
)
ACTS: Mapping[PaymentState, tuple[tuple[str, Act, Sentence], ...]] = {
    PaymentState.DRAFTED: (("hold", Act.RECONCILE, _("暂缓支付")), *CANCELLING),
    PaymentState.CORRECTING: CANCELLING,
    PaymentState.RELEASED: (("hold", Act.RECONCILE, _("暂缓支付")),),
    PaymentState.HELD: (("resume", Act.RECONCILE, _("恢复支付")),),
    PaymentState.FAILED: (
        ("redraft", Act.DRAFT_BATCH, _("重新编批")),
        ("start_correction", Act.DRAFT_BATCH, _("更正账户")),
    ),
    PaymentState.RETURNED: (("start_correction", Act.DRAFT_BATCH, _("更正账户")),),
}


def acts_for(request: HttpRequest, shown: Payment) -> list[tuple[str, Sentence]]:
    """What this person may do with the payment now: name of the act and words for the button."""
    possible = ACTS.get(PaymentState(shown.state), ())
    allowed = [(name, words) for name, act, words in possible if may(request.user, act)]
    is_proposed = shown.cancel_proposed_by_id is not None
    return [(name, words) for name, words in allowed if (name in OVER_A_PROPOSAL) == is_proposed]


OVER_A_PROPOSAL = ("confirm_cancel", "decline_cancel")
WITH_REASON: Mapping[str, Callable[..., Payment]] = {
    "hold": hold_payment,
    "propose_cancel": propose_cancellation,
    "decline_cancel": decline_cancellation,
}
WITHOUT: Mapping[str, Callable[..., Payment]] = {
    "resume": resume_payment,
    "redraft": redraft_payment,
    "start_correction": start_correction,
    "confirm_cancel": confirm_cancellation,
}


@door(Act.SEE_PAYMENTS)
@require_POST
def act_on_payment(request: HouseRequest, payment_id: int) -> HttpResponseBase:
    """One act on one payment; each service asks for its own permission. Raises Vanished for an act there is not."""
    shown = payment_for(request.user, payment_id)
    name = request.POST.get("act", "")
    if name in WITH_REASON:
        reason = said_in(ReasonForm(request.POST), "reason")
        WITH_REASON[name](payment_id=shown.pk, by=request.user, reason=reason)
    elif name in WITHOUT:
        WITHOUT[name](payment_id=shown.pk, by=request.user)
    elif name == "correct" and shown.state in REDIRECTIONS:
        account_id = row_number(request.POST.get("account", ""))
        REDIRECTIONS[shown.state](payment_id=shown.pk, account_id=account_id, by=request.user)
    else:
        raise Vanished
    messages.success(request, _("已办理。"))
    return redirect("policies:payment", shown.pk)
