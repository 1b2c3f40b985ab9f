"""Filling the service catalogue from a list, and naming competent departments."""

import string
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.errors import FieldsRefused
from cms.kernel.models import Party, User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.catalogue.models import ServiceCategory, ServiceType


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of the service catalogue; `department` may be named later."""

    category: str
    category_en: str
    name: str
    name_en: str
    department: Party | None = None


@atomic
def load_catalogue(*, rows: Sequence[CatalogueRow], by: User | None) -> int:
    """Every row is a service type in its category; known ones are brought up to date; returns how many there are.

    Codes follow the order of first loading (A01, A02, B01 …) and never change. `by` is None when the house is set up.
    Raises NotAllowed, FieldsRefused when a line has no name.
    """
    if by is not None:
        require(by, Act.MANAGE_CATALOGUE)
    for number, row in enumerate(rows, start=1):
        if not row.category.strip() or not row.name.strip():
            raise FieldsRefused({f"row {number}": [_("类别名称和服务事项名称均不能为空。")]})
        _load(row, by)
    return ServiceType.objects.count()


def _load(row: CatalogueRow, by: User | None) -> None:
    category = ServiceCategory.objects.filter(name=row.category).first()
    if category is None:
        opened = ServiceCategory.objects.count()
        if opened == len(string.ascii_uppercase):
            raise FieldsRefused({"category": [_("类别已达 26 个，不能再新设类别。")]})
        letter = string.ascii_uppercase[opened]
        category = ServiceCategory.objects.create(code=letter, name=row.category, name_en=row.category_en)
    kind = ServiceType.objects.filter(name=row.name).first()
    if kind is None:
        code = f"{category.code}{category.service_types.count() + 1:02d}"
        kind = ServiceType.objects.create(
            category=category, code=code, name=row.name, name_en=row.name_en, department=row.department
        )
        record("service_type.entered", about=kind, by=by, code=code)
    elif row.department is not None and kind.department_id != row.department.pk:
        name_department(service_type_id=kind.pk, department=row.department, by=by)


@atomic
def name_department(*, service_type_id: int, department: Party, by: User | None) -> ServiceType:
    """`department` is competent for the service type from now on. Raises NotAllowed, FieldsRefused."""
    if by is not None:
        require(by, Act.MANAGE_CATALOGUE)
    if not department.is_department:
        raise FieldsRefused({"department": [_("行业主管部门必须是县直部门。")]})
    kind = locked(ServiceType, service_type_id)
    kind.department = department
    kind.save(update_fields=["department"])
    record("service_type.department_named", about=kind, by=by, department=department.pk)
    return kind
