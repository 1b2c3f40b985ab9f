"""What was paid, counted from settled payments at the moment of asking; every amount is in fen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cms.kernel.calendar import until
from cms.kernel.clock import SHANGHAI
from cms.kernel.money import to_fen
from policies.catalogue.models import Version
from policies.catalogue.states import Channel
from policies.disbursement.models import Payment
from policies.disbursement.states import PAID


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid to one group: its name, how many payments, how much in fen."""

    name: Any
    count: int
    fen: int


def settled_payments(first: date, last: date) -> "QuerySet[Payment]":
    """The payments that the bank's statements show as made from `first` to `last`, both counted."""
    return Payment.objects.filter(state__in=PAID, settled_on__range=(first, last))


def paid_without_application(first: date, last: date) -> "QuerySet[Payment]":
    """The settled payments of grants for which nobody had to apply."""
    return settled_payments(first, last).filter(grant__match__channel=Channel.NO_APPLICATION)


def policies_entered(first: date, last: date) -> int:
    """How many policies were first published from `first` to `last`."""
    begins = datetime.combine(first, time(), SHANGHAI)
    return Version.objects.filter(number=1, published_at__gte=begins, published_at__lt=until(last)).count()


def policy_figures(first: date, last: date) -> dict[str, int]:
    """The policies first published in the period, and the fen settled in it without application."""
    total = paid_without_application(first, last).aggregate(total=Sum("amount"))["total"]
    return {
        "policies_entered": policies_entered(first, last),
        "no_application_paid_fen": 0 if total is None else to_fen(total),
    }


def paid_by_month(first: date, last: date) -> list[Paid]:
    """What was paid in each month in which something was paid, in order."""
    return _paid_by(settled_payments(first, last).annotate(month=TruncMonth("settled_on")), "month")


def paid_by_policy(first: date, last: date) -> list[Paid]:
    """What was paid under each policy, the largest amount first."""
    return sorted(_paid_by(settled_payments(first, last), "grant__policy__title_zh"), key=_largest)


def paid_by_industry(first: date, last: date) -> list[Paid]:
    """What was paid to each code of industry (GB/T 4754-2017, empty when unknown), the largest amount first."""
    return sorted(_paid_by(settled_payments(first, last), "grant__enterprise__industry"), key=_largest)


def paid_by_region(first: date, last: date) -> list[Paid]:
    """What was paid in each township (nine digits, empty when unknown), the largest amount first."""
    return _summed(
        _paid_by(settled_payments(first, last), "grant__enterprise__operating_region"), lambda code: code[:9]
    )


def _paid_by(payments: "QuerySet[Payment]", column: str) -> list[Paid]:
    rows = payments.order_by().values_list(column).annotate(count=Count("pk"), total=Sum("amount")).order_by(column)
    return [Paid(name, count, to_fen(total)) for name, count, total in rows]


def _summed(rows: Sequence[Paid], name_of: Callable[[str], str]) -> list[Paid]:
    sums: dict[str, tuple[int, int]] = {}
    for row in rows:
        count, fen = sums.get(name_of(row.name), (0, 0))
        sums[name_of(row.name)] = (count + row.count, fen + row.fen)
    return sorted((Paid(name, *both) for name, both in sums.items()), key=_largest)


def _largest(row: Paid) -> tuple[int, str]:
    return -row.fen, str(row.name)
