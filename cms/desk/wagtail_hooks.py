"""The Wagtail admin as our roles need it: registers to look up, and a menu without what is not theirs."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.desk.registers import register

OURS = frozenset({"explorer", "documents", "images", "registers"})

register()


@hooks.register("construct_main_menu")
def leave_what_is_ours(request: HttpRequest, items: list[Any]) -> None:
    """Pages, documents, images and registers; the rest of Wagtail's menu is for its superusers."""
    if not getattr(request.user, "is_superuser", False):
        items[:] = [item for item in items if item.name in OURS]
