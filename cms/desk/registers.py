"""The registers of the house as lists in the Wagtail admin, with forms for those that are kept by hand.

What stands in them is written by services, which check, keep what stood, and leave events; the forms only call them.
Money is moved on the finance pages alone: budget lines are looked up here, with what is left of them.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.desk.forms import (
    CatalogueEntryForm,
    DayChangeForm,
    DepartmentForm,
    FactKindForm,
    ListMembershipForm,
    SeriesPointForm,
)
from cms.kernel.access import Act, holds
from cms.kernel.display import money_text, told
from cms.kernel.models import CalendarDay, DayChange, Party
from cms.kernel.money import from_fen
from policies.budgets.models import BudgetLine
from policies.budgets.queries import lines_with_balances
from policies.catalogue.models import Policy
from policies.registry.codes import CodeChange, CodeEdition, CodeEntry
from policies.registry.facts import FactKind
from policies.registry.models import CatalogueEntry, ListMembership, SeriesPoint

LOOK = "view"
REGISTER_CODES = frozenset({"list_code", "catalogue", "series"})
APPROPRIATED, AVAILABLE = (
    Column(name, label=label, accessor=lambda line, fen=f"{name}_fen": money_text(from_fen(getattr(line, fen))))
    for name, label in (("appropriated", _("下达金额")), ("available", _("可用额度")))
)


def with_register_name(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    """The rows, each with the names of the register that the column names by its code."""
    kinds = FactKind.objects.filter(code=OuterRef(column))
    code = F(column)
    names = {name: Coalesce(Subquery(kinds.values(f"label_{name[-2:]}")), code) for name in ("name_zh", "name_en")}
    named: QuerySet[Any] = rows.annotate(**names)
    return named


class ByRegister(IndexView):
    """Rows that belong to a register of many: each is listed under that register's name, not its code."""

    @cached_property
    def columns(self) -> list[Any]:
        """The columns, the code of the register told by name."""
        found: list[Any] = list(super().columns)
        for column in found:
            if column.name in REGISTER_CODES:
                column.accessor = lambda row: told(row.name_zh, row.name_en)
        return found


class LookOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes here, not even a superuser; to look needs the permission to."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do the act: only looking can be allowed."""
        return action == LOOK and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether one of the acts is looking, and allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class Kept(ModelPermissionPolicy):
    """Entries are added, and some changed, by those who may `act`; nothing is deleted, not even by a superuser."""

    def __init__(self, model: type[Model], act: Act, allowed: frozenset[str]) -> None:
        super().__init__(model)
        self.act, self.allowed = act, allowed

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do the act."""
        if action == LOOK:
            return bool(super().user_has_permission(user, action))
        return action in self.allowed and holds(user, self.act)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether one of the acts is allowed."""
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


class KeptRegister(Register):
    """A register with a form whose saving is a service's act."""

    act: ClassVar[Act] = Act.KEEP_REGISTERS
    allowed: ClassVar[frozenset[str]] = frozenset({"add", "change"})
    form: ClassVar[type[WagtailAdminModelForm]]

    @property
    def permission_policy(self) -> Kept:
        """By the act."""
        return Kept(self.model, self.act, self.allowed)

    def get_form_class(self, for_update: bool = False) -> type[WagtailAdminModelForm]:
        """The form that calls the service."""
        return self.form

    def get_edit_handler(self) -> ObjectList:
        """The form's fields, one below the other."""
        panels = [FieldPanel(name) for name in self.form.declared_fields]
        return ObjectList(panels, base_form_class=self.form).bind_to_model(self.model)


class DepartmentChooser(SnippetChooserViewSet):
    """Whoever leads a policy is chosen among the departments, not among all parties of the county."""

    def get_object_list(self) -> QuerySet[Party]:
        """Departments by name."""
        return Party.objects.filter(is_department=True).order_by("name")


class Departments(KeptRegister):
    """Departments of the county."""

    model = Party
    form = DepartmentForm
    act = Act.MANAGE_PEOPLE
    icon = "group"
    menu_label = _("县直部门")
    chooser_viewset_class = DepartmentChooser
    chooser_per_page = 100
    list_display: ClassVar[list[str]] = ["name", "short_name", "name_en", "uscc"]
    inspect_view_fields: ClassVar[list[str]] = ["name", "short_name", "name_en", "uscc", "kind"]
    search_fields: ClassVar[list[str]] = ["name", "uscc"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """Only departments, not every enterprise."""
        return Party.objects.filter(is_department=True).order_by("name")


class Facts(KeptRegister):
    """The data directory: shared facts, which stand fast, and the county's own."""

    model = FactKind
    form = FactKindForm
    icon = "list-ol"
    menu_label = _("数据目录")
    list_display: ClassVar[list[str]] = ["__str__", "code", "kind", "source", "grain", "max_age_days"]
    inspect_view_fields: ClassVar[list[str]] = [
        "code", "label_zh", "label_en", "kind", "grain", "source", "unit_zh", "max_age_days", "choices", "code_set",
        "is_built_in",
    ]  # fmt: skip
    search_fields: ClassVar[list[str]] = ["code", "label_zh", "label_en"]


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


class Catalogues(KeptRegister):
    """Codes that a dated catalogue names."""

    model = CatalogueEntry
    form = CatalogueEntryForm
    icon = "table"
    menu_label = _("代码目录")
    index_view_class = ByRegister
    list_display: ClassVar[list[str]] = ["catalogue", "entry", "valid_from", "valid_until"]
    search_fields: ClassVar[list[str]] = ["catalogue", "entry"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """By catalogue, the latest first."""
        return with_register_name(CatalogueEntry.objects.order_by("catalogue", "-valid_from", "entry"), "catalogue")


class CodeEditions(Register):
    """Editions of the state's code sets; entered by `manage.py import_codes`."""

    model = CodeEdition
    icon = "table"
    menu_label = _("代码集版本")
    list_display: ClassVar[list[str]] = ["name", "code_set", "year", "in_force_from", "source"]
    inspect_view_fields: ClassVar[list[str]] = ["code_set", "year", "in_force_from", "source"]
    search_fields: ClassVar[list[str]] = ["code_set"]


class Codes(Register):
    """Codes of regions and industries with their names, by edition."""

    model = CodeEntry
    icon = "list-ol"
    menu_label = _("区划与行业代码")
    list_display: ClassVar[list[str]] = ["code", "name_zh", "edition"]
    list_filter: ClassVar[list[str]] = ["edition"]
    inspect_view_fields: ClassVar[list[str]] = ["edition", "code", "name_zh", "name_en"]
    search_fields: ClassVar[list[str]] = ["code", "name_zh"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """By edition and code."""
        return CodeEntry.objects.select_related("edition").order_by("-edition", "code")


class CodeChanges(Register):
    """What became of codes: renamed, merged, split off."""

    model = CodeChange
    icon = "history"
    menu_label = _("代码变更")
    list_display: ClassVar[list[str]] = ["old", "new", "fate", "changed_on", "document"]
    inspect_view_fields: ClassVar[list[str]] = ["code_set", "old", "new", "fate", "changed_on", "document"]
    search_fields: ClassVar[list[str]] = ["old", "new", "document"]


class DatedLists(KeptRegister):
    """Who stands on which list from when to when."""

    model = ListMembership
    form = ListMembershipForm
    icon = "list-ul"
    menu_label = _("名单")
    index_view_class = ByRegister
    list_display: ClassVar[list[str]] = ["list_code", "enterprise", "valid_from", "valid_until"]
    search_fields: ClassVar[list[str]] = ["list_code", "enterprise__party__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """The latest first."""
        rows = ListMembership.objects.select_related("enterprise__party").order_by("-valid_from", "-pk")
        return with_register_name(rows, "list_code")


class Series(KeptRegister):
    """Outside figures by the day they are in force from; what was superseded stays in sight."""

    model = SeriesPoint
    form = SeriesPointForm
    allowed = frozenset({"add"})
    icon = "history"
    menu_label = _("外部数列")
    index_view_class = ByRegister
    list_display: ClassVar[list[str]] = ["series", "valid_from", "value", "superseded_at"]
    search_fields: ClassVar[list[str]] = ["series"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """By series, the latest first."""
        return with_register_name(SeriesPoint.objects.order_by("series", "-valid_from", "-pk"), "series")


class BudgetLines(Register):
    """Budget lines with what is left of them, for whoever chooses one for a policy.

    They are opened and filled on the finance pages: there each move of money is a posting with its document, made by an
    officer whose membership is looked at, behind the strict content policy that the admin cannot keep.
    """

    model = BudgetLine
    icon = "site"
    menu_label = _("预算项目")
    list_display: ClassVar[list[Any]] = [
        "name", "code", "fiscal_year", "level", "department", APPROPRIATED, AVAILABLE,
    ]  # fmt: skip
    inspect_view_fields: ClassVar[list[str]] = ["fiscal_year", "code", "name", "level", "department", "opened_at"]
    search_fields: ClassVar[list[str]] = ["code", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """The latest year first, each with its balances."""
        return lines_with_balances().order_by("-fiscal_year", "code", "pk")


class CalendarDays(Register):
    """Days the county declares worked or free, over the published tables."""

    model = CalendarDay
    icon = "calendar-alt"
    menu_label = _("工作日历")
    list_display: ClassVar[list[str]] = ["day", "is_working", "reason"]


class DayChanges(KeptRegister):
    """Days that one person proposes to change and another decides about."""

    model = DayChange
    form = DayChangeForm
    act = Act.KEEP_CALENDAR
    icon = "calendar-check"
    menu_label = _("工作日调整")
    list_display: ClassVar[list[str]] = ["day", "told", "reason", "state_label", "proposed_by", "decided_by"]


class Registers(SnippetViewSetGroup):
    """All registers under one entry of the menu."""

    menu_label = _("登记簿")
    menu_name = "registers"
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        Departments, Policies, Facts, DatedLists, Catalogues, CodeEditions, Codes, CodeChanges, Series, BudgetLines,
        CalendarDays, DayChanges,
    )  # fmt: skip


def register() -> None:
    """The registers stand in the admin."""
    register_snippet(Registers)
