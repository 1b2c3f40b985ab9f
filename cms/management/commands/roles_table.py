"""`manage.py roles_table`: write docs/ROLES.md from the table of role × action, or check that it is up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.kernel.roles_table import roles_table
from cms.settings.base import PROJECT_DIR

PAGE = PROJECT_DIR / "docs" / "ROLES.md"


class Command(BaseCommand):
    """Writes the page; with --check only compares."""

    help = "Writes docs/ROLES.md from the table of role and action; --check fails when it is out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        """--check changes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when --check finds another table on the page."""
        text = roles_table()
        if not options["check"]:
            PAGE.write_text(text, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            raise CommandError("docs/ROLES.md is out of date: manage.py roles_table writes it")
