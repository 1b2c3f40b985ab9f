"""Scores and weights, and credit cases as people look at them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import SHANGHAI, business_today
from cms.kernel.models import Party
from marketplace.credit.models import CreditCase
from marketplace.credit.rules import Deduction, score, weight
from marketplace.credit.states import COUNTED


def credit_scores(parties: Iterable[int], on: date | None = None) -> dict[int, Fraction]:
    """The score of each party (by id) on a day: a hundred less the points that count then."""
    today, wanted = on or business_today(), list(parties)
    taken: dict[int, list[Deduction]] = {party: [] for party in wanted}
    cases = CreditCase.objects.filter(party__in=wanted, state__in=[state.value for state in COUNTED])
    for party, points, decided_at in cases.values_list("party_id", "points", "decided_at"):
        if decided_at is not None:
            taken[party].append(Deduction(points, decided_at.astimezone(SHANGHAI).date()))
    return {party: score(deductions, today) for party, deductions in taken.items()}


def credit_score(party: Party, on: date | None = None) -> Fraction:
    """The score of one party on a day."""
    return credit_scores([party.pk], on)[party.pk]


def draw_weights(parties: Iterable[int], on: date | None = None) -> dict[int, int]:
    """How many labels each party (by id) has in a draw weighted by credit; none means it is not drawn."""
    day = on or business_today()
    return {party: weight(points, day) for party, points in credit_scores(parties, day).items()}


def credit_cases(state: str = "") -> "QuerySet[CreditCase]":
    """Credit cases, the latest first."""
    found = CreditCase.objects.select_related("party", "decided_by").order_by("-found_at", "-pk")
    return found.filter(state=state) if state else found


def credit_cases_for_agency(user: object) -> "QuerySet[CreditCase]":
    """The cases about agencies `user` acts for: the only door to replying and appealing."""
    return credit_cases().filter(party__in=memberships(user, Act.RAISE_DISPUTE).values("party"))


def public_record(party: Party) -> "QuerySet[CreditCase]":
    """What everybody may see of a party's credit: decided and not revoked."""
    return credit_cases().filter(party=party, state__in=[state.value for state in COUNTED])
