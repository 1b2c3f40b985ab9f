"""One kind of thing that waits for somebody: which rows, since or until when, and the page on which to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from cms.kernel.people.models import Membership
from cms.pages.models import PolicyIndexPage

LIBRARY: Final = "wagtailadmin_explore"
"""The page of a source that leads to the drafts in the policy library."""
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that waits: its rows for a membership, the column that says since (or until) when (if any),
    the page."""

    label: Promise
    rows: Callable[[Membership], Rows]
    column: str
    page: str
    query: str = ""
    is_deadline: bool = False

    @property
    def address(self) -> str:
        """Where to go."""
        library = PolicyIndexPage.objects.first() if self.page == LIBRARY else None
        if self.page == LIBRARY:
            return reverse(LIBRARY, args=[library.pk]) if library else reverse("wagtailadmin_explore_root")
        return reverse(self.page) + self.query
