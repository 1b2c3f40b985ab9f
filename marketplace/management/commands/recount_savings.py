"""`manage.py recount_savings`: make the sums behind every savings figure anew from the contracts."""

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.oversight.counting import recount


class Command(BaseCommand):
    """Needed after contracts were changed past the services, such as by an import; harmless at any other time."""

    help = "Recounts what contracts saved, from the contracts themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many contracts were counted."""
        self.stdout.write(f"{recount()} contracts counted")
