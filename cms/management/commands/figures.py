"""`manage.py figures`: every figure of the county's report, computed from the database at this moment."""

import json
from datetime import date
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from cms.figures.printed import PAPER_WIDTH, print_report
from cms.figures.report import REPORT_PERIODS, ReportPeriods, figures_of
from marketplace.oversight.periods import Period


class Command(BaseCommand):
    """Prints tables, or with --json one object; --from and --to set the same days for every part."""

    help = "Prints the county's figures; without --from/--to each part over the period of its printed report."

    def add_arguments(self, parser: CommandParser) -> None:
        """Days are written YYYY-MM-DD; both are counted."""
        parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the report. Raises CommandError for half a period or one that ends before it begins."""
        periods = asked_periods(options["first"], options["last"])
        report = figures_of(periods)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        width = None if self.stdout.isatty() else PAPER_WIDTH
        print_report(report, periods, Console(file=cast(IO[str], self.stdout), width=width))


def asked_periods(first: date | None, last: date | None) -> ReportPeriods:
    """The periods of the printed reports, or the asked days for every part."""
    if first is None and last is None:
        return REPORT_PERIODS
    if first is None or last is None:
        raise CommandError("--from and --to go together")
    if last < first:
        raise CommandError("--to lies before --from")
    return ReportPeriods.same(Period(first, last))
