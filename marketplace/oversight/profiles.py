"""What everybody may know of an agency: what it was given and delivered, what owners said of it, and its credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, F, Q, Sum

from cms.kernel.models import Party
from cms.kernel.money import to_fen
from marketplace.awards.models import Award
from marketplace.awards.savings import SavingsFigure
from marketplace.awards.states import ENDED
from marketplace.contracts.models import Contract, Rating
from marketplace.contracts.states import ContractState
from marketplace.credit.models import CreditCase
from marketplace.credit.queries import credit_score, public_record

SHOWN = 10
"""Contracts, ratings and credit decisions on a profile, the latest."""
MARKS = ("quality", "punctuality", "conduct")


@dataclass(frozen=True, slots=True)
class Profile:
    """An agency's record, as figures and as the latest lines behind them.

    `figure` counts contracts that were not ended early. Marks go from 1 to 5, kept as their sums.
    """

    figure: SavingsFigure
    delivered: int
    ended_early: int
    lost_awards: int
    contracts: Sequence[Contract]
    ratings: int
    sums: tuple[int, int, int]
    said: Sequence[Rating]
    credit: Fraction
    deductions: Sequence[CreditCase]

    @property
    def credit_text(self) -> str:
        """The credit with one decimal."""
        return f"{float(self.credit):.1f}"

    @property
    def marks(self) -> tuple[str, ...]:
        """The mean marks of quality, punctuality and conduct, half-up at one decimal; dashes where nobody rated."""
        return tuple(_mean(total, self.ratings) for total in self.sums)


def _mean(total: int, count: int) -> str:
    if not count:
        return "—"
    tenths = (20 * total + count) // (2 * count)
    return f"{tenths // 10}.{tenths % 10}"


def profile_of(party: Party) -> Profile:
    """What is on record of the party as an agency."""
    contracts = Contract.objects.filter(award__party=party)
    kept = ~Q(state=ContractState.ENDED)
    counted = contracts.aggregate(
        count=Count("pk", filter=kept),
        ceilings=Sum("ceiling", filter=kept),
        deals=Sum("current_amount", filter=kept),
        delivered=Count("pk", filter=Q(state=ContractState.DELIVERED)),
        ended=Count("pk", filter=Q(state=ContractState.ENDED)),
    )
    ratings = Rating.objects.filter(contract__award__party=party, by_owner=True)
    marks = ratings.aggregate(count=Count("pk"), **{name: Sum(F(name)) for name in MARKS})
    figure = SavingsFigure()
    if counted["count"]:
        ceiling_fen, deal_fen = to_fen(counted["ceilings"]), to_fen(counted["deals"])
        figure = SavingsFigure(saved_fen=ceiling_fen - deal_fen, ceiling_fen=ceiling_fen, count=counted["count"])
    return Profile(
        figure=figure,
        delivered=counted["delivered"],
        ended_early=counted["ended"],
        lost_awards=Award.objects.filter(party=party, state__in=ENDED).count(),
        contracts=list(contracts.select_related("procurement__owner__party").order_by("-filed_at", "-pk")[:SHOWN]),
        ratings=marks["count"],
        sums=(marks["quality"] or 0, marks["punctuality"] or 0, marks["conduct"] or 0),
        said=list(ratings.select_related("contract__procurement__owner__party").order_by("-rated_at", "-pk")[:SHOWN]),
        credit=credit_score(party),
        deductions=list(public_record(party)[:SHOWN]),
    )
