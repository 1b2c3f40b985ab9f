"""Releases and records as they are downloaded: packages, pages of the feed, one procurement's record."""

import json
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import QuerySet

from marketplace.needs.models import Procurement
from marketplace.opendata.bodies import Body, moment, ocid
from marketplace.opendata.merging import compiled
from marketplace.opendata.models import Release

CHUNK = 500


def releases_after(number: int, limit: int) -> list[Release]:
    """The releases after a place in the feed, in its order, at most `limit`."""
    return list(Release.objects.filter(number__gt=number).order_by("number")[:limit])


def releases_of(year: int | None = None) -> "QuerySet[Release]":
    """All releases, or those of procurements of one year, in the order of the feed."""
    found = Release.objects.order_by("number")
    return found if year is None else found.filter(procurement__year=year)


def years() -> list[int]:
    """The years that have something published, the latest first."""
    return list(Release.objects.order_by("-procurement__year").values_list("procurement__year", flat=True).distinct())


def record_of(procurement: Procurement) -> Body | None:
    """The record of one procurement; None when nothing of it was published."""
    bodies = list(procurement.releases.order_by("happened_at", "number").values_list("body", flat=True))
    return record(bodies) if bodies else None


def record(bodies: list[Body]) -> Body:
    """A record with its embedded releases, oldest first, and what they come to."""
    return {"ocid": bodies[0]["ocid"], "releases": bodies, "compiledRelease": compiled(bodies)}


def procurement_of(open_id: str) -> Procurement | None:
    """The procurement with an open contracting id."""
    prefix, _dash, code = open_id.partition("-ZJ")
    year, _line, number = code.partition("-")
    if prefix != settings.OCDS_PREFIX or not (year.isdecimal() and number.isdecimal()) or len(year + number) > 12:
        return None
    found = Procurement.objects.filter(year=int(year), number=int(number)).first()
    return found if found is not None and ocid(found.pk, found.code) == open_id else None


def records(year: int | None = None) -> Iterator[Body]:
    """Every record, by procurement, oldest first."""
    found = releases_of(year).order_by("procurement__year", "procurement__number", "happened_at", "number")
    held: list[Body] = []
    for release in found.values_list("body", flat=True).iterator(CHUNK):
        if held and held[0]["ocid"] != release["ocid"]:
            yield record(held)
            held = []
        held.append(release)
    if held:
        yield record(held)


def package_head(name: str, year: int | None = None) -> Body:
    """What a package says of itself; its date is that of the last change to what it holds."""
    last = releases_of(year).order_by("-happened_at").values_list("happened_at", flat=True).first()
    base = settings.WAGTAILADMIN_BASE_URL
    return {
        "uri": f"{base}/market/opendata/{name}.json" + (f"?year={year}" if year else ""),
        "version": "1.1",
        "publishedDate": moment(last) if last else "2023-01-01T00:00:00+08:00",
        "publisher": {"name": f"{settings.COUNTY_NAME}公共资源交易监督管理局"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publicationPolicy": f"{base}/market/opendata/",
    }


def package_text(name: str, parts: Iterable[Body], year: int | None = None) -> Iterator[str]:
    """A package as JSON text, written part by part, so that its size does not matter."""
    head = json.dumps(package_head(name, year), ensure_ascii=False)
    yield f'{head[:-1]}, "{name}": ['
    for place, part in enumerate(parts):
        yield (",\n" if place else "\n") + json.dumps(part, ensure_ascii=False)
    yield "\n]}\n"
