"""The county's report: policies, marketplace and trade, each over its own period, as one object of plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from marketplace.oversight.figures import marketplace_figures, trade_report
from marketplace.oversight.periods import Period
from policies.disbursement.figures import policy_figures

Figure = int | str | None
Report = dict[str, Mapping[str, Figure] | Mapping[str, Mapping[str, Figure]]]


@dataclass(frozen=True, slots=True)
class ReportPeriods:
    """The days that each part of the report is about."""

    policy: Period
    marketplace: Period
    trade: Period

    @classmethod
    def same(cls, period: Period) -> "ReportPeriods":
        """Every part over the same days."""
        return cls(period, period, period)


# The three periods for which the county printed its figures; used when nobody asks for other days.
REPORT_PERIODS: Final = ReportPeriods(
    policy=Period(date(2023, 1, 1), date(2023, 6, 30)),
    marketplace=Period(date(2023, 1, 1), date(2023, 9, 30)),
    trade=Period(date(2023, 1, 1), date(2023, 5, 31)),
)


def figures(
    *,
    policy: Period = REPORT_PERIODS.policy,
    marketplace: Period = REPORT_PERIODS.marketplace,
    trade: Period = REPORT_PERIODS.trade,
) -> Report:
    """Every figure from the database at this moment: counts as int, money as int fen, rates in percent as text.

    Keys: `policy`, `marketplace`, and `trade` with one object per kind; an absent value is None.
    """
    trades: Mapping[str, dict[str, Figure]] = trade_report(trade)
    return {
        "policy": dict(policy_figures(policy.first, policy.last)),
        "marketplace": dict(marketplace_figures(marketplace)),
        "trade": {kind: dict(row) for kind, row in trades.items()},
    }


def figures_of(periods: ReportPeriods) -> Report:
    """The figures over the given periods."""
    return figures(policy=periods.policy, marketplace=periods.marketplace, trade=periods.trade)
