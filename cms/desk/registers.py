"""The registers of the house as lists in the Wagtail admin: to look up, not to change.

What stands in them is written by services, which check and leave events; a form of the admin would do neither.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.kernel.models import CalendarDay, Party
from policies.budgets.models import BudgetLine
from policies.catalogue.models import Policy
from policies.registry.models import CatalogueEntry, ListMembership

LOOK = "view"


class LookOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes here, not even a superuser; to look needs the permission to."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do the act: only looking can be allowed."""
        return action == LOOK and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether one of the acts is looking, and allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class Register(SnippetViewSet):
    """A list with a search and a page per row, without forms."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50

    @property
    def permission_policy(self) -> LookOnly:
        """Look only."""
        return LookOnly(self.model)


class Departments(Register):
    """Departments of the county."""

    model = Party
    icon = "group"
    menu_label = _("县直部门")
    list_display: ClassVar[list[str]] = ["name", "short_name", "uscc"]
    inspect_view_fields: ClassVar[list[str]] = ["name", "short_name", "uscc", "kind"]
    search_fields: ClassVar[list[str]] = ["name", "uscc"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """Only departments, not every enterprise."""
        return Party.objects.filter(is_department=True).order_by("name")


class Policies(Register):
    """Benefit families."""

    model = Policy
    icon = "doc-full"
    menu_label = _("政策登记")
    list_display: ClassVar[list[str]] = ["code", "title_zh", "lead_department", "channel"]
    inspect_view_fields: ClassVar[list[str]] = [
        "code", "title_zh", "title_en", "lead_department", "benefit_class", "level", "channel", "document_number",
    ]  # fmt: skip
    search_fields: ClassVar[list[str]] = ["code", "title_zh"]


class Catalogues(Register):
    """Codes that a dated catalogue names."""

    model = CatalogueEntry
    icon = "table"
    menu_label = _("代码目录")


class DatedLists(Register):
    """Who stands on which list from when to when."""

    model = ListMembership
    icon = "list-ul"
    menu_label = _("名单")


class BudgetLines(Register):
    """Budget lines; their money is seen, and moved, on the finance pages only."""

    model = BudgetLine
    icon = "site"
    menu_label = _("预算项目")
    list_display: ClassVar[list[str]] = ["fiscal_year", "code", "name", "department"]
    inspect_view_fields: ClassVar[list[str]] = ["fiscal_year", "code", "name", "department", "opened_at"]
    search_fields: ClassVar[list[str]] = ["code", "name"]


class CalendarDays(Register):
    """Days the county declares worked or free, over the published tables."""

    model = CalendarDay
    icon = "calendar-alt"
    menu_label = _("工作日历")
    list_display: ClassVar[list[str]] = ["day", "is_working", "reason"]


class Registers(SnippetViewSetGroup):
    """All registers under one entry of the menu."""

    menu_label = _("登记簿")
    menu_name = "registers"
    menu_icon = "list-ul"
    menu_order = 300
    items = (Departments, Policies, Catalogues, DatedLists, BudgetLines, CalendarDays)


def register() -> None:
    """The registers stand in the admin."""
    register_snippet(Registers)
