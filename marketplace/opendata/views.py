"""Pages of open data: what there is and how to take it, and the packages as files."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from cms.kernel.access import public
from marketplace.opendata.models import Release
from marketplace.opendata.queries import package_text, records, releases_of, years


@public
def opendata(request: HttpRequest) -> HttpResponse:
    """What is published, as which files, and how to follow the feed."""
    context = {
        "years": years(),
        "releases": Release.objects.count(),
        "procurements": Release.objects.order_by().values("procurement").distinct().count(),
        "last": Release.objects.order_by("-number").first(),
    }
    return render(request, "marketplace/opendata/opendata.html", context)


@public
def releases_file(request: HttpRequest) -> StreamingHttpResponse:
    """All releases, or those of one year, as one package."""
    year = _year(request)
    bodies = releases_of(year).values_list("body", flat=True).iterator(500)
    return _file("releases", package_text("releases", bodies, year), year)


@public
def records_file(request: HttpRequest) -> StreamingHttpResponse:
    """All records, or those of one year, as one package."""
    year = _year(request)
    return _file("records", package_text("records", records(year), year), year)


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


def _file(name: str, text: Iterator[str], year: int | None) -> StreamingHttpResponse:
    answer = StreamingHttpResponse((part.encode() for part in text), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}{f"-{year}" if year else ""}.json"'
    return answer
