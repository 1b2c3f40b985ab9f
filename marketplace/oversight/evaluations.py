"""The monthly evaluation of agencies: what owners said of them, what the platform saw of them, and their credit.

The platform's mark is not anybody's opinion: from 5 it goes down by one for each bid that was found invalid and for
each deduction of credit decided in the month, to 1 at the least.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, F, QuerySet, Sum

from cms.kernel.models import Party
from marketplace.bidding.models import OpenedBid
from marketplace.contracts.models import Rating
from marketplace.credit.models import CreditCase
from marketplace.credit.queries import credit_scores
from marketplace.credit.states import CreditState
from marketplace.oversight.periods import Period

BEST, WORST = 5, 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One agency in one month; owners' marks go from 1 to 5, kept as their sum and their number."""

    party: Party
    ratings: int
    marks_sum: int
    bids: int
    invalid: int
    deductions: int
    credit: Fraction

    @property
    def credit_text(self) -> str:
        """The credit with one decimal."""
        return f"{float(self.credit):.1f}"

    @property
    def mean(self) -> str:
        """The owners' mean mark, half-up at one decimal: each rating has three marks. A dash where nobody rated."""
        if not self.ratings:
            return "—"
        tenths = (20 * self.marks_sum + 3 * self.ratings) // (6 * self.ratings)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def platform(self) -> int:
        """The platform's mark."""
        return max(WORST, BEST - self.invalid - self.deductions)


def monthly_evaluation(month: Period) -> list[Evaluation]:
    """The agencies that took part, were rated or lost credit in the month, those that owners rated best first."""
    begins, ends = month.moments
    rated = Rating.objects.filter(by_owner=True, rated_at__gte=begins, rated_at__lt=ends)
    marks = {
        row["party"]: (row["number"], row["marks"])
        for row in rated.values(party=F("contract__award__party"))
        .annotate(number=Count("pk"), marks=Sum(F("quality") + F("punctuality") + F("conduct")))
        .order_by()
    }
    opened = OpenedBid.objects.filter(need__opens_at__gte=begins, need__opens_at__lt=ends)
    bids = _counted(opened)
    invalid = _counted(opened.exclude(fault=""))
    decided = CreditCase.objects.filter(decided_at__gte=begins, decided_at__lt=ends)
    deductions = _counted(decided.exclude(state=CreditState.REVOKED))
    parties = Party.objects.in_bulk(sorted({*marks, *bids, *deductions}))
    credit = credit_scores(parties, month.last)
    found = [
        Evaluation(
            party, *marks.get(pk, (0, 0)), bids.get(pk, 0), invalid.get(pk, 0), deductions.get(pk, 0), credit[pk]
        )
        for pk, party in parties.items()
    ]
    return sorted(found, key=_best_first)


def _counted(rows: "QuerySet[OpenedBid] | QuerySet[CreditCase]") -> dict[int, int]:
    return dict(rows.order_by().values_list("party").annotate(number=Count("pk")))


def _best_first(one: Evaluation) -> tuple[Fraction, int, Fraction, str]:
    mean = Fraction(one.marks_sum, one.ratings) if one.ratings else Fraction(0)
    return -mean, -one.platform, -one.credit, one.party.name
