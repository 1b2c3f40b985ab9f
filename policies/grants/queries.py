"""Grants as people look for them."""

from django.db.models import Exists, OuterRef, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.people.models import User
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions
from policies.catalogue.states import OncePer
from policies.grants.models import Decision, Grant
from policies.grants.states import DEAD, DecisionState, GrantState
from policies.matching.models import Match
from policies.matching.queries import matches_to_decide


def ready_grants() -> QuerySet[Grant]:
    """Grants that nothing keeps from a payment batch."""
    return Grant.objects.filter(state=GrantState.READY).select_related("enterprise__party", "account", "budget_line")


def own_grants(user: User) -> QuerySet[Grant]:
    """The grants of the enterprises for which `user` may look, newest first."""
    parties = memberships(user, Act.SEE_OWN_BENEFITS).values("party")
    return (
        Grant.objects.filter(enterprise__party__in=parties)
        .select_related("enterprise__party", "version", "policy__lead_department", "decision", "account")
        .order_by("-pk")
    )


def grants_to_confirm(user: User) -> QuerySet[Grant]:
    """The grants that wait for `user`'s enterprise, the nearest deadline first."""
    return own_grants(user).filter(state=GrantState.DECIDED).order_by("decision__confirm_until", "pk")


def decisions_of(user: User) -> QuerySet[Decision]:
    """The decisions of the departments for which `user` decides, newest first."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    return (
        Decision.objects.filter(version__policy__lead_department__in=departments)
        .select_related("version__policy", "budget_line")
        .order_by("-pk")
    )


def open_decisions(user: User) -> QuerySet[Decision]:
    """The decisions of the user's departments that are still under way."""
    return decisions_of(user).exclude(state__in=[DecisionState.FINISHED, DecisionState.EMPTY])


def undecided_matches(version: Version) -> QuerySet[Match]:
    """What the current run found without application and no live grant covers, the largest amount first."""
    held = Grant.objects.filter(policy_id=version.policy_id, enterprise=OuterRef("enterprise")).exclude(state__in=DEAD)
    if version.once_per != OncePer.ENTERPRISE:
        held = held.filter(period=OuterRef("period"))
    return matches_to_decide(version).filter(~Exists(held))


def decidable_versions(user: User) -> QuerySet[Version]:
    """The versions in force, with a rule, of the departments for which the person decides."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    return executable_versions().filter(policy__lead_department__in=departments)


def undecided_versions(user: User) -> QuerySet[Version]:
    """Those of them whose run in force found somebody that no live grant covers."""
    waiting = [version.pk for version in decidable_versions(user) if undecided_matches(version).exists()]
    return decidable_versions(user).filter(pk__in=waiting)
