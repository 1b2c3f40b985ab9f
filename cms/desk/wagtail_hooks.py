"""The Wagtail admin as our roles need it: registers to look up, and a menu without what is not theirs."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem

from cms.desk.registers import register

OURS = frozenset({"explorer", "documents", "images", "registers"})

register()


@hooks.register("construct_homepage_summary_items")
def count_pages_only(_request: HttpRequest, items: list[Any]) -> None:
    """The home tells how many pages there are; images and documents are counted where they are kept."""
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_main_menu")
def leave_what_is_ours(request: HttpRequest, items: list[Any]) -> None:
    """Pages, documents, images and registers; the rest of Wagtail's menu is for its superusers."""
    if not getattr(request.user, "is_superuser", False):
        items[:] = [item for item in items if item.name in OURS]
