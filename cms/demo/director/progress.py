"""How far the year is: a bar on a terminal, a line a month where there is none (a log, a pipe)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cms.demo.director.county_year import FIRST, CountyYear

Show = Callable[[date, int], None]
"""Told each day that is over, and how many steps were lived on it just now."""


@contextmanager
def progress_of(year: CountyYear, name: str, console: Console) -> Iterator[Show]:
    """What the block calls with each day of the year that is over."""
    if not console.is_terminal:
        yield line_a_month(year, name, console)
        return
    columns = (
        TextColumn("[bold]{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[day]}"),
    )  # fmt: skip
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(name, total=year.days, day="")
        yield lambda day, _steps: bar.update(task, completed=(day - FIRST).days + 1, day=f"{day:%Y-%m-%d}")


def line_a_month(year: CountyYear, name: str, console: Console) -> Show:
    """Prints a line when a month, or the year, is over: the steps it had and the seconds since the start."""
    started, months = time.monotonic(), {f"{FIRST:%Y-%m}": 0}
    console.print(f"{name}：开始，共 {year.days} 天")

    def show(day: date, steps: int) -> None:
        month = f"{day:%Y-%m}"
        months[month] = months.get(month, 0) + steps
        if day == year.last or (day + timedelta(days=1)).month != day.month:
            seconds = round(time.monotonic() - started)
            console.print(f"{name}：{day:%Y-%m-%d}，本月办理 {months[month]} 件，累计用时 {seconds} 秒")

    return show
