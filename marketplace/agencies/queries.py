"""Agencies and admissions as people look at them: public lists, queues with clocks, coverage, relations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_today
from cms.kernel.models import Party
from marketplace.agencies.models import Admission, Agency, Control
from marketplace.agencies.states import AdmissionState, AgencyState
from marketplace.catalogue.models import ServiceCategory, ServiceType

AWAITING_REVIEW = Q(state=AdmissionState.APPLIED) | Q(renewal_at__isnull=False)
"""Applications, and standing admissions for which new certificates were shown."""

ENOUGH = 3
"""How many admitted agencies a service type needs for regular competition."""


def standing_admissions() -> "QuerySet[Admission]":
    """Admissions under which an agency may take part today: admitted, and the agency not suspended as a whole."""
    return Admission.objects.filter(state=AdmissionState.ADMITTED, agency__state=AgencyState.REGISTERED)


def admission_for(agency: Agency, service_type: ServiceType) -> Admission | None:
    """The agency's standing admission for the service type, if it has one."""
    return standing_admissions().filter(agency=agency, service_type=service_type).first()


def admitted_agencies(*, text: str = "", service_type: ServiceType | None = None) -> "QuerySet[Agency]":
    """Agencies with a standing admission (for the type, when given), found by name or credit code, in name order."""
    standing = standing_admissions().filter(agency=OuterRef("pk"))
    if service_type is not None:
        standing = standing.filter(service_type=service_type)
    found = Agency.objects.filter(Exists(standing)).select_related("party")
    if text:
        found = found.filter(Q(party__name__icontains=text) | Q(party__uscc__icontains=text))
    return found.order_by("party__name", "pk")


def agency_of(party: Party) -> Agency | None:
    """The party as an agency, if it registered."""
    return Agency.objects.select_related("party").filter(party=party).first()


def admissions_of(agency: Agency) -> "QuerySet[Admission]":
    """All admissions of an agency with their current certificates, in catalogue order."""
    return (
        agency.admissions.select_related("service_type__category", "service_type__department")
        .prefetch_related("certificates")
        .order_by("service_type__code")
    )


def admissions_for_reviewer(user: object) -> "QuerySet[Admission]":
    """The admissions that departments of `user` review, the shortest clock first."""
    departments = memberships(user, Act.REVIEW_ADMISSION).values("party")
    return (
        Admission.objects.filter(service_type__department__in=departments)
        .select_related("agency__party", "service_type__department")
        .prefetch_related("certificates")
        .order_by("due_on", "pk")
    )


def overdue_admissions(on: date | None = None) -> "QuerySet[Admission]":
    """Applications and renewals whose review clock has run out."""
    return Admission.objects.filter(AWAITING_REVIEW, due_on__lt=on or business_today()).order_by("due_on")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many agencies may offer a service type."""

    service_type: ServiceType
    admitted_count: int

    @property
    def is_regular(self) -> bool:
        """Whether there are enough for regular competition; otherwise agencies are to be recruited."""
        return self.admitted_count >= ENOUGH


def coverage() -> list[Coverage]:
    """Every service type in catalogue order with the number of agencies that may offer it."""
    standing = Q(admissions__state=AdmissionState.ADMITTED, admissions__agency__state=AgencyState.REGISTERED)
    types = ServiceType.objects.select_related("category", "department").order_by("code")
    return [Coverage(kind, kind.admitted) for kind in types.annotate(admitted=Count("admissions", filter=standing))]


@dataclass(frozen=True, slots=True)
class MarketSize:
    """The market in numbers."""

    agencies: int
    categories: int
    service_types: int
    regular: int

    @property
    def short(self) -> int:
        """How many service types lack agencies."""
        return self.service_types - self.regular


def market_size() -> MarketSize:
    """How many agencies are admitted, how many types there are, and how many are regularly covered."""
    board = coverage()
    return MarketSize(
        agencies=admitted_agencies().count(),
        categories=ServiceCategory.objects.count(),
        service_types=len(board),
        regular=sum(line.is_regular for line in board),
    )


def related_parties(parties: Iterable[Party]) -> dict[int, list[int]]:
    """For each of the parties (by id) the others among them it is related to.

    Related are agencies with one legal representative, and parties of which one controls the other or which one third
    party controls (招标投标法实施条例 34). One contact number is a clue only: whoever states a rival's as its own would
    void the rival's bid.
    """
    members = {party.pk for party in parties}
    agencies = list(Agency.objects.filter(party__in=members))
    groups = _sharing(agencies)
    holders: dict[int, set[int]] = {}
    for holder, held in Control.objects.filter(held__in=members).values_list("holder_id", "held_id"):
        holders.setdefault(holder, {holder}).add(held)
    groups += [sorted(family & members) for family in holders.values()]
    found: dict[int, set[int]] = {}
    for group in groups:
        for member in group:
            found.setdefault(member, set()).update(other for other in group if other != member)
    return {member: sorted(others) for member, others in found.items() if others}


def _sharing(agencies: Sequence[Agency]) -> list[Sequence[int]]:
    """The groups of parties with one legal representative."""
    by_person: dict[str, list[int]] = {}
    for agency in agencies:
        by_person.setdefault(agency.legal_person_digest, []).append(agency.party_id)
    return [group for person, group in by_person.items() if person and len(group) > 1]
