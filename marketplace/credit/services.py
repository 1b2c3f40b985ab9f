"""From a fact to points: found, interviewed beforehand, replied to, decided, appealed; and suspension below a score."""

from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import FieldsRefused, Sentence
from cms.kernel.messages.services import notify
from cms.kernel.models import Party, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.models import Agency
from marketplace.agencies.services import suspend_agency
from marketplace.agencies.states import AgencyState
from marketplace.credit.errors import AppealTooLate, NotInterviewed, SameDecider
from marketplace.credit.models import CreditCase
from marketplace.credit.queries import credit_score
from marketplace.credit.rules import Reason, credit_rule
from marketplace.credit.states import CreditState


@atomic
def note_fact(*, party: Party, reason: Reason, facts: str, by: User | None, source: str = "") -> CreditCase:
    """A fact that may cost points is on record; it costs none yet. By the house itself when `by` is None.

    Returns the case already there for the same source. Raises NotAllowed, FieldsRefused.
    """
    if by is not None:
        require(by, Act.SUPERVISE_MARKET)
    _said(facts=facts)
    known = CreditCase.objects.filter(party=party, source=source).first() if source else None
    if known is not None:
        return known
    now = business_now()
    made = CreditCase.objects.create(
        party=party,
        reason=reason,
        points=credit_rule(now.date()).points[reason],
        facts=facts.strip()[:1000],
        source=source,
        found_at=now,
    )
    record("credit_case.found", about=made, by=by, party=party.pk, reason=str(reason), points=made.points)
    return made


@atomic
def interview(*, case_id: int, note: str, by: User) -> CreditCase:
    """The party was told the facts, the points and its rights before any decision, and has days to reply.

    Raises NotAllowed, FieldsRefused, WrongState.
    """
    require(by, Act.SUPERVISE_MARKET)
    case = locked(CreditCase, case_id)
    _said(note=note)
    now = business_now()
    due = last_day(now.date(), credit_rule(now.date()).reply_days, DayUnit.WORKING, day_one_counts=False)
    values = {"interviewed_at": now, "interview_note": note.strip()[:2000], "reply_due_on": due}
    advance(case, CreditState.INTERVIEWED, by=by, values=values)
    _tell(
        case,
        _("事前约谈告知：%(reason)s"),
        _("拟扣 %(points)s 分。贵单位可在 %(due)s 前陈述申辩。"),
        due=due.isoformat(),
    )
    return case


@atomic
def reply_to_interview(*, case_id: int, reply: str, by: User) -> CreditCase:
    """The party has said its side. Raises NotAllowed, FieldsRefused, NotInterviewed when it was not told yet."""
    case = locked(CreditCase, case_id)
    require(by, Act.RAISE_DISPUTE, case.party)
    _said(reply=reply)
    if case.state != CreditState.INTERVIEWED:
        raise NotInterviewed(due=case.reply_due_on or "—")
    case.reply, case.replied_at = reply.strip()[:5000], business_now()
    case.save(update_fields=["reply", "replied_at"])
    record("credit_case.replied", about=case, by=by)
    return case


@atomic
def decide_credit(*, case_id: int, takes_points: bool, decision: str, by: User) -> CreditCase:
    """Points are taken, or not, after the interview and the reply (or its period); below the threshold the agency
    is suspended. Raises NotAllowed, NotInterviewed, FieldsRefused, WrongState.
    """
    require(by, Act.SUPERVISE_MARKET)
    case = locked(CreditCase, case_id)
    _said(decision=decision)
    now = business_now()
    if takes_points:
        _require_heard(case)
    due = last_day(now.date(), credit_rule(now.date()).appeal_days, DayUnit.WORKING, day_one_counts=False)
    values = {"decided_at": now, "decided_by": by, "decision": decision.strip()[:1000], "appeal_due_on": due}
    advance(
        case, CreditState.DECIDED if takes_points else CreditState.DROPPED, by=by, values=values, points=case.points
    )
    if takes_points:
        _tell(
            case, _("信用扣分决定：%(reason)s"), _("扣 %(points)s 分。不服的可在 %(due)s 前申诉。"), due=due.isoformat()
        )
        _suspend_below_threshold(case, by)
    return case


def _require_heard(case: CreditCase) -> None:
    """Raises NotInterviewed unless the party was told beforehand, and has replied or let its period pass."""
    due = case.reply_due_on
    if case.state == CreditState.FOUND or due is None:
        raise NotInterviewed(due="—")
    if case.state == CreditState.INTERVIEWED and case.replied_at is None and business_now().date() <= due:
        raise NotInterviewed(due=due.isoformat())


def _suspend_below_threshold(case: CreditCase, by: User) -> None:
    """An agency that only has not confirmed its entry is suspended too: confirming it would let it in again."""
    agency = Agency.objects.filter(party=case.party).exclude(state=AgencyState.SUSPENDED).first()
    least = credit_rule(business_today()).suspended_below
    if agency is not None and credit_score(case.party) < least:
        suspend_agency(agency_id=agency.pk, by=by, reason=str(_("信用分低于 %(least)s 分") % {"least": least}))


@atomic
def appeal_credit(*, case_id: int, appeal: str, by: User) -> CreditCase:
    """The party appeals; the points count meanwhile. Raises NotAllowed, AppealTooLate, FieldsRefused, WrongState."""
    case = locked(CreditCase, case_id)
    require(by, Act.RAISE_DISPUTE, case.party)
    _said(appeal=appeal)
    if case.appeal_due_on is not None and business_now().date() > case.appeal_due_on:
        raise AppealTooLate(due=case.appeal_due_on.isoformat())
    advance(case, CreditState.APPEALED, by=by, values={"appeal": appeal.strip()[:5000]})
    return case


@atomic
def decide_appeal(*, case_id: int, upholds_points: bool, opinion: str, by: User) -> CreditCase:
    """Somebody other than who decided has looked again. Raises NotAllowed, SameDecider, FieldsRefused, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    case = locked(CreditCase, case_id)
    _said(opinion=opinion)
    if case.decided_by_id == by.pk:
        raise SameDecider
    to = CreditState.CONFIRMED if upholds_points else CreditState.REVOKED
    advance(case, to, by=by, values={"appeal_decision": opinion.strip()[:1000]})
    _tell(case, _("申诉复核结果：%(reason)s"), _("请查看复核意见（拟扣 %(points)s 分一案，原期限 %(due)s）。"), due="—")
    return case


def _said(**values: str) -> None:
    empty: dict[str, list[Sentence]] = {
        name: [_("请填写此项。")] for name, value in values.items() if not value.strip()
    }
    if empty:
        raise FieldsRefused(empty)


def _tell(case: CreditCase, subject: Sentence, body: Sentence, *, due: str) -> None:
    notify(
        party=case.party,
        subject=subject,
        body=body,
        link=reverse("marketplace:credit_case", args=[case.pk]),
        reason=str(case.get_reason_display()),
        points=case.points,
        due=due,
    )
