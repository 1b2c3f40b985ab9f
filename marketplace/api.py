"""The marketplace's open interface: a feed of releases whose cursor never skips, and the record of a procurement."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Query, Schema
from pydantic import Field

from marketplace.opendata.queries import procurement_of, record_of, releases_after

LARGEST_PAGE = 1000

api = NinjaAPI(
    title="Zhida open contracting data",
    version="1.1",
    description="OCDS 1.1.5. Ask for releases after a number; keep the `next` you are given and ask again with it.",
    urls_namespace="market_api",
    docs_url=None,
)


class FeedAsked(Schema):
    """Where to go on, and how much to give."""

    after: int = Field(0, ge=0, le=2**62, description="The number given as `next` by the page before; 0 to begin.")
    limit: int = Field(100, ge=1, le=LARGEST_PAGE)


class FeedPage(Schema):
    """A page of the feed."""

    releases: list[dict[str, Any]]
    next: int
    is_last: bool


@api.get("/ocds/releases", response=FeedPage, summary="The feed of releases")
def feed(
    request: HttpRequest,
    asked: Query[FeedAsked],
) -> dict[str, Any]:
    """Releases in the order in which they became visible: one committed late gets a later number, none is lost."""
    found = releases_after(asked.after, asked.limit + 1)
    page = found[: asked.limit]
    return {
        "releases": [release.body for release in page],
        "next": page[-1].number if page else asked.after,
        "is_last": len(found) <= asked.limit,
    }


@api.get("/ocds/records/{ocid}", response=dict[str, Any], summary="The record of one procurement")
def one_record(request: HttpRequest, ocid: str) -> dict[str, Any]:
    """All releases of a procurement and what they come to; 404 when nothing of it was published."""
    procurement = procurement_of(ocid)
    found = record_of(procurement) if procurement is not None else None
    if found is None:
        raise Http404
    return found
