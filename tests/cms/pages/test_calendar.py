"""The policy calendar: what begins, ends, goes on line and off, and the days until which something must be done."""

from datetime import date, datetime

import pytest
from django.test import Client

from cms.kernel.clock import SHANGHAI
from cms.pages.calendar import EntryKind, as_icalendar, calendar_entries, deadlines, month_sheet
from policies.rules.clauses import clause
from policies.rules.writing import to_json
from tests.cms.pages.worlds import World

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def moment(month: int, day: int) -> datetime:
    return datetime(2023, month, day, 9, tzinfo=SHANGHAI)


def test_the_calendar_names_what_begins_ends_goes_online_and_off(world: World) -> None:
    world.published(valid_from=date(2023, 3, 1), last_day=date(2023, 9, 30), offline_at=moment(10, 8))
    world.published(code="later", slug="later", title="春季奖补", online_at=moment(4, 5))
    found = [(entry.day, entry.kind, bool(entry.url)) for entry in calendar_entries(*YEAR)]
    assert found == [
        (date(2023, 3, 1), EntryKind.BEGINS, True),
        (date(2023, 4, 5), EntryKind.ONLINE, False),
        (date(2023, 9, 30), EntryKind.ENDS, True),
        (date(2023, 10, 8), EntryKind.OFFLINE, True),
    ]


def test_a_draft_is_not_in_the_calendar(world: World) -> None:
    world.submitted(online_at=moment(4, 5))
    assert calendar_entries(*YEAR) == []


def test_fixed_days_of_the_rule_are_deadlines(world: World) -> None:
    assert list(deadlines(clause("c01"))) == [(EntryKind.APPLY, date(2025, 12, 31))]
    assert (EntryKind.CONFIRM, date(2024, 12, 31)) in list(deadlines(clause("c02")))
    world.published(rule=to_json(clause("c01")))
    assert EntryKind.APPLY in {entry.kind for entry in calendar_entries(date(2025, 12, 1), date(2025, 12, 31))}


def test_a_month_has_whole_weeks_from_monday() -> None:
    weeks = month_sheet(date(2023, 2, 1), [], date(2023, 2, 14))
    assert (weeks[0][0].day, weeks[-1][-1].day, len(weeks)) == (date(2023, 1, 30), date(2023, 3, 5), 5)
    assert [cell.day for week in weeks for cell in week if cell.is_today] == [date(2023, 2, 14)]


@pytest.mark.parametrize("asked", ["", "?month=2023-03", "?month=nonsense", "?month=0001-01", "?month=9999-12"])
def test_the_page_answers_whatever_month_is_asked(world: World, client: Client, asked: str) -> None:
    world.published()
    assert client.get(f"/policy-calendar/{asked}").status_code == 200


def test_the_file_is_a_calendar_with_short_lines(world: World, client: Client) -> None:
    world.published(title="技术改造奖补," * 9)
    answer = client.get("/policy-calendar.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "\\," in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert as_icalendar([], "x", "20230201T000000Z").count("VEVENT") == 0
