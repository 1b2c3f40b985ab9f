"""Showing names and amounts for the legal days, hearing objections, and letting the uncontested grants go on."""

from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.files.models import StoredFile
from cms.kernel.people.models import User
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import record
from policies.grants.models import Decision, Grant
from policies.grants.services import withdraw_grant
from policies.grants.states import DecisionState, GrantState
from policies.notices.errors import AnswerMissing, GroundsMissing, NoticeOver, NoticeStillOpen, NotInNotice
from policies.notices.models import Notice, NoticeLine, Objection
from policies.notices.states import NoticeState, ObjectionState


@atomic
def publish_notice(*, decision_id: int, by: User | None) -> Notice:
    """Names and amounts of a fixed decision are public from today for the days the policy says, day one counted.

    `by` is None when the house publishes by itself once amounts are fixed. Raises NotAllowed, WrongState.
    """
    decision = locked(Decision, decision_id)
    if by is not None:
        require(by, Act.PUBLISH_NOTICE, decision.version.policy.lead_department)
    version = decision.version
    opens_on = business_now().date()
    last = last_day(opens_on, version.notice_days, DayUnit(version.notice_unit))
    advance(decision, DecisionState.NOTICED, by=by)
    notice = Notice.objects.create(decision=decision, opens_on=opens_on, last_day=last, closes_at=until(last))
    grants = list(decision.grants.filter(state=GrantState.FIXED).select_related("enterprise__party").order_by("pk"))
    NoticeLine.objects.bulk_create(
        [NoticeLine(notice=notice, grant=g, name=g.enterprise.party.name, amount=g.amount) for g in grants]
    )
    advance_all(
        decision.grants.filter(state=GrantState.FIXED),
        GrantState.NOTICED,
        about=notice,
        by=by,
        expected=len(grants),
    )
    record("notice.published", about=notice, by=by, decision=decision.pk, lines=len(grants), last_day=last.isoformat())
    return notice


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
        raise NoticeOver(closes_at=_moment(notice))
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
def decide_objection(*, objection_id: int, by: User, is_upheld: bool, answer: str) -> Objection:
    """The department has answered: the grant is withdrawn, or goes on once no other objection is open.

    Raises NotAllowed, AnswerMissing, WrongState.
    """
    objection = locked(Objection, objection_id)
    line = objection.line
    require(by, Act.DECIDE_OBJECTION, line.notice.decision.version.policy.lead_department)
    if not answer.strip():
        raise AnswerMissing
    notice = locked(Notice, line.notice_id)
    values = {"answer": answer.strip(), "decided_by": by, "decided_at": business_now()}
    advance(objection, ObjectionState.UPHELD if is_upheld else ObjectionState.REJECTED, by=by, values=values)
    grant = locked(Grant, line.grant_id)
    if is_upheld and grant.state == GrantState.CONTESTED:
        withdraw_grant(grant_id=grant.pk, by=by, reason=answer)
    elif grant.state == GrantState.CONTESTED and not _open_objections(line):
        is_over = notice.state == NoticeState.CLOSED
        advance(grant, GrantState.READY if is_over else GrantState.NOTICED, by=by)
    return objection


def _moment(notice: Notice) -> str:
    return f"{localtime(notice.closes_at):%Y-%m-%d %H:%M}"


def _open_objections(line: NoticeLine) -> bool:
    return line.objections.filter(state=ObjectionState.RECEIVED).exists()


@atomic
def close_notice(*, notice_id: int) -> Notice:
    """The days of the notice are over: every uncontested grant is ready to be paid.

    Raises NoticeStillOpen before its end, WrongState when it was done already.
    """
    notice = locked(Notice, notice_id)
    decision = locked(Decision, notice.decision_id)
    if business_now() < notice.closes_at:
        raise NoticeStillOpen(closes_at=_moment(notice))
    uncontested = decision.grants.filter(state=GrantState.NOTICED)
    expected = uncontested.count()
    if expected:
        advance_all(uncontested, GrantState.READY, about=notice, by=None, expected=expected)
    advance(decision, DecisionState.FINISHED, by=None)
    advance(notice, NoticeState.CLOSED, by=None, ready=expected)
    return notice


def close_due_notices() -> int:
    """Every notice whose days are over is closed; returns how many. Part of the tick."""
    due = Notice.objects.filter(state=NoticeState.OPEN, closes_at__lte=business_now())
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:50])
    return sum(_close_if_open(notice_id) for notice_id in ids)


@atomic
def _close_if_open(notice_id: int) -> bool:
    if locked(Notice, notice_id).state != NoticeState.OPEN:
        return False
    close_notice(notice_id=notice_id)
    return True
