"""The whole way of a payment as its payee sees it: every step with its day, where it stands, and what still comes."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from cms.kernel.display import day_text
from policies.disbursement.models import Payment
from policies.disbursement.queries import attempts_of
from policies.disbursement.states import AttemptState, PaymentState, Step
from policies.notices.models import NoticeLine

Done = dict[str, object]
ENDED = (PaymentState.SETTLED, PaymentState.CLOSED, PaymentState.CANCELLED)


def step(what: str, when: datetime | None = None, note: str = "", kind: str = "done") -> Done:
    """One step of the timeline."""
    return {"what": what, "when": when, "note": note, "kind": kind}


def whole_way(payment: Payment) -> list[Done]:
    """From the department's decision to the bank's word; the step it stands at is marked, later ones are grey."""
    steps = [*_before(payment), *_in_the_house(payment)]
    if payment.state in ENDED:
        return steps
    label = str(payment.state_label)
    note = payment.note_told if payment.state in (PaymentState.HELD, PaymentState.CANCELLED) else ""
    return [*steps, step(label, note=note, kind="now"), *_still_to_come(payment)]


def _before(payment: Payment) -> Iterator[Done]:
    grant = payment.grant
    yield step(_("部门确认兑付"), grant.decision.decided_at)
    lines = NoticeLine.objects.filter(grant=grant).select_related("notice").order_by("notice_id")
    events = [(line.notice.closes_at, _shown(line.notice.opens_on, line.notice.last_day)) for line in lines]
    if grant.asked_at is not None:
        events.append((grant.asked_at, step(_("通知企业确认"), grant.asked_at)))
    if grant.confirmed_at is not None:
        events.append((grant.confirmed_at, step(_("企业确认金额与账户"), grant.confirmed_at)))
    for _moment, one in sorted(events, key=lambda pair: pair[0]):
        yield one


def _shown(first: date, last: date) -> Done:
    return step(_("公示"), note=f"{day_text(first)} – {day_text(last)}")


def _in_the_house(payment: Payment) -> Iterator[Done]:
    yield step(_("生成支付事项"), payment.drafted_at)
    for attempt in attempts_of(payment):
        for approval in attempt.slice.batch.approvals.all():
            yield step(str(Step(approval.step).label), approval.signed_at)
        if attempt.value_date is not None:
            yield step(_("发往银行"), note=day_text(attempt.value_date))
        if attempt.settled_on is not None:
            yield step(_("银行对账单确认到账"), note=day_text(attempt.settled_on))
        if attempt.returned_on is not None:
            yield step(_("银行退票"), note=f"{day_text(attempt.returned_on)} {attempt.detail}".strip(), kind="wrong")
        if attempt.state == AttemptState.REJECTED:
            yield step(_("银行未付"), note=attempt.detail or attempt.code, kind="wrong")
    if payment.state == PaymentState.CANCELLED:
        yield step(_("已撤销"), note=payment.note_told, kind="wrong")


def _still_to_come(payment: Payment) -> Iterator[Done]:
    order = [PaymentState.DRAFTED, PaymentState.LOCKED, PaymentState.APPROVED, PaymentState.RELEASED]
    at = order.index(PaymentState(payment.state)) if payment.state in order else 0
    names = (_("经办编制支付批次"), _("复核"), _("签发"), _("银行到账"))
    for name in names[at + 1 :]:
        yield step(name, kind="later")
