"""`manage.py ready`: the schema is up to date and the English catalogues can be read."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel.translations import compile_catalogues
from cms.schema import migrate


class Command(BaseCommand):
    """What every start of the house needs first, in one process."""

    help = "Applies the migrations and compiles the catalogues that changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Schema first, then catalogues."""
        migrate()
        for path in compile_catalogues():
            self.stdout.write(str(path))
