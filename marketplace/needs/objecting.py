"""Objecting to the documents of a posted need (招标文件异议), within the legal time and without a name.

Who would bid stays unknown, as with a question. The answer has a legal day; under the tender law nothing is opened
before it, and past its day the supervisors are told.
"""

from datetime import datetime
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.needs.changes import open_to_changes
from marketplace.needs.errors import NoObjectionToDocuments, NothingAsked, ObjectedTooLate
from marketplace.needs.legal_clocks import DocumentRule, document_rule
from marketplace.needs.models import Need, Question
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import told


def objection_rule(need: Need) -> DocumentRule | None:
    """The rule by which the posted need's documents may be objected to; None where its regime knows no such thing."""
    return document_rule(need.regime, need.posted_at.astimezone(SHANGHAI).date()) if need.posted_at else None


def objections_until(need: Need) -> datetime | None:
    """The first moment at which it is too late to object; None where nobody may."""
    rule = objection_rule(need)
    return rule.until(need.posted_at, need.closes_at) if rule is not None and need.posted_at else None


@atomic
def object_to_documents(*, need_id: int, text: str, by: User) -> Question:
    """The objection is public, its asker kept nowhere, and the owner's day to answer runs.

    Raises NotAllowed, NothingAsked, WrongState, NeedClosed, NoObjectionToDocuments, ObjectedTooLate.
    """
    require(by, Act.SUBMIT_BID)
    need = open_to_changes(need_id)
    if not text.strip():
        raise NothingAsked
    rule, last = objection_rule(need), objections_until(need)
    if rule is None or last is None:
        raise NoObjectionToDocuments(regime=need.get_regime_display())
    now = moment_after_lock()
    if now >= last:
        raise ObjectedTooLate(until=told(last), article=rule.objection.article)
    made = Question.objects.create(
        need=need,
        text=text.strip()[:500],
        asked_at=now,
        is_objection=True,
        due_on=rule.answer.due(now.astimezone(SHANGHAI).date()),
        suspends=rule.suspends,
    )
    record("need.documents_objected", about=need, by=None, question=made.pk, suspends=rule.suspends)
    return made


def late_answers() -> "QuerySet[Question]":
    """Objections to documents that were not answered by their day, the longest first."""
    late = Question.objects.filter(is_objection=True, answered_at=None, due_on__lt=DueToday())
    return late.select_related("need__procurement__owner__party").order_by("due_on", "pk")


def _unreported() -> "QuerySet[Question]":
    return late_answers().filter(escalated_at=None)


@due_when(lambda: Exists(_unreported()))
def report_late_answers() -> int:
    """The supervisors are told of answers past their day, of each once; returns how many. Part of every tick."""
    return each_due(partial(_report, pk) for pk in list(_unreported().values_list("pk", flat=True)))


@atomic
def _report(question_id: int) -> bool:
    question = locked(Question, question_id)
    if question.answered_at is not None or question.escalated_at is not None:
        return False
    question.escalated_at = business_now()
    question.save(update_fields=["escalated_at"])
    record("need.answer_overdue", about=question.need, by=None, question=question.pk)
    return True
