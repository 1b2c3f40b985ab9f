"""Keeping each need's next moment, and raising an alarm when one was let pass."""

from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.messages.services import notify
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.awards.models import Award
from marketplace.clocks.models import Alarm, NeedClock
from marketplace.clocks.moments import OF_SUPERVISION, ONLY_TOLD, Due, Moment, moments
from marketplace.clocks.queries import facts_of
from marketplace.needs.models import Need

MOST_AT_ONCE = 500


@atomic
def follow(*, need_id: int) -> NeedClock:
    """The need's next moment is known, an overdue one has its alarm, and what was done meanwhile has none any more."""
    need = locked(Need, need_id)
    now = business_now()
    award = Award.objects.filter(need=need).order_by("-pk").first()
    outstanding = moments(facts_of(award), now.date()) if award else []
    overdue = [one for one in outstanding if one.at <= now and one.event not in ONLY_TOLD]
    for one in overdue:
        _raise(need, one)
    Alarm.objects.filter(need=need, ended_at=None).exclude(event__in=[one.event for one in overdue]).update(
        ended_at=now
    )
    upcoming = min((one.at for one in outstanding if one.at > now), default=None)
    clock, _is_new = NeedClock.objects.update_or_create(need=need, defaults={"next_check": upcoming})
    return clock


def _raise(need: Need, one: Moment) -> None:
    alarm, is_new = Alarm.objects.get_or_create(
        need=need, event=one.event, ended_at=None, defaults={"due_at": one.at, "raised_at": business_now()}
    )
    if not is_new:
        return
    record("alarm.raised", about=alarm, by=None, need=need.pk, event=str(one.event), due_at=one.at.isoformat())
    body = _("“%(title)s”的法定期限已过，请尽快办理；监督部门已同时收到报警。")
    if one.event in OF_SUPERVISION:
        body = _("“%(title)s”的投诉处理期限已过，由监督部门办理，本单位无需操作。")
    notify(
        party=need.owner.party,
        subject=_("逾期提醒：%(title)s"),
        body=body,
        link=reverse("marketplace:need", args=[need.pk]),
        title=need.title,
        event=str(Due(one.event).value),
    )


@due_when(lambda: Exists(_due_clocks()))
def check_due_clocks() -> int:
    """Needs whose next moment has come are looked at, each by itself; returns how many. Part of every tick."""
    needs = _due_clocks().order_by("next_check").values_list("need_id", flat=True)[:MOST_AT_ONCE]
    return each_due(partial(_looked_at, need_id) for need_id in needs)


def _looked_at(need_id: int) -> int:
    follow(need_id=need_id)
    return 1


def _due_clocks() -> "QuerySet[NeedClock]":
    return NeedClock.objects.filter(next_check__lte=DueNow())
