"""Disputes as those concerned look for them, and what they suspend."""

from datetime import date

from django.db.models import QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import SHANGHAI, business_now
from marketplace.awards.models import Award
from marketplace.disputes.errors import (
    AwardSuspended,
    ResultOverturned,
    SignedTooEarly,
    SignedWhileSuspended,
    StillOpenToObjections,
)
from marketplace.disputes.models import Dispute
from marketplace.disputes.states import LIVE, DisputeKind, DisputeState
from marketplace.needs.legal_clocks import RegimeRule, regime_rule


def disputes() -> "QuerySet[Dispute]":
    """Disputes with what every list shows, the soonest due first."""
    return (
        Dispute.objects.select_related(
            "award__need__procurement__owner__party", "award__party", "party", "objection", "evidence"
        )
        .prefetch_related("examinations")
        .order_by("due_on", "pk")
    )


def disputes_for_party(user: object) -> "QuerySet[Dispute]":
    """What the agencies `user` acts for raised."""
    return disputes().filter(party__in=memberships(user, Act.RAISE_DISPUTE).values("party"))


def disputes_of_owner(user: object) -> "QuerySet[Dispute]":
    """The objections and complaints about results of the owners that `user` acts for."""
    owners = memberships(user, Act.ANSWER_OBJECTION).values("party")
    return disputes().filter(award__need__procurement__owner__party__in=owners)


def objections_for_owner(user: object) -> "QuerySet[Dispute]":
    """The objections that owners `user` acts for are to answer."""
    return disputes_of_owner(user).filter(kind=DisputeKind.OBJECTION)


def complaints() -> "QuerySet[Dispute]":
    """All complaints, for the supervising authority."""
    return disputes().filter(kind=DisputeKind.COMPLAINT)


def rule_of(award: Award) -> RegimeRule:
    """The clocks under which the award's disputes run."""
    return regime_rule(award.need.regime, awarded_on(award))


def awarded_on(award: Award) -> date:
    """The legal day of the award."""
    return award.awarded_at.astimezone(SHANGHAI).date()


def examined(dispute: Dispute) -> tuple[tuple[date, date | None], ...]:
    """The first and last days of the examinations that do not count in the time to decide; no last day: it runs."""
    return tuple((one.began_on, one.ended_on) for one in dispute.examinations.all() if one.article)


def decision_due(dispute: Dispute) -> date | None:
    """The last day for the decision of an accepted complaint; None while an examination holds it up."""
    if dispute.accepted_at is None:
        return None
    accepted_on = dispute.accepted_at.astimezone(SHANGHAI).date()
    return rule_of(dispute.award).decision.due_when_stood(accepted_on, examined(dispute))


def may_be_complained_about(dispute: Dispute, today: date) -> bool:
    """Whether it is an objection that was answered, or left unanswered past its day; not one that was taken back."""
    if dispute.kind != DisputeKind.OBJECTION or dispute.state == DisputeState.WITHDRAWN:
        return False
    return dispute.decided_at is not None or today > dispute.due_on


def is_suspended(award: Award) -> bool:
    """Whether a live dispute suspends the result."""
    return Dispute.objects.filter(award=award, suspends=True, state__in=[state.value for state in LIVE]).exists()


def is_overturned(award: Award) -> bool:
    """Whether an objection to the result, or a complaint, was upheld."""
    return Dispute.objects.filter(award=award, state=DisputeState.UPHELD).exists()


def require_signed_at_liberty(award: Award, signed_on: date) -> None:
    """Nothing happens when the contract could be signed on that day.

    Raises SignedTooEarly for a day on which the notice still bound the result, SignedWhileSuspended for one between
    the raising and the end of a dispute that suspended it.
    """
    rule = rule_of(award)
    due = rule.objection.due(awarded_on(award))
    if rule.signing_waits_for_objections and signed_on <= due:
        raise SignedTooEarly(due=due.isoformat(), article=rule.objection.article)
    for one in Dispute.objects.filter(award=award, suspends=True, decided_at__isnull=False).order_by("pk"):
        began, ended = (moment.astimezone(SHANGHAI).date() for moment in (one.raised_at, one.decided_at) if moment)
        if began < signed_on < ended:
            raise SignedWhileSuspended(began=began.isoformat(), ended=ended.isoformat())


def require_signable(award: Award) -> None:
    """Raises AwardSuspended while a dispute suspends the result, ResultOverturned once one was upheld,
    StillOpenToObjections while a notice binds it."""
    if is_suspended(award):
        raise AwardSuspended
    if is_overturned(award):
        raise ResultOverturned
    rule = rule_of(award)
    due = rule.objection.due(awarded_on(award))
    if rule.signing_waits_for_objections and business_now().date() <= due:
        raise StillOpenToObjections(due=due.isoformat(), article=rule.objection.article)
