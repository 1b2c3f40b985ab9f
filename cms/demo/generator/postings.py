"""What a procurement consists of: postings and bids, with the moments at which people act."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from cms.demo.generator.workdays import is_worked

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MINIMUM_BIDDERS = 3


class Reach(StrEnum):
    """How far a procurement comes by 30 September 2023: what its people have not yet done then."""

    FILED = "filed"  # contract signed and filed
    POSTED = "posted"  # still open for bids
    OPENED = "opened"  # opened, the owner has not confirmed the award
    AWARDED = "awarded"  # award confirmed, contract not signed
    FAILED = "failed"  # too few bids, not yet posted again


@dataclass(frozen=True, slots=True)
class BidInput:
    """A bid by an agency (its credit code) or, for a draw, an entry (price None)."""

    agency: str
    price_fen: int | None
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class PostingInput:
    """One posting with all bids it will receive, in the order of their moments; fewer than three make it fail."""

    posted_at: datetime
    closes_at: datetime
    opens_at: datetime
    bids: tuple[BidInput, ...]

    @property
    def fails(self) -> bool:
        """Whether too few bids come."""
        return len(self.bids) < _MINIMUM_BIDDERS


@dataclass(frozen=True, slots=True)
class ProcurementInput:
    """One procurement; `award_on`, `contract_on`, `file_on` are the days its people act (None: not by September).

    `owner` is a credit code, `service_type` a catalogue code, `method` a value of the marketplace's Method.
    """

    number: int
    owner: str
    service_type: str
    title: str
    description: str
    method: str
    ceiling_fen: int
    service_days: int
    splitting_note: str
    postings: tuple[PostingInput, ...]
    reach: Reach
    award_on: date | None
    contract_on: date | None
    file_on: date | None


def moment(day: date, minutes: int) -> datetime:
    """The moment so many minutes after midnight in the county."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=SHANGHAI)


def moments_between(throws: Random, first: datetime, last: datetime, count: int) -> list[datetime]:
    """That many different moments in order, in office hours of worked days, strictly between the two."""
    found: set[datetime] = set()
    span = int((last - first).total_seconds()) - 3600
    while len(found) < count:
        at = first + timedelta(seconds=throws.randint(1800, max(span, 1801)))
        if (is_worked(at.date()) and 8 <= at.hour < 18) or at.date() == last.date():
            found.add(at)
    return sorted(found)
