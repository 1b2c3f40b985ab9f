"""The monthly evaluation of agencies: what owners said of them in the month, and their credit at its end."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, F, Sum

from cms.kernel.models import Party
from marketplace.contracts.models import Rating
from marketplace.credit.queries import credit_scores
from marketplace.oversight.periods import Period


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One agency in one month; marks go from 1 to 5, kept as their sum and their number."""

    party: Party
    ratings: int
    marks_sum: int
    credit: Fraction

    @property
    def credit_text(self) -> str:
        """The credit with one decimal."""
        return f"{float(self.credit):.1f}"

    @property
    def mean(self) -> str:
        """The mean mark, half-up at one decimal: each rating has three marks."""
        tenths = (20 * self.marks_sum + 3 * self.ratings) // (6 * self.ratings)
        return f"{tenths // 10}.{tenths % 10}"


def monthly_evaluation(month: Period) -> list[Evaluation]:
    """The agencies that owners rated in the month, the best first."""
    begins, ends = month.moments
    rated = Rating.objects.filter(by_owner=True, rated_at__gte=begins, rated_at__lt=ends)
    rows = list(
        rated.values(party=F("contract__award__party"))
        .annotate(number=Count("pk"), marks=Sum(F("quality") + F("punctuality") + F("conduct")))
        .order_by()
    )
    parties = Party.objects.in_bulk([row["party"] for row in rows])
    credit = credit_scores(parties, month.last)
    found = [Evaluation(parties[row["party"]], row["number"], row["marks"], credit[row["party"]]) for row in rows]
    return sorted(found, key=lambda one: (-Fraction(one.marks_sum, one.ratings), -one.credit, one.party.name))
