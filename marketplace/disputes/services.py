"""Objecting to a result, answering, complaining about the answer, and deciding; each within its legal clock."""

from datetime import date

from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.messages.services import notify
from cms.kernel.models import Party, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.awards.models import Award
from marketplace.awards.states import AwardState
from marketplace.bidding.models import OpenedBid
from marketplace.disputes.errors import ExaminationRuns, NotABidder, ObjectFirst, OneAtATime, OutOfTime
from marketplace.disputes.models import Dispute
from marketplace.disputes.queries import awarded_on, may_be_complained_about, rule_of
from marketplace.disputes.states import LIVE, DisputeKind, DisputeState
from marketplace.needs.legal_clocks import Clock


@atomic
def raise_award_objection(
    *, award_id: int, party: Party, grounds: str, by: User, evidence: StoredFile | None = None
) -> Dispute:
    """A bidder objects to the result; where the regime says so nothing is signed until it is answered.

    Raises NotAllowed, NotABidder, WrongState, OutOfTime, OneAtATime, FieldsRefused.
    """
    require(by, Act.RAISE_DISPUTE, party)
    award = locked(Award, award_id)
    if not OpenedBid.objects.filter(need=award.need_id, party=party).exists():
        raise NotABidder
    if award.state != AwardState.STANDING:
        raise WrongState(noun=award._meta.verbose_name, state=award.state_label)
    rule, now = rule_of(award), business_now()
    _in_time(rule.objection, awarded_on(award), now.date())
    made = _raise(award, DisputeKind.OBJECTION, party, grounds, by, evidence, rule.answer, rule.objection_suspends)
    tell_party(award.need.owner.party, made, _("收到异议：%(title)s"), _("请在 %(due)s 前答复。"))
    return made


@atomic
def answer_award_objection(*, dispute_id: int, is_upheld: bool, answer: str, by: User) -> Dispute:
    """The owner has answered the objection. Raises NotAllowed, WrongState, FieldsRefused."""
    dispute = locked(Dispute, dispute_id)
    require(by, Act.ANSWER_OBJECTION, dispute.award.need.owner.party)
    if dispute.kind != DisputeKind.OBJECTION:
        raise WrongState(noun=dispute._meta.verbose_name, state=dispute.state_label)
    return _decide(dispute, is_upheld, answer, by)


@atomic
def raise_complaint(*, objection_id: int, grounds: str, by: User, evidence: StoredFile | None = None) -> Dispute:
    """The bidder is not content with the answer, or has none in time, and turns to the supervising authority.

    Raises NotAllowed, ObjectFirst, OutOfTime, OneAtATime, FieldsRefused.
    """
    objection = locked(Dispute, objection_id)
    require(by, Act.RAISE_DISPUTE, objection.party)
    award, now = locked(Award, objection.award_id), business_now()
    if not may_be_complained_about(objection, now.date()):
        raise ObjectFirst
    rule = rule_of(award)
    known_on = objection.decided_at.astimezone(SHANGHAI).date() if objection.decided_at else objection.due_on
    _in_time(rule.complaint, known_on, now.date())
    made = _raise(
        award,
        DisputeKind.COMPLAINT,
        objection.party,
        grounds,
        by,
        evidence,
        rule.acceptance,
        rule.complaint_suspends,
        objection,
    )
    tell_party(award.need.owner.party, made, _("收到投诉：%(title)s"), _("投诉已转监督部门处理。"))
    return made


@atomic
def accept_complaint(*, dispute_id: int, by: User) -> Dispute:
    """The complaint is being looked into; the clock of the decision runs. Raises NotAllowed, WrongState."""
    dispute = held_complaint(dispute_id, by, DisputeState.RECEIVED)
    now = business_now()
    due_on = rule_of(dispute.award).decision.due(now.date())
    advance(dispute, DisputeState.ACCEPTED, by=by, values={"accepted_at": now, "due_on": due_on})
    tell_party(dispute.party, dispute, _("投诉已受理：%(title)s"), _("处理决定将在 %(due)s 前作出。"))
    return dispute


@atomic
def refuse_complaint(*, dispute_id: int, answer: str, by: User) -> Dispute:
    """The complaint is not accepted, for a reason. Raises NotAllowed, WrongState, FieldsRefused."""
    dispute = held_complaint(dispute_id, by, DisputeState.RECEIVED)
    advance(dispute, DisputeState.NOT_ACCEPTED, by=by, values=_decision(answer, by))
    tell_party(dispute.party, dispute, _("投诉不予受理：%(title)s"), _("理由见办理页面。"))
    return dispute


@atomic
def decide_complaint(*, dispute_id: int, is_upheld: bool, answer: str, by: User) -> Dispute:
    """The supervising authority has decided. Raises NotAllowed, WrongState, ExaminationRuns, FieldsRefused."""
    dispute = held_complaint(dispute_id, by, DisputeState.ACCEPTED)
    running = dispute.running_examination
    if running is not None:
        raise ExaminationRuns(kind=running.get_kind_display())
    return _decide(dispute, is_upheld, answer, by)


@atomic
def withdraw_dispute(*, dispute_id: int, by: User) -> Dispute:
    """Who raised it takes it back. Raises NotAllowed, WrongState."""
    dispute = locked(Dispute, dispute_id)
    require(by, Act.RAISE_DISPUTE, dispute.party)
    advance(dispute, DisputeState.WITHDRAWN, by=by, values={"decided_at": business_now()})
    return dispute


def _in_time(clock: Clock, start: date, today: date) -> None:
    due = clock.due(start)
    if today > due:
        raise OutOfTime(due=due.isoformat(), article=clock.article)


def _raise(
    award: Award,
    kind: DisputeKind,
    party: Party,
    grounds: str,
    by: User,
    evidence: StoredFile | None,
    clock: Clock,
    suspends: bool,
    objection: Dispute | None = None,
) -> Dispute:
    if not grounds.strip():
        raise FieldsRefused({"grounds": [_("请写明事实和理由。")]})
    live = [state.value for state in LIVE]
    if Dispute.objects.filter(award=award, party=party, kind=kind, state__in=live).exists():
        raise OneAtATime
    now = business_now()
    made = Dispute.objects.create(
        kind=kind,
        award=award,
        party=party,
        raised_by=by,
        raised_at=now,
        grounds=grounds.strip()[:5000],
        evidence=evidence,
        objection=objection,
        due_on=clock.due(now.date()),
        suspends=suspends,
        rule=rule_of(award).frozen(),
    )
    record("dispute.raised", about=made, by=by, award=award.pk, kind=str(kind), suspends=suspends)
    return made


def held_complaint(dispute_id: int, by: User, expected: DisputeState) -> Dispute:
    """The complaint, held by who supervises. Raises NotAllowed, WrongState unless it is in the state expected."""
    require(by, Act.SUPERVISE_MARKET)
    dispute = locked(Dispute, dispute_id)
    if dispute.kind != DisputeKind.COMPLAINT or dispute.state != expected:
        raise WrongState(noun=dispute._meta.verbose_name, state=dispute.state_label)
    return dispute


def _decision(answer: str, by: User) -> dict[str, object]:
    if not answer.strip():
        raise FieldsRefused({"answer": [_("请写明理由。")]})
    return {"answer": answer.strip()[:5000], "decided_by": by, "decided_at": business_now()}


def _decide(dispute: Dispute, is_upheld: bool, answer: str, by: User) -> Dispute:
    to = DisputeState.UPHELD if is_upheld else DisputeState.DISMISSED
    advance(dispute, to, by=by, values=_decision(answer, by), award=dispute.award_id)
    tell_party(
        dispute.party, dispute, _("已有答复（决定）：%(title)s"), _("请查看办理页面；不服的可依法继续主张权利。")
    )
    return dispute


def tell_party(party: Party, dispute: Dispute, subject: object, body: object) -> None:
    """The party has a message that leads to the dispute; `title` and `due` may stand in it."""
    notify(
        party=party,
        subject=subject,  # type: ignore[arg-type]
        body=body,  # type: ignore[arg-type]
        link=reverse("marketplace:dispute", args=[dispute.pk]),
        title=dispute.award.need.title,
        due=dispute.due_on.isoformat(),
    )
