"""The clocks of each regime as dated rows, with the article each comes from; the row in force is frozen on a dispute.

They are those of objections, complaints, signing, publication and bonds, and of objections to the documents.

日 is a calendar day and 工作日 a working day; the day on which something happened does not count (民法典 201), and a
period that ends on a holiday runs to the next working day (民法典 203).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from cms.kernel.calendar import DayUnit, last_day, until, working_days_between
from cms.kernel.clock import SHANGHAI
from marketplace.needs.states import Regime


@dataclass(frozen=True, slots=True)
class Clock:
    """So many days of a unit, by an article."""

    days: int
    unit: DayUnit
    article: str

    def due(self, start: date) -> date:
        """The last day of the period that begins with what happened on `start`."""
        return self._last(start, self.days)

    def due_when_stood(self, start: date, stood: Iterable[tuple[date, date | None]]) -> date | None:
        """The last day when the clock stood from the first to the last day of each of `stood`; None while it stands.

        The day on which it came to stand counts as one on which it ran, the day on which it went on does not. The
        periods do not overlap, and none begins after the clock had run out.
        """
        left_out = 0
        for first, last in stood:
            if last is None:
                return None
            left_out += working_days_between(first, last) if self.unit == DayUnit.WORKING else (last - first).days
        return self._last(start, self.days + left_out)

    def _last(self, start: date, days: int) -> date:
        return last_day(start, days, self.unit, day_one_counts=False, rolls=self.unit == DayUnit.CALENDAR)


@dataclass(frozen=True, slots=True)
class RegimeRule:
    """How disputes, signing and deposits run under a regime from a day on.

    `examination_article` is the article by which the days of an inspection, a test, an appraisal or a review by experts
    do not count in the time to decide a complaint; empty where they count.
    """

    regime: Regime
    effective_on: date
    objection: Clock
    answer: Clock
    complaint: Clock
    acceptance: Clock
    decision: Clock
    signing: Clock
    publication: Clock
    bond_return: Clock
    objection_suspends: bool
    complaint_suspends: bool
    signing_waits_for_objections: bool = False
    examination_article: str = ""

    def frozen(self) -> dict[str, object]:
        """What a dispute keeps of it for good."""
        return asdict(self) | {"effective_on": self.effective_on.isoformat(), "regime": str(self.regime)}


DAY, WORKING = DayUnit.CALENDAR, DayUnit.WORKING
TENDER_LAW, TENDER_RULES = "招标投标法", "招标投标法实施条例"
PURCHASE_LAW, PURCHASE_RULES = "政府采购法", "政府采购法实施条例"
LOCAL = "县级网上中介服务超市管理办法"


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """How somebody who would bid objects to the documents under a regime from a day on.

    `objection` runs from the posting, or where `counts_back` is set back from closing; `answer` from the objection.
    With `suspends` nothing is opened until it is answered.
    """

    regime: Regime
    effective_on: date
    objection: Clock
    answer: Clock
    counts_back: bool
    suspends: bool

    def until(self, posted_at: datetime, closes_at: datetime) -> datetime:
        """The first moment at which it is too late to object."""
        if self.counts_back:
            return closes_at - timedelta(days=self.objection.days)
        return until(self.objection.due(posted_at.astimezone(SHANGHAI).date()))


REGIME_RULES: tuple[RegimeRule, ...] = (
    RegimeRule(
        Regime.TENDER,
        date(2012, 2, 1),
        objection=Clock(3, DAY, f"{TENDER_RULES}第五十四条"),
        answer=Clock(3, DAY, f"{TENDER_RULES}第五十四条"),
        complaint=Clock(10, DAY, f"{TENDER_RULES}第六十条"),
        acceptance=Clock(3, WORKING, f"{TENDER_RULES}第六十一条"),
        decision=Clock(30, WORKING, f"{TENDER_RULES}第六十一条"),
        signing=Clock(30, DAY, f"{TENDER_LAW}第四十六条"),
        publication=Clock(2, WORKING, LOCAL),
        bond_return=Clock(5, DAY, f"{TENDER_RULES}第五十七条"),
        objection_suspends=True,
        complaint_suspends=False,
        signing_waits_for_objections=True,
        examination_article=f"{TENDER_RULES}第六十一条",
    ),
    RegimeRule(
        Regime.GOVERNMENT,
        date(2018, 3, 1),
        objection=Clock(7, WORKING, f"{PURCHASE_LAW}第五十二条"),
        answer=Clock(7, WORKING, f"{PURCHASE_LAW}第五十三条"),
        complaint=Clock(15, WORKING, f"{PURCHASE_LAW}第五十五条"),
        acceptance=Clock(5, WORKING, "政府采购质疑和投诉办法第二十一条"),
        decision=Clock(30, WORKING, f"{PURCHASE_LAW}第五十六条"),
        signing=Clock(30, DAY, f"{PURCHASE_LAW}第四十六条"),
        publication=Clock(2, WORKING, f"{PURCHASE_RULES}第五十条"),
        bond_return=Clock(5, WORKING, "政府采购货物和服务招标投标管理办法第三十八条"),
        objection_suspends=False,
        complaint_suspends=True,
        examination_article=f"{PURCHASE_RULES}第五十八条",
    ),
    RegimeRule(
        Regime.MARKET,
        date(2022, 1, 1),
        objection=Clock(3, WORKING, LOCAL),
        answer=Clock(3, WORKING, LOCAL),
        complaint=Clock(10, DAY, LOCAL),
        acceptance=Clock(3, WORKING, LOCAL),
        decision=Clock(15, WORKING, LOCAL),
        signing=Clock(30, DAY, LOCAL),
        publication=Clock(2, WORKING, LOCAL),
        bond_return=Clock(5, DAY, LOCAL),
        objection_suspends=True,
        complaint_suspends=True,
        examination_article=LOCAL,
    ),
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    DocumentRule(
        Regime.TENDER,
        date(2012, 2, 1),
        objection=Clock(10, DAY, f"{TENDER_RULES}第二十二条"),
        answer=Clock(3, DAY, f"{TENDER_RULES}第二十二条"),
        counts_back=True,
        suspends=True,
    ),
    DocumentRule(
        Regime.GOVERNMENT,
        date(2018, 3, 1),
        objection=Clock(7, WORKING, f"{PURCHASE_LAW}第五十二条"),
        answer=Clock(7, WORKING, f"{PURCHASE_LAW}第五十三条"),
        counts_back=False,
        suspends=False,
    ),
)
"""Under the county's own rules there are questions only."""

WORDS: Mapping[str, str] = {Regime.TENDER: "异议", Regime.GOVERNMENT: "质疑", Regime.MARKET: "异议"}
"""What an objection is called under each regime."""


def regime_rule(regime: str, on: date) -> RegimeRule:
    """The row of a regime in force on a day; the earliest where none was yet."""
    rows = sorted((row for row in REGIME_RULES if row.regime == regime), key=lambda row: row.effective_on)
    return next((row for row in reversed(rows) if row.effective_on <= on), rows[0])


def document_rule(regime: str, on: date) -> DocumentRule | None:
    """The row of a regime in force on a day; None where it knows no objection to the documents."""
    rows = [row for row in DOCUMENT_RULES if row.regime == regime and row.effective_on <= on]
    return max(rows, key=lambda row: row.effective_on, default=None)
