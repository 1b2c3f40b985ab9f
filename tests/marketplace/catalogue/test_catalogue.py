"""The service catalogue is loaded from rows, keeps its codes, and names competent departments."""

import pytest

from cms.kernel.errors import FieldsRefused, NotAllowed
from cms.kernel.models import User
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.catalogue.services import CatalogueRow, load_catalogue, name_department
from tests.marketplace.worlds import market

pytestmark = pytest.mark.django_db

ROWS = [
    CatalogueRow("工程建设类", "Engineering construction", "工程勘察", "Engineering survey"),
    CatalogueRow("工程建设类", "Engineering construction", "工程设计", "Engineering design"),
    CatalogueRow("财务评估类", "Finance and valuation", "财务审计", "Financial audit"),
]


def test_loading_twice_changes_nothing() -> None:
    assert load_catalogue(rows=ROWS, by=None) == 3
    codes = list(ServiceType.objects.order_by("code").values_list("code", "name"))
    assert codes == [("A01", "工程勘察"), ("A02", "工程设计"), ("B01", "财务审计")]
    assert load_catalogue(rows=list(reversed(ROWS)), by=None) == 3
    assert list(ServiceType.objects.order_by("code").values_list("code", "name")) == codes
    assert ServiceCategory.objects.count() == 2


def test_a_row_without_a_name_is_told_by_its_number_and_nothing_is_loaded() -> None:
    with pytest.raises(FieldsRefused) as refused:
        load_catalogue(rows=[*ROWS, CatalogueRow("工程建设类", "", " ", "")], by=None)
    assert list(refused.value.fields) == ["row 4"]
    assert not ServiceType.objects.exists()


def test_only_a_department_is_competent_and_only_an_administrator_names_it() -> None:
    world = market()
    with pytest.raises(FieldsRefused):
        name_department(service_type_id=world.service_type.pk, department=world.owner.party, by=None)
    anybody = User.objects.create_user(name="某人", email="anybody@market.example")
    with pytest.raises(NotAllowed):
        load_catalogue(rows=ROWS, by=anybody)
    later = [CatalogueRow("测绘规划类", "", "工程测绘", "", world.department)]
    assert load_catalogue(rows=later, by=None) == 1
