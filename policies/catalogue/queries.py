"""What is in the catalogue: policies, the versions in force on a day, the calendar."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from policies.catalogue.models import Policy, Version
from policies.catalogue.states import VersionState
from policies.rules.reading import rule_from_json
from policies.rules.syntax import Rule


def live_versions() -> QuerySet[Version]:
    """The versions in force now, one per policy, with their policies."""
    return Version.objects.filter(state=VersionState.LIVE).select_related("policy__lead_department").order_by("policy")


def versions_in_force(on: date) -> QuerySet[Version]:
    """The versions published by now whose validity covers the day, the latest of each policy first."""
    valid = Q(valid_from__lte=on) & (Q(last_day=None) | Q(last_day__gte=on))
    kept = Version.objects.exclude(state=VersionState.WITHDRAWN).filter(valid)
    return kept.select_related("policy__lead_department").order_by("policy", "-number")


def executable_versions() -> QuerySet[Version]:
    """The versions in force now that carry a rule."""
    return live_versions().filter(rule__isnull=False)


def live_version(policy: Policy) -> Version | None:
    """The version of a policy that is in force now."""
    return live_versions().filter(policy=policy).first()


def rule_of(version: Version) -> Rule:
    """The rule of a version as a tree; ValueError for a version of text alone."""
    if version.rule is None:
        raise ValueError(f"{version} has no rule")
    return rule_from_json(version.rule)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A policy comes into force or is in force for the last day."""

    day: date
    version: Version
    begins: bool


def policy_calendar(first: date, last: date) -> list[CalendarEntry]:
    """What begins and what ends from `first` to `last`, in order of days."""
    kept = Version.objects.exclude(state=VersionState.WITHDRAWN).select_related("policy")
    begins = [CalendarEntry(v.valid_from, v, True) for v in kept.filter(valid_from__range=(first, last))]
    ends = [CalendarEntry(v.last_day, v, False) for v in kept.filter(last_day__range=(first, last)) if v.last_day]
    return sorted([*begins, *ends], key=lambda entry: (entry.day, not entry.begins, entry.version.pk))
