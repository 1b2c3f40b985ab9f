"""Inspections, tests, appraisals and reviews by experts in a complaint: meanwhile the clock of its decision stands."""

from datetime import date, timedelta

from django.db.transaction import atomic
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import SHANGHAI, business_today
from cms.kernel.errors import FieldsRefused
from cms.kernel.models import User
from cms.kernel.trail import record
from marketplace.disputes.errors import DecisionOverdue, ExaminationRuns, NoExaminationRuns
from marketplace.disputes.models import Dispute, Examination
from marketplace.disputes.queries import decision_due, rule_of
from marketplace.disputes.services import held_complaint, tell_party
from marketplace.disputes.states import DisputeState, ExaminationKind

BEGUN = _("投诉办理中需要检验、检测、鉴定或者专家评审：%(title)s")
CLOCK_STANDS = _("所需时间依法不计算在处理期限内，委托事项和起止日期见办理页面。")
CLOCK_RUNS_ON = _("委托事项和起止日期见办理页面，处理期限不变。")
ENDED = _("投诉办理中的检验、检测、鉴定或者专家评审已经结束：%(title)s")
DUE_ANEW = _("处理决定将在 %(due)s 前作出。")


@atomic
def begin_examination(
    *, dispute_id: int, kind: ExaminationKind, subject: str, commissioned_by: str, began_on: date, by: User
) -> Examination:
    """The complaint waits for an examination; where its regime says so the time to decide stands from that day on.

    Raises NotAllowed, WrongState, ExaminationRuns, FieldsRefused, DecisionOverdue when the time was over by that day.
    """
    dispute = held_complaint(dispute_id, by, DisputeState.ACCEPTED)
    if dispute.running_examination is not None:
        raise ExaminationRuns(kind=dispute.running_examination.get_kind_display())
    _require_said(subject=subject, commissioned_by=commissioned_by)
    _require_day("began_on", began_on, _free_from(dispute))
    article = rule_of(dispute.award).examination_article
    if article and began_on > dispute.due_on:
        raise DecisionOverdue(due=dispute.due_on.isoformat())
    made = Examination.objects.create(
        dispute=dispute,
        kind=kind,
        subject=subject.strip()[:300],
        commissioned_by=commissioned_by.strip()[:100],
        began_on=began_on,
        article=article,
    )
    data = {"examination": made.pk, "kind": str(kind), "began_on": began_on.isoformat()}
    record("dispute.examination_begun", about=dispute, by=by, commissioned_by=made.commissioned_by, **data)
    _tell_both(dispute, BEGUN, CLOCK_STANDS if article else CLOCK_RUNS_ON)
    return made


@atomic
def end_examination(*, dispute_id: int, ended_on: date, by: User) -> Examination:
    """The examination is over, and the complaint is to be decided as many working days later as it did not count.

    Raises NotAllowed, WrongState, NoExaminationRuns, FieldsRefused.
    """
    dispute = held_complaint(dispute_id, by, DisputeState.ACCEPTED)
    running = dispute.running_examination
    if running is None:
        raise NoExaminationRuns
    _require_day("ended_on", ended_on, running.began_on)
    running.ended_on = ended_on
    running.save(update_fields=["ended_on"])
    dispute.due_on = decision_due(dispute) or dispute.due_on
    dispute.save(update_fields=["due_on"])
    data = {"examination": running.pk, "ended_on": ended_on.isoformat(), "due_on": dispute.due_on.isoformat()}
    record("dispute.examination_ended", about=dispute, by=by, **data)
    _tell_both(dispute, ENDED, DUE_ANEW)
    return running


def _require_said(**said: str) -> None:
    empty = {name: [_("请填写。")] for name, text in said.items() if not text.strip()}
    if empty:
        raise FieldsRefused(empty)


def _require_day(field: str, day: date, first: date) -> None:
    if day > business_today():
        raise FieldsRefused({field: [_("不能晚于今天。")]})
    if day < first:
        raise FieldsRefused({field: [_("不能早于 %(day)s。") % {"day": first.isoformat()}]})


def _free_from(dispute: Dispute) -> date:
    """The first day on which another may begin: that of the acceptance, or the one after the last one's end."""
    ends = [one.ended_on + timedelta(days=1) for one in dispute.examinations.all() if one.ended_on]
    accepted = [dispute.accepted_at.astimezone(SHANGHAI).date()] if dispute.accepted_at else []
    return max(accepted + ends)


def _tell_both(dispute: Dispute, subject: Promise, body: Promise) -> None:
    """Who complained and the owner have the same message."""
    for party in (dispute.party, dispute.award.need.owner.party):
        tell_party(party, dispute, subject, body)
