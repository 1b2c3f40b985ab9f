"""`manage.py extract_translations`: the English catalogues list exactly what the sources say."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel.translations import WINGS, extract_catalogue


class Command(BaseCommand):
    """Bring the catalogues up to the sources, keeping what is translated."""

    help = (
        "Updates <wing>/locale/en/LC_MESSAGES/django.po: keeps translations, adds new messages empty, drops dead ones."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Every catalogue is up to date."""
        for wing in WINGS:
            extract_catalogue(wing)
