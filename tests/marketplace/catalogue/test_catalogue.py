"""The service catalogue is loaded from rows, keeps its codes, and names competent departments."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import FieldsRefused, NotAllowed
from cms.kernel.models import User
from cms.kernel.roles import Role
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


def test_an_administrator_enters_a_service_type_and_names_another_department_in_the_browser(client: Client) -> None:
    world = market()
    chief = world.person("管理员", Role.ADMINISTRATOR, world.department)
    client.force_login(chief, "cms.kernel.people.login.EmailOrMobileBackend")
    entered = {"category": "咨询类", "name": "节能评估", "department": world.department.pk}
    assert client.post(reverse("marketplace:catalogue"), entered).status_code == 302
    kind = ServiceType.objects.get(name="节能评估")
    assert (kind.category.name, kind.department) == ("咨询类", world.department)
    other = world.party("县发展改革委")
    page = reverse("marketplace:competent_department", args=[kind.code])
    assert client.post(page, {"department": other.pk}).status_code == 422
    other.is_department = True
    other.save()
    assert client.post(page, {"department": other.pk}).status_code == 302
    kind.refresh_from_db()
    assert kind.department == other


def test_a_twenty_seventh_category_is_refused() -> None:
    load_catalogue(rows=[CatalogueRow(f"第{number}类", "", f"事项{number}", "") for number in range(26)], by=None)
    with pytest.raises(FieldsRefused):
        load_catalogue(rows=[CatalogueRow("第27类", "", "事项27", "")], by=None)
    assert (ServiceCategory.objects.count(), ServiceType.objects.count()) == (26, 26)
