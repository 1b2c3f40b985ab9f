"""`manage.py check_translations`: fails while any message lacks a good English translation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.kernel.translations import WINGS, disagreements, problems, read_catalogue


class Command(BaseCommand):
    """List what is missing, dead, fuzzy or has other placeholders, and messages whose source is not Chinese."""

    help = "Exits with 1 and a list while a translation is missing, dead, fuzzy or at odds with its source or a sister."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing if all is well. Raises CommandError with the number of problems."""
        found = [sentence for wing in WINGS for sentence in problems(wing)]
        found += disagreements({wing: read_catalogue(wing) for wing in WINGS})
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                f"{len(found)} problems with translations; manage.py extract_translations lists new messages"
            )
