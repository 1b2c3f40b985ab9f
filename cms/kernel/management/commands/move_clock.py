"""`manage.py move_clock 2023-10-08T09:00`: whoever tries the demo county does not wait for its deadlines."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.kernel.clock import SHANGHAI, business_now, move_clock
from cms.kernel.errors import Refused


def moment(text: str) -> datetime:
    """The moment as written, in Asia/Shanghai where nothing else is said. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


class Command(BaseCommand):
    """The business clock runs on from the moment; without one the command says what time it is."""

    help = "Say the business time, or let the business clock of a demo county run on from a later moment."

    def add_arguments(self, parser: CommandParser) -> None:
        """To when; left out, nothing moves."""
        parser.add_argument("to", nargs="?", type=moment, metavar="YYYY-MM-DDTHH:MM")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError where the clock is real, and for a moment in its past."""
        try:
            now = business_now() if options["to"] is None else move_clock(options["to"], frozen=False)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(now.isoformat(timespec="minutes"))
