"""Objections: raised by named people to one line, which alone waits, and answered in writing by the department."""

from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.files.models import StoredFile
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.grants.correcting import correct_amount
from policies.grants.models import Decision, Grant
from policies.grants.services import asking, withdraw_grant
from policies.grants.states import GrantState
from policies.notices.errors import AmountMissing, AnswerMissing, GroundsMissing, NoticeOver, NotInNotice
from policies.notices.models import Notice, NoticeLine, Objection
from policies.notices.services import closing_moment, show, shown_amount
from policies.notices.states import NoticeReason, NoticeState, ObjectionState


@atomic
def raise_objection(
    *,
    notice_id: int,
    grant_id: int,
    name: str,
    contact: str,
    grounds: str,
    evidence: StoredFile | None = None,
    by: User | None = None,
) -> Objection:
    """A named objection to one line is on record, and only that grant waits for its decision.

    Raises NoticeOver, GroundsMissing (anonymous ones included), NotInNotice.
    """
    notice = locked(Notice, notice_id)
    now = business_now()
    if notice.state != NoticeState.OPEN or now >= notice.closes_at:
        raise NoticeOver(closes_at=closing_moment(notice))
    if not (name.strip() and contact.strip() and grounds.strip()):
        raise GroundsMissing
    line = NoticeLine.objects.filter(notice=notice, grant_id=grant_id).first()
    if line is None:
        raise NotInNotice
    grant = locked(Grant, grant_id)
    if grant.state == GrantState.NOTICED:
        advance(grant, GrantState.CONTESTED, by=by)
    objection = Objection.objects.create(
        line=line, name=name.strip(), contact=contact.strip(), grounds=grounds.strip(), evidence=evidence, raised_at=now
    )
    record("objection.received", about=objection, by=by, grant=grant.pk)
    return objection


@atomic
def decide_objection(
    *, objection_id: int, by: User, is_upheld: bool, answer: str, amount: Money | None = None
) -> Objection:
    """The department has answered. Upheld, the grant is withdrawn, or with an `amount` shown again with that one;
    rejected, it goes on once no other objection is open.

    Raises NotAllowed, AnswerMissing, AmountMissing, BudgetExhausted, WrongState.
    """
    objection = locked(Objection, objection_id)
    line = objection.line
    require(by, Act.DECIDE_OBJECTION, line.notice.decision.version.policy.lead_department)
    if not answer.strip():
        raise AnswerMissing
    notice = _last_notice(line.grant_id)
    locked(Decision, notice.decision_id)
    outcome = ObjectionState.REJECTED
    if is_upheld:
        outcome = ObjectionState.UPHELD if amount is None else ObjectionState.CORRECTED
    values = {"answer": answer.strip(), "decided_by": by, "decided_at": business_now()}
    advance(objection, outcome, by=by, values=values)
    grant = locked(Grant, line.grant_id)
    if grant.state != GrantState.CONTESTED:
        return objection
    if outcome == ObjectionState.UPHELD:
        withdraw_grant(grant_id=grant.pk, by=by, reason=answer)
        return objection
    if outcome == ObjectionState.CORRECTED and amount is not None:
        _correct(grant, amount, by=by)
    if not _open_objections(line):
        _go_on(grant, notice, by=by)
    return objection


def _correct(grant: Grant, amount: Money, *, by: User) -> None:
    """The grant is due the corrected amount; what is reserved follows. Raises AmountMissing, BudgetExhausted."""
    before, after = to_fen(shown_amount(grant)), to_fen(amount)
    if after <= 0 or after == before:
        raise AmountMissing
    if grant.amount is not None:
        correct_amount(grant, after)
    else:
        Grant.objects.filter(pk=grant.pk).update(entitled=amount)
    record("grant.corrected", about=grant, by=by, before_fen=before, after_fen=after)
    grant.refresh_from_db()


def _go_on(grant: Grant, notice: Notice, *, by: User) -> None:
    """With its last objection answered the grant is shown again if its amount changed, else goes where it was going."""
    line = NoticeLine.objects.filter(grant=grant).order_by("-notice_id")[0]
    if shown_amount(grant) != line.amount:
        advance(
            grant,
            GrantState.FIXED if grant.is_confirmed_and_fixed else GrantState.TO_NOTICE,
            by=by,
            event="grant.shown_again",
        )
        show(grant.decision, [grant], by=by, reason=NoticeReason.CORRECTED, is_whole=False)
    elif notice.state == NoticeState.OPEN:
        advance(grant, GrantState.NOTICED, by=by)
    elif grant.is_confirmed_and_fixed:
        advance(grant, GrantState.READY, by=by)
    else:
        advance(grant, GrantState.DECIDED, by=by, values=asking(grant.version))


def _last_notice(grant_id: int) -> Notice:
    """The latest notice that shows the grant, held: its days count, whichever notice was objected to."""
    latest = NoticeLine.objects.filter(grant=grant_id).order_by("-notice_id").values_list("notice_id", flat=True)
    return locked(Notice, latest[0])


def _open_objections(line: NoticeLine) -> bool:
    return Objection.objects.filter(line__grant=line.grant_id, state=ObjectionState.RECEIVED).exists()
