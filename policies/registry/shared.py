"""What is the same for every enterprise: dated catalogues of codes, and outside series of figures."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.models import User
from policies.registry.models import CatalogueEntry, SeriesPoint


@transaction.atomic
def enter_catalogue(
    *, catalogue: str, entries: Iterable[str], valid_from: date, by: User | None, valid_until: date | None = None
) -> int:
    """The codes are in force from the day on; one entered again is left as it is. Returns how many are new."""
    if by is not None:
        require(by, Act.WRITE_POLICY)
    before = CatalogueEntry.objects.filter(catalogue=catalogue).count()
    CatalogueEntry.objects.bulk_create(
        [
            CatalogueEntry(catalogue=catalogue, entry=entry, valid_from=valid_from, valid_until=valid_until)
            for entry in entries
        ],
        ignore_conflicts=True,
    )
    return CatalogueEntry.objects.filter(catalogue=catalogue).count() - before


@transaction.atomic
def enter_figure(*, series: str, valid_from: date, value: Decimal, by: User | None) -> SeriesPoint:
    """The figure is in force from the day on; entering that day again corrects it."""
    if by is not None:
        require(by, Act.WRITE_POLICY)
    point, _is_new = SeriesPoint.objects.update_or_create(
        series=series, valid_from=valid_from, defaults={"value": value}
    )
    return point
