"""The director's agenda: a step is lived once or not at all, an interrupted year goes on, a small county is refused."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from rich.console import Console

from cms.demo.director.agenda import Step, at, live, lived_keys, ordered
from cms.demo.director.county_year import CountyYear, OtherCounty
from cms.demo.director.progress import progress_of
from cms.demo.director.year import Year
from cms.demo.generator.pools import DemandBelowPools
from cms.demo.models import LivedStep
from cms.kernel.clock import business_now
from cms.kernel.models import Event, Party
from tests.conftest import Clock
from tests.marketplace.worlds import uscc

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 1, 1), date(2023, 1, 3)


class Interrupted(RuntimeError):
    """The demo was killed."""


def nothing(*_given: object) -> None:
    """What the bank and the progress bar do in these tests."""


def a_year(routine: Callable[[date], list[Step]] = lambda day: []) -> Year:
    """Three days without a bank."""
    return Year(FIRST, LAST, new_day=nothing, worker_is_done=nothing, routine=routine, progress=nothing)


def founding(serial: int) -> Callable[[], Party]:
    """An act that leaves something behind."""
    return lambda: Party.objects.create(uscc=uscc(serial), name=f"单位{serial}")


def interrupted() -> None:
    """An act during which the demo is killed, after it wrote something."""
    founding(99)()
    raise Interrupted


def test_a_lived_step_is_noted_at_its_moment_on_the_business_clock(clock: Clock) -> None:
    moment = clock.set(at(FIRST, 10))
    live(Step(moment, "a party is founded", founding(1)))
    assert lived_keys() == {"a party is founded"}
    assert LivedStep.objects.get().lived_at == business_now()
    assert Party.objects.count() == 1


def test_a_step_that_raises_leaves_neither_its_work_nor_its_note(clock: Clock) -> None:
    with pytest.raises(Interrupted):
        live(Step(at(FIRST), "interrupted", interrupted))
    assert not LivedStep.objects.exists()
    assert not Party.objects.exists()


def test_a_step_lived_already_cannot_be_lived_again_and_its_second_work_is_undone(clock: Clock) -> None:
    live(Step(at(FIRST), "once", founding(1)))
    with pytest.raises(IntegrityError):
        live(Step(at(FIRST), "once", founding(2)))
    assert Party.objects.get().uscc == uscc(1)


def test_steps_of_one_moment_keep_the_order_in_which_they_were_given() -> None:
    steps = [Step(at(LAST), "last", nothing), Step(at(FIRST), "first", nothing), Step(at(FIRST), "second", nothing)]
    assert [step.key for step in ordered(steps)] == ["first", "second", "last"]


def test_a_year_meets_its_steps_and_its_routine_in_order_each_at_its_own_moment(clock: Clock) -> None:
    clock.set(at(FIRST, 0))
    met: list[tuple[str, datetime]] = []

    def step(day: date, hour: int, key: str) -> Step:
        return Step(at(day, hour), key, lambda: met.append((key, business_now())))

    agenda = [step(FIRST, 16, "afternoon"), step(LAST, 9, "last morning"), step(FIRST, 8, "morning")]
    a_year(lambda day: [step(day, 12, f"noon {day}")] if day == FIRST else []).walk(agenda)
    assert met == [
        ("morning", at(FIRST, 8)), (f"noon {FIRST}", at(FIRST, 12)), ("afternoon", at(FIRST, 16)),
        ("last morning", at(LAST, 9)),
    ]  # fmt: skip


def test_walking_on_after_an_interruption_skips_what_was_lived(clock: Clock) -> None:
    day = date(2023, 1, 2)
    before, after = Step(at(FIRST), "before", founding(1)), Step(at(LAST), "after", founding(3))
    with pytest.raises(Interrupted):
        a_year().walk([before, Step(at(day), "broken off", interrupted), after])
    assert lived_keys() == {"before", f"day {FIRST}"}

    a_year().walk([before, Step(at(day), "broken off", founding(2)), after])
    assert lived_keys() == {"before", "broken off", "after", *(f"day 2023-01-0{number}" for number in (1, 2, 3))}
    assert list(Party.objects.order_by("pk").values_list("uscc", flat=True)) == [uscc(1), uscc(2), uscc(3)]

    a_year().walk([before, after])
    assert Party.objects.count() == 3


def test_a_county_too_small_for_its_pools_is_refused_with_a_sentence_before_anything_is_written() -> None:
    events = Event.objects.count()
    with pytest.raises(DemandBelowPools) as refusal:
        CountyYear(seed=2023, size=100).live(nothing)
    assert "县域企业数 100 过少" in refusal.value.sentence
    assert (Party.objects.count(), LivedStep.objects.count(), Event.objects.count()) == (0, 0, events)


def test_the_command_says_why_and_ends_with_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("demo", "--county-size=100", "--no-serve")
    assert end.value.code == 2
    assert "县域企业数 100 过少" in capsys.readouterr().out.replace("\n", "")
    assert not LivedStep.objects.exists()


def test_without_a_terminal_each_month_has_a_line() -> None:
    said = io.StringIO()
    year = CountyYear(seed=2023, size=20_000, last=date(2023, 2, 2))
    with progress_of(year, "某县", Console(file=said, width=100)) as show:
        for day in range(year.days):
            show(FIRST + timedelta(days=day), 2)
    lines = said.getvalue().splitlines()
    assert [line.split("，")[0] for line in lines] == ["某县：开始", "某县：2023-01-31", "某县：2023-02-02"]
    assert ["62 件" in lines[1], "4 件" in lines[2]] == [True, True]


def test_another_size_in_the_same_database_is_refused_and_changes_nothing(clock: Clock) -> None:
    begun = CountyYear(seed=2023, size=20_000).name
    LivedStep.objects.create(key=begun, lived_at=business_now())
    events = Event.objects.count()
    with pytest.raises(OtherCounty) as refusal:
        CountyYear(seed=2023, size=5_000).live(nothing)
    assert begun in refusal.value.sentence
    assert (lived_keys(), Party.objects.count(), Event.objects.count()) == ({begun}, 0, events)
