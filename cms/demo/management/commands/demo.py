"""`manage.py demo`: lives through the demo county's year, prints the figures, and serves the house."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from cms.demo.director.county_year import CountyYear, OtherCounty
from cms.demo.director.logins import print_logins
from cms.demo.director.processes import DemoRunning, only_demo
from cms.demo.director.progress import progress_of
from cms.demo.director.serving import serve
from cms.demo.generator.pools import DemandBelowPools
from cms.figures.printed import print_report
from cms.figures.report import REPORT_PERIODS, figures_of

SEED = 2023


class Command(BaseCommand):
    """Runs the main job on the demo county; doing it again changes nothing."""

    requires_system_checks = []
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
        call_command("ready")
        console = Console()
        year = CountyYear(seed=SEED, size=options["county_size"])
        try:
            with only_demo(year.folder):
                self.run_demo(year, console, None if options["no_serve"] else options["port"])
        except (DemandBelowPools, OtherCounty, DemoRunning) as refusal:
            console.print(f"[bold red]{refusal.sentence}[/]")
            sys.exit(2)

    def run_demo(self, year: CountyYear, console: Console, port: int | None) -> None:
        """The year, telling how far it is; the summary; then the servers, when a port is given."""
        with progress_of(year, "云川县 2023", console) as show:
            year.live(show)
        print_report(figures_of(REPORT_PERIODS), REPORT_PERIODS, console)
        if port is not None:
            print_logins(console, port)
            serve(port)
