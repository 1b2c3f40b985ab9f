"""What the calendar does to applications: reminders, escalation of what is late, the end of corrections."""

from datetime import timedelta
from functools import partial
from itertools import chain

from django.db.models import Exists, Q, QuerySet
from django.db.transaction import atomic

from cms.kernel.calendar import add_working_days, until
from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.applications.models import Application, Opinion
from policies.applications.queries import overdue_opinions
from policies.applications.rules import application_rule
from policies.applications.states import ApplicationState

EVENTS = {"reminded_at": "application.due_soon", "escalated_at": "application.overdue"}


def _open_clocks() -> QuerySet[Application]:
    """Whatever may be due, and some that is not yet: working days never stretch beyond so many days."""
    soon = DueNow() + timedelta(days=30)
    reminders = Q(state=ApplicationState.SUBMITTED, decide_until__lte=soon, reminded_at=None)
    late = Q(state=ApplicationState.SUBMITTED, decide_until__lte=DueNow(), escalated_at=None)
    return Application.objects.filter(
        reminders | late | Q(state=ApplicationState.RETURNED, correct_until__lte=DueNow())
    )


@due_when(lambda: Exists(overdue_opinions().filter(escalated_at=None)))
def look_after_opinions() -> int:
    """Co-departments whose days are over without a word are reported, each once a round; returns how many.

    Part of every tick. Their silence is no consent: the lead department still needs what they say.
    """
    late = overdue_opinions().filter(escalated_at=None).values_list("pk", flat=True)[:500]
    return each_due(partial(_report_silence, pk) for pk in list(late))


@atomic
def _report_silence(opinion_id: int) -> bool:
    opinion = locked(Opinion, opinion_id)
    application = locked(Application, opinion.application_id)
    is_owed = application.state == ApplicationState.SUBMITTED and opinion.round == application.round
    if opinion.given_at is not None or opinion.escalated_at is not None or not is_owed:
        return False
    opinion.escalated_at = business_now()
    opinion.save(update_fields=["escalated_at"])
    record("opinion.overdue", about=opinion, by=None, application=application.pk)
    return True


@due_when(lambda: Exists(_open_clocks()))
def look_after_applications() -> int:
    """Reminders and escalations that fell due, each once a round, and corrections that never came; returns how many.

    Part of every tick.
    """
    now = business_now()
    soon = until(add_working_days(now.date(), application_rule(now.date()).reminder_days))
    due = {
        "reminded_at": Q(state=ApplicationState.SUBMITTED, decide_until__lte=soon, reminded_at=None),
        "escalated_at": Q(state=ApplicationState.SUBMITTED, decide_until__lte=now, escalated_at=None),
    }
    given_up = Q(state=ApplicationState.RETURNED, correct_until__lte=now)
    if not Application.objects.filter(due["reminded_at"] | due["escalated_at"] | given_up).exists():
        return 0
    reminders = (partial(_once, pk, column) for column, which in due.items() for pk in _found(which))
    return each_due(chain(reminders, (partial(_give_up, pk) for pk in _found(given_up))))


def _found(which: Q) -> list[int]:
    return list(Application.objects.filter(which).order_by("pk").values_list("pk", flat=True)[:500])


@atomic
def _once(application_id: int, column: str) -> bool:
    application = locked(Application, application_id)
    if application.state != ApplicationState.SUBMITTED or getattr(application, column) is not None:
        return False
    setattr(application, column, business_now())
    application.save(update_fields=[column])
    record(EVENTS[column], about=application, by=None)
    return True


@atomic
def _give_up(application_id: int) -> bool:
    """A returned application whose days are over counts as taken back; the enterprise may apply anew."""
    application = locked(Application, application_id)
    now = business_now()
    if application.state != ApplicationState.RETURNED or application.correct_until is None:
        return False
    if application.correct_until > now:
        return False
    advance(
        application, ApplicationState.WITHDRAWN, by=None, values={"decided_at": now}, event="application.not_corrected"
    )
    return True
