"""`manage.py compile_translations`: the English catalogues are ready to be read by gettext."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel.translations import compile_catalogues


class Command(BaseCommand):
    """Compile the catalogues that changed."""

    help = "Writes the .mo file of every .po file that is newer."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Every .mo file is as new as its .po file."""
        for path in compile_catalogues():
            self.stdout.write(str(path))
