"""Keyset paging shows every row once, whichever way one walks."""

import pytest
from django.http import QueryDict

from cms.kernel.paging import Page, page_of
from cms.kernel.people.models import Party

ORDERS = {"name": ("name", "pk"), "newest": ("-pk",)}

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties() -> list[Party]:
    """Seven parties, three of one name."""
    names = ["乙", "甲", "丙", "甲", "丁", "甲", "戊"]
    return [Party.objects.create(uscc=f"9134010000000000{n:02}", name=name) for n, name in enumerate(names)]


def ask(query: str, size: int = 3) -> Page[Party]:
    """The page at an address."""
    return page_of(Party.objects.all(), QueryDict(query), orders=ORDERS, size=size)


def walk(sort: str) -> list[int]:
    """Every row from the first page to the last."""
    page = ask(f"sort={sort}")
    seen = [row.pk for row in page.rows]
    while page.after:
        page = ask(f"sort={sort}&after={page.after}")
        seen += [row.pk for row in page.rows]
    return seen


@pytest.mark.parametrize("sort", ["name", "-name", "newest", "-newest"])
def test_walking_forward_shows_every_row_once_in_order(parties: list[Party], sort: str) -> None:
    seen = walk(sort)
    assert sorted(seen) == sorted(party.pk for party in Party.objects.all())
    assert walk(sort.removeprefix("-")) == seen or walk(f"-{sort}".replace("--", "")) == seen[::-1]


def test_walking_back_shows_the_page_one_came_from(parties: list[Party]) -> None:
    first = ask("sort=name")
    second = ask(f"sort=name&after={first.after}")
    assert [row.pk for row in ask(f"sort=name&before={second.before}").rows] == [row.pk for row in first.rows]
    assert first.before == ""


def test_a_row_added_before_the_cursor_shifts_nothing(parties: list[Party]) -> None:
    first = ask("sort=-newest")
    expected = [row.pk for row in ask(f"sort=-newest&after={first.after}").rows]
    Party.objects.filter(pk=first.rows[0].pk).delete()
    assert [row.pk for row in ask(f"sort=-newest&after={first.after}").rows] == expected


@pytest.mark.parametrize("query", ["after=broken", "before=%%%", "sort=password", "after=W10", "after=WyJ4Il0"])
def test_a_damaged_address_gives_the_first_page(parties: list[Party], query: str) -> None:
    assert [row.pk for row in ask(query).rows] == [row.pk for row in ask("").rows]
