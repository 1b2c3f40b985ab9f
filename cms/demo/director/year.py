"""The year itself: the business clock goes from step to step, and the house keeps up with it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from cms.demo.director.agenda import Step, at, live, lived_keys
from cms.kernel.clock import business_now, move_clock
from cms.kernel.errands import run_due, tick

OWN_QUEUES = frozenset({"default", "matching"})
"""Queues whose errands the director runs itself; the bank's, the records and the mail are the worker's."""


class Year:
    """Walks from the first day to the last; `new_day` begins each; no day ends, and nobody
    starts to work on one, before `worker_is_done` has waited for what the bank was asked and what goes on record."""

    def __init__(
        self,
        first: date,
        last: date,
        *,
        new_day: Callable[[date], None],
        worker_is_done: Callable[[], None],
        routine: Callable[[date], Sequence[Step]],
        progress: Callable[[date, int], None],
    ) -> None:
        self.first, self.last = first, last
        self.new_day, self.worker_is_done, self.routine, self.progress = new_day, worker_is_done, routine, progress
        self.lived = lived_keys()

    def walk(self, agenda: Sequence[Step]) -> None:
        """Every step of the agenda and of the daily routine is lived in order of its moment."""
        by_day: dict[date, list[Step]] = {}
        for step in agenda:
            by_day.setdefault(step.at.date(), []).append(step)
        day = self.first
        while day <= self.last:
            lived = 0 if self._is_over(day) else self._day(day, by_day.get(day, []))
            self.progress(day, lived)
            day += timedelta(days=1)

    def _is_over(self, day: date) -> bool:
        return f"day {day}" in self.lived

    def _day(self, day: date, steps: list[Step]) -> int:
        """The day is lived to its end; returns how many steps that took."""
        before = len(self.lived)
        move_clock(max(at(day, 0, 5), business_now()))
        self.new_day(day)
        tick()
        self._catch_up()
        self.worker_is_done()
        for step in sorted([*steps, *self.routine(day)], key=lambda each: each.at):
            if step.key in self.lived:
                continue
            if step.at > business_now():
                move_clock(step.at)
            if step.falls_due:
                tick()
            live(step)
            self._catch_up()
            self.lived.add(step.key)
        self.worker_is_done()
        live(Step(at(day, 23), f"day {day}", lambda: None))
        self.lived.add(f"day {day}")
        return len(self.lived) - before - 1

    @staticmethod
    def _catch_up() -> None:
        run_due(OWN_QUEUES)
