"""Grants as people look for them."""

from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Count, Exists, F, Func, Min, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Greatest

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_now
from cms.kernel.people.models import User
from cms.kernel.trail import Event
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions
from policies.catalogue.states import LapseRule, OncePer, Order
from policies.grants.grouping import due_matches
from policies.grants.instalments import Instalment
from policies.grants.models import Decision, Grant
from policies.grants.states import DEAD, DecisionState, GrantState, InstalmentState
from policies.registry.lineage import lineage, of_outer_line
from policies.registry.models import BankAccount
from policies.registry.states import AccountState

HELD_UP: Final = "%s.held_up"
SHORT_OF_MONEY: Final = ("BudgetExhausted", "BudgetLineMissing")  # refusals that finance mends
"""The event of a list that could not be closed at the end of its days."""


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
    until = Greatest("confirm_until", "listed_until")
    return own_grants(user).filter(state=GrantState.DECIDED).annotate(open_until=until).order_by("open_until", "pk")


def live_grants(version: Version) -> QuerySet[Grant]:
    """The grants of the version's family that are neither lapsed nor withdrawn."""
    return Grant.objects.filter(policy_id=version.policy_id).exclude(state__in=DEAD)


def usable_accounts(enterprise_id: int | OuterRef, registered_name: str | OuterRef) -> QuerySet[BankAccount]:
    """The accounts money may be sent to: verified, in the enterprise's registered name."""
    return BankAccount.objects.filter(
        enterprise_id=enterprise_id, state=AccountState.VERIFIED, account_name=registered_name
    )


def offered_accounts(enterprise_id: int, registered_name: str) -> QuerySet[BankAccount]:
    """The accounts an enterprise may choose: the usable one; while there is none, those a department has of it, which
    its own choice confirms."""
    own = BankAccount.objects.filter(enterprise_id=enterprise_id, account_name=registered_name)
    usable = own.filter(state=AccountState.VERIFIED)
    filed = own.filter(state=AccountState.UNVERIFIED, given_by=None).exclude(
        enterprise__bank_accounts__state=AccountState.VERIFIED
    )
    return own.filter(Q(pk__in=usable.values("pk")) | Q(pk__in=filed.values("pk"))).order_by("pk")


def silence_agrees(version: Version) -> bool:
    """Whether an enterprise that says nothing until the deadline counts as having confirmed."""
    return version.order == Order.NO_CONFIRMATION or version.lapse_rule == LapseRule.PROCEED


def asked_grants() -> QuerySet[Any]:
    """The grants whose enterprise is asked and silent, each with `contact_days`: on how many days a person tried
    to reach it since it was asked."""
    by_people = Q(contacts__by__isnull=False, contacts__made_at__gte=F("asked_at"))
    return Grant.objects.filter(state=GrantState.DECIDED).annotate(
        contact_days=Count("contacts__made_on", filter=by_people, distinct=True)
    )


def lapsable_grants() -> QuerySet[Grant]:
    """The silent grants whose days are over, that people tried to reach often enough, and whose names stood on a
    published list for its whole days: these and no others lapse."""
    now = business_now()
    return asked_grants().filter(
        confirm_until__lte=now, listed_until__lte=now, contact_days__gte=settings.CONTACTS_BEFORE_LAPSE
    )


def grants_to_contact(user: User) -> QuerySet[Grant]:
    """The silent grants of the user's departments not yet tried on enough days, the nearest deadline first."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    wanted = asked_grants().filter(
        policy__lead_department__in=departments, contact_days__lt=settings.CONTACTS_BEFORE_LAPSE
    )
    return wanted.select_related("enterprise__party", "version", "decision").order_by("confirm_until", "pk")


def grants_to_list(user: User) -> QuerySet[Grant]:
    """The silent grants that were tried on enough days and stand on no published list yet."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    wanted = asked_grants().filter(
        policy__lead_department__in=departments,
        contact_days__gte=settings.CONTACTS_BEFORE_LAPSE,
        listed_until=None,
    )
    return wanted.select_related("enterprise__party", "version", "decision").order_by("confirm_until", "pk")


def grants_of_department(user: User) -> QuerySet[Grant]:
    """The grants of the departments for which `user` decides."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    found = Grant.objects.filter(policy__lead_department__in=departments)
    return found.select_related("enterprise__party", "version__policy", "decision", "account", "confirmed_by")


def decisions_of(user: User) -> QuerySet[Decision]:
    """The decisions of the departments for which `user` decides, newest first."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    return (
        Decision.objects.filter(version__policy__lead_department__in=departments)
        .select_related("version__policy", "budget_line")
        .order_by("-pk")
    )


def hold_ups(model: type[Decision] | type[Grant] = Decision) -> QuerySet[Event]:
    """What the trails say of lists, or of late grants, that could not be closed."""
    return Event.objects.filter(name=HELD_UP % model.NOUN, subject_type=model._meta.label_lower)


def held_up_decisions(user: User) -> QuerySet[Any]:
    """The lists of the user's departments that could not be closed, each with `held_up_at`, the longest first."""
    return _held_up(decisions_of(user).filter(state=DecisionState.ASKING), hold_ups())


def held_up_grants(user: User) -> QuerySet[Any]:
    """The late grants of the user's departments that could not be settled by themselves, the longest first."""
    return _held_up(grants_of_department(user).filter(state=GrantState.DECIDED), _of_this_asking())


def lists_short_of_money() -> QuerySet[Any]:
    """The lists that wait for finance: for a budget line that is missing, or for more on one; the longest first."""
    return _held_up(Decision.objects.filter(state=DecisionState.ASKING), _short(hold_ups())).select_related("version")


def grants_short_of_money() -> QuerySet[Any]:
    """The late grants that wait for finance in the same way."""
    rows = Grant.objects.filter(state=GrantState.DECIDED).select_related("version", "enterprise__party")
    return _held_up(rows, _short(_of_this_asking()))


def _held_up(rows: QuerySet[Any], events: QuerySet[Event]) -> QuerySet[Any]:
    """Those of the rows of which the events tell, each with `held_up_at`, the longest first."""
    first = events.filter(subject_id=OuterRef("pk")).order_by().values("subject_id").annotate(at=Min("happened_at"))
    rows = rows.filter(pk__in=hold_ups(rows.model).values("subject_id"))  # few of many: the events lead to them
    held_up: QuerySet[Any] = rows.annotate(held_up_at=Subquery(first.values("at"))).exclude(held_up_at=None)
    return held_up.order_by("held_up_at", "pk")


def _of_this_asking() -> QuerySet[Event]:
    """Of a grant that lapsed and was opened again, only what happened since it was asked anew."""
    return hold_ups(Grant).filter(happened_at__gte=OuterRef("asked_at"))


def _short(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.filter(data__refusal__in=SHORT_OF_MONEY)


def undecided_matches(version: Version) -> QuerySet[Any]:
    """What the current run found without application and no live grant covers, the largest amount first; `due`: what
    the version's exclusive group leaves of it, in yuan."""
    held: Any = of_outer_line(Grant.objects.filter(policy_id=version.policy_id), lineage()).exclude(state__in=DEAD)
    if version.once_per == OncePer.STEP:
        held = _of_a_step(held)
    elif version.once_per != OncePer.ENTERPRISE:
        held = held.filter(period=OuterRef("period"))
    return due_matches(version).filter(~Exists(held))


def _of_a_step(held: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the grants that bar the outer match: of one of its steps, not paid yet, or either without steps."""
    mine = _Texts(KeyTransform("steps", OuterRef("explanation")))
    taken = KeyTransform("steps", "match__explanation")
    shares = Func(taken, mine, function="jsonb_exists_any", output_field=BooleanField())
    held = held.alias(shares=shares, outer_steps=KeyTransform("steps", OuterRef("explanation")))
    without = Q(match__explanation__steps=[]) | Q(outer_steps=[])
    return held.filter(Q(shares=True) | ~Q(state=GrantState.PAID) | without)


class _Texts(Func):
    """A JSON array of texts as an array of texts."""

    template = "ARRAY(SELECT jsonb_array_elements_text(%(expressions)s))"
    output_field = ArrayField(TextField())


def decidable_versions(user: User) -> QuerySet[Version]:
    """The versions in force, with a rule, of the departments for which the person decides."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    return executable_versions().filter(policy__lead_department__in=departments)


def undecided_versions(user: User) -> QuerySet[Version]:
    """Those of them whose run in force found somebody that no live grant covers."""
    waiting = [version.pk for version in decidable_versions(user) if undecided_matches(version).exists()]
    return decidable_versions(user).filter(pk__in=waiting)


def instalments_in_doubt(user: User) -> QuerySet[Instalment]:
    """The instalments of the user's departments that are due and whose condition nobody has shown to hold."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    found = Instalment.objects.filter(state=InstalmentState.DOUBTFUL, grant__policy__lead_department__in=departments)
    return found.select_related("grant__enterprise__party", "grant__version", "payee").order_by("due_on", "pk")
