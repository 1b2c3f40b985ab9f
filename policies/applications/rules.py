"""What law leaves to the county about applications, as dated data: days of correction, reminder and opinions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ApplicationRule:
    """The county's days from a day on, all working days; the day on which something happened does not count.

    `correction_days`: for the enterprise to correct what was returned. `reminder_days`: how long before its last day
    the department is reminded. `opinion_days`: for a co-department's opinion, never beyond the lead department's own
    last day. `least_days`: what the department has at least once a corrected application is back.
    """

    effective_on: date
    correction_days: int
    reminder_days: int
    opinion_days: int
    least_days: int
    basis: str


APPLICATION_RULES = (
    ApplicationRule(
        date(2022, 1, 1),
        correction_days=10,
        reminder_days=2,
        opinion_days=5,
        least_days=1,
        basis="县惠企政策兑现管理办法；办理期限的扣除参照行政许可法第三十二条、第四十五条",
    ),
)


def application_rule(on: date) -> ApplicationRule:
    """The rule in force on a day; the earliest where none was yet."""
    rows = sorted(APPLICATION_RULES, key=lambda row: row.effective_on)
    return next((row for row in reversed(rows) if row.effective_on <= on), rows[0])
