"""The policy calendar: what comes into force, ends, goes on line or off, and until when something must be done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.kernel.clock import SHANGHAI
from cms.pages.library import published_pages
from cms.pages.policy import PolicyPage
from cms.pages.reading import in_english
from policies.catalogue.models import Version
from policies.catalogue.queries import policy_calendar, rule_of, versions_in_force
from policies.rules.comparisons import Operator
from policies.rules.conditions import Compare
from policies.rules.expressions import Day, Moment, MomentName
from policies.rules.syntax import Rule
from policies.rules.walking import walk

ENDS = {Operator.LE: timedelta(0), Operator.LT: timedelta(days=1)}


class EntryKind(models.TextChoices):
    """What happens on a day of the calendar."""

    ONLINE = "online", _("上线")  # a reviewed page goes public
    BEGINS = "begins", _("生效")  # the first day of validity
    APPLY = "apply", _("申请截止")  # the last day of an application
    CONFIRM = "confirm", _("确认截止")  # the last day to confirm
    ENDS = "ends", _("到期")  # the last day of validity
    OFFLINE = "offline", _("下线")  # a page is taken off


ORDER = list(EntryKind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happens; `url`: of the policy's page, empty while it is not public."""

    day: date
    kind: EntryKind
    title: str
    code: str
    url: str = ""

    @property
    def label(self) -> str:
        """What happens, in the reader's language."""
        return str(self.kind.label)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the month's sheet."""

    day: date
    is_inside: bool
    is_today: bool
    entries: Sequence[Entry]


def calendar_entries(first: date, last: date) -> list[Entry]:
    """Everything that happens from `first` to `last`, in order of days."""
    pages = {page.family_id: page for page in published_pages().exclude(family=None)}
    found = [*_of_versions(first, last, pages), *_of_pages(pages.values()), *_to_come()]
    inside = {entry for entry in found if first <= entry.day <= last}
    return sorted(inside, key=lambda entry: (entry.day, ORDER.index(entry.kind), entry.code))


def _of_versions(first: date, last: date, pages: dict[int, PolicyPage]) -> Iterator[Entry]:
    for found in policy_calendar(first, last):
        page = pages.get(found.version.policy_id)
        if page is not None:
            yield _entry(found.day, EntryKind.BEGINS if found.begins else EntryKind.ENDS, page)
    for version in _latest(versions_in_force(first)):
        page = pages.get(version.policy_id)
        if page is not None and version.rule is not None:
            for kind, day in deadlines(rule_of(version)):
                yield _entry(day, kind, page)


def _latest(versions: "models.QuerySet[Version]") -> list[Version]:
    return list({version.policy_id: version for version in reversed(versions)}.values())


def deadlines(rule: Rule) -> Iterator[tuple[EntryKind, date]]:
    """The fixed days until which a rule lets an enterprise apply or confirm."""
    for node, _path in walk(rule.who):
        if isinstance(node, Compare) and node.left == Moment(MomentName.APPLIED_ON) and isinstance(node.right, Day):
            less = ENDS.get(node.word.operator)
            if less is not None:
                yield EntryKind.APPLY, node.right.value - less
    if rule.confirmation is not None and rule.confirmation.until is not None:
        yield EntryKind.CONFIRM, rule.confirmation.until


def _of_pages(pages: Iterable[PolicyPage]) -> Iterator[Entry]:
    for page in pages:
        if page.offline_at is not None:
            yield _entry(page.offline_at.astimezone(SHANGHAI).date(), EntryKind.OFFLINE, page)


def _to_come() -> Iterator[Entry]:
    """Pages that were reviewed and wait for their moment: their names, not yet their text."""
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False):
        page = revision.as_object()
        if isinstance(page, PolicyPage) and page.online_at is not None:
            title = (in_english() and page.title_en) or page.title
            yield Entry(page.online_at.astimezone(SHANGHAI).date(), EntryKind.ONLINE, title, page.code)


def _entry(day: date, kind: EntryKind, page: PolicyPage) -> Entry:
    return Entry(day, kind, (in_english() and page.title_en) or page.title, page.code, page.url or "")


def month_sheet(month: date, entries: Sequence[Entry], today: date) -> list[list[Cell]]:
    """The weeks of the month, Monday first, each day with what happens on it."""
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    following = (first + timedelta(days=32)).replace(day=1)
    weeks = []
    while start < following:
        days = [start + timedelta(days=number) for number in range(7)]
        weeks.append(
            [Cell(day, day.month == first.month, day == today, [e for e in entries if e.day == day]) for day in days]
        )
        start += timedelta(days=7)
    return weeks


def as_icalendar(entries: Sequence[Entry], host: str, stamp: str) -> str:
    """The entries as a calendar file (RFC 5545), all-day events. `stamp`: now, in UTC, as the format writes it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhida//Policy calendar//ZH", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.code}-{entry.kind}-{entry.day:%Y%m%d}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"SUMMARY:{_escaped(f'{entry.label} {entry.title}')}",
            *([f"URL:https://{host}{entry.url}"] if entry.url.startswith("/") else []),
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str, most: int = 70) -> Iterator[str]:
    """The line in pieces of at most so many octets; those that follow begin with a space."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > most:
            yield piece
            piece = " "
        piece += sign
    yield piece
