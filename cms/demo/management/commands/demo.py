"""`manage.py demo`: lives through the demo county's year, prints the figures, and serves the house."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cms.demo.director.county_year import CountyYear, OtherCounty
from cms.demo.director.logins import print_logins
from cms.demo.director.serving import serve
from cms.demo.generator.pools import DemandBelowPools
from cms.figures.printed import print_report
from cms.figures.report import REPORT_PERIODS, figures_of

SEED = 2023


class Command(BaseCommand):
    """Runs the main job on the demo county; doing it again changes nothing."""

    help = "Live through the demo county's year, print the figures, then serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The size of the county, and whether to serve afterwards."""
        parser.add_argument("--county-size", type=int, default=20_000, help="number of enterprises")
        parser.add_argument("--no-serve", action="store_true", help="end after the summary")
        parser.add_argument("--port", type=int, default=8000, help="where to serve")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lives the year, prints the summary, serves."""
        if not settings.BUSINESS_CLOCK_MOVABLE:
            raise CommandError("演示数据只能在演示环境中生成。")
        console = Console()
        try:
            self.live(console, options["county_size"])
        except (DemandBelowPools, OtherCounty) as refusal:
            console.print(f"[bold red]{refusal.sentence}[/]")
            sys.exit(2)
        print_report(figures_of(REPORT_PERIODS), REPORT_PERIODS, console)
        if not options["no_serve"]:
            print_logins(console, options["port"])
            serve(options["port"])

    def live(self, console: Console, size: int) -> None:
        """The year, with a bar that shows the day."""
        columns = (
            TextColumn("[bold]{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("{task.fields[day]}"),
        )  # fmt: skip
        with ExitStack() as stack:
            bar = stack.enter_context(Progress(*columns, console=console))
            year = CountyYear(seed=SEED, size=size)
            task = bar.add_task("云川县 2023", total=year.days, day="")

            def show(day: date, steps: int) -> None:
                bar.update(task, advance=1, day=f"{day:%Y-%m-%d}")

            year.live(show)
