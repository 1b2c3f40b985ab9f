"""Reaching the silent: reminders by the schedule, contacts made by officers and recorded, and the days of a list."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.messages.services import notify
from cms.kernel.people.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.grants.closing import minute
from policies.grants.errors import ContactNotByPerson, NotSilent
from policies.grants.models import Contact, Decision, Grant
from policies.grants.states import GrantState, Means, Outcome

REMINDER = _("“%(policy)s”应兑金额 %(amount)s 元尚待贵单位确认，请于 %(until)s 前办理。")


@atomic
def record_contacts(
    *, decision_id: int, grant_ids: Collection[int], means: str, outcome: str, by: User, note: str = ""
) -> list[Contact]:
    """Each of the silent grants of one list has one more contact on record, made today by `by`.

    Several contacts of one day count once. Raises NotAllowed, NotSilent, ContactNotByPerson.
    """
    decision = locked(Decision, decision_id)
    require(by, Act.DECIDE_GRANT, decision.version.policy.lead_department)
    if means not in {each.value for each in Means if each is not Means.MESSAGE} or outcome not in Outcome.values:
        raise ContactNotByPerson
    silent = decision.grants.filter(pk__in=grant_ids, state=GrantState.DECIDED).order_by("pk")
    found = list(silent.select_for_update(no_key=True).values_list("pk", flat=True))
    if not found or len(found) != len(set(grant_ids)):
        raise NotSilent(count=len(set(grant_ids)) - len(found))
    now = business_now()
    made = [
        Contact(
            grant_id=pk, means=means, outcome=outcome, note=note.strip()[:300], made_at=now, made_on=now.date(), by=by
        )
        for pk in found
    ]
    record("decision.contacted", about=decision, by=by, grants=found, means=means, outcome=outcome)
    return Contact.objects.bulk_create(made)


def keep_listed_until(grant_ids: Collection[int], until: datetime) -> int:
    """The grants' names stand on a published list until the moment; their enterprises may confirm as long."""
    return Grant.objects.filter(pk__in=grant_ids, state=GrantState.DECIDED).update(listed_until=until)


@due_when(lambda: Exists(_grants_to_remind()))
def send_due_reminders() -> int:
    """Every silent enterprise whose turn it is by the schedule is reminded, in the site and by mail; returns how many.

    Part of the tick.
    """
    return each_due(
        partial(_remind, grant_id, days) for days in settings.REMINDER_DAYS_BEFORE for grant_id in _to_remind(days)
    )


def _grants_to_remind() -> QuerySet[Grant]:
    """The silent grants of which a reminder is due and not sent."""
    rows = Grant.objects.filter(state=GrantState.DECIDED, confirm_until__gt=DueNow())
    turns = Q()
    for days in settings.REMINDER_DAYS_BEFORE:
        before = timedelta(days=days)
        sent = Contact.objects.filter(grant=OuterRef("pk"), due_at=OuterRef("confirm_until") - before)
        turns |= Q(~Exists(sent), confirm_until__lte=DueNow() + before, asked_at__lt=F("confirm_until") - before)
    return rows.filter(turns)


def _to_remind(days: int) -> list[int]:
    """The silent grants whose reminder of so many days before the end is due and not sent."""
    now, before = business_now(), timedelta(days=days)
    sent = Contact.objects.filter(grant=OuterRef("pk"), due_at=OuterRef("confirm_until") - before)
    due = Grant.objects.filter(state=GrantState.DECIDED, confirm_until__gt=now, confirm_until__lte=now + before)
    due = due.filter(asked_at__lt=F("confirm_until") - before)
    return list(due.filter(~Exists(sent)).order_by("pk").values_list("pk", flat=True)[:500])


@atomic
def _remind(grant_id: int, days: int) -> bool:
    grant = locked(Grant, grant_id)
    if grant.state != GrantState.DECIDED or grant.confirm_until is None:
        return False
    due_at, now = grant.confirm_until - timedelta(days=days), business_now()
    if grant.contacts.filter(due_at=due_at).exists():
        return False
    Contact.objects.create(
        grant=grant, means=Means.MESSAGE, outcome=Outcome.SENT, made_at=now, made_on=now.date(), due_at=due_at
    )
    notify(
        party=grant.enterprise.party,
        subject=_("请尽快确认惠企政策：%(policy)s"),
        body=REMINDER,
        link=reverse("policies:benefit", args=[grant.pk]),
        policy=grant.version.title_zh,
        amount=f"{grant.entitled.amount:,.2f}",
        until=minute(grant.confirm_until),
    )
    return True
