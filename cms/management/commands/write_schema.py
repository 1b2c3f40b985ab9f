"""`manage.py write_schema`: what the migrations make is kept as SQL, for databases that are empty."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.schema import SCHEMA, schema_by_migrations


class Command(BaseCommand):
    """To be run after every new migration; a test fails until it was."""

    help = "Writes cms/schema.sql, from which an empty database is made in seconds."

    def handle(self, *args: Any, **options: Any) -> None:
        """The file stands for today's migrations."""
        SCHEMA.write_text(schema_by_migrations(), encoding="utf-8")
        self.stdout.write(f"{SCHEMA} ({SCHEMA.stat().st_size // 1024} KiB)")
