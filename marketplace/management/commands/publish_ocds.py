"""`manage.py publish_ocds DIR`: write releases.json and records.json, and exit with 0 only if both are valid."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.transaction import atomic

from marketplace.opendata.bodies import Body
from marketplace.opendata.queries import package_text, records, releases_of
from marketplace.opendata.services import publish_backlog
from marketplace.opendata.validation import package_faults

SHOWN = 20
BESIDE_PARTS = 2
"""Lines of a package that are no part of it: its head and its end."""


class Command(BaseCommand):
    """Publishes what is not yet published, writes both packages and checks them against the standard's schemas."""

    help = "Writes releases.json and records.json (OCDS 1.1.5) into DIR; fails unless both are valid."

    def add_arguments(self, parser: CommandParser) -> None:
        """DIR is made when it is not there."""
        parser.add_argument("directory", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with the faults when a package is not valid, or when there is nothing to publish."""
        directory: Path = options["directory"]
        directory.mkdir(parents=True, exist_ok=True)
        publish_backlog()
        with atomic():
            bodies = releases_of().values_list("body", flat=True).iterator(500)
            faults = self._write(directory, "releases", bodies)
            faults += self._write(directory, "records", records())
        if faults:
            raise CommandError("\n".join([*faults[:SHOWN], f"{len(faults)} faults"]))

    def _write(self, directory: Path, name: str, parts: Iterable[Body]) -> list[str]:
        """The package stands in its file; returns its faults. Neither writing nor judging holds more than a part."""
        target = directory / f"{name}.json"
        with target.open("w", encoding="utf-8") as file:
            file.writelines(package_text(name, parts))
        with target.open(encoding="utf-8") as file:
            self.stdout.write(f"{target}: {sum(1 for _line in file) - BESIDE_PARTS} {name}")
        with target.open(encoding="utf-8") as file:
            return list(package_faults(file, records=name == "records"))
