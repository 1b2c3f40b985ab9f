"""Sets the public site up, once or again: pages, review, groups (see cms.pages.site)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.kernel.models import Party
from cms.pages.site import setup_site


class Command(BaseCommand):
    """`manage.py setup_house [--legal-department USCC]`; running it again changes nothing that stands."""

    help = "Set the public site up: fixed pages, the review of policies, the groups of the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who does the fair-competition review."""
        parser.add_argument("--legal-department", default="", metavar="USCC")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when the code names no department."""
        uscc = options["legal_department"]
        legal = Party.objects.filter(uscc=uscc, is_department=True).first() if uscc else None
        if uscc and legal is None:
            raise CommandError(f"no department has the code {uscc}")
        home = setup_site(legal_department=legal)
        self.stdout.write(f"the site stands: {home.url}")
