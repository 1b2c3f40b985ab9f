"""The registers in the admin: forms that call services, refusals told on the form, nothing deleted."""

import re
from datetime import date

import pytest
from django.test import Client

from cms.kernel.models import CalendarDay, DayChange, Party, User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from policies.budgets.services import appropriate
from policies.models import FactKind, SeriesPoint
from policies.registry.kinds import enter_shared_kinds
from policies.rules.vocabulary import VOCABULARY
from tests.cms.pages.worlds import World, a_world, site_officer
from tests.conftest import Clock
from tests.policies.worlds import enterprise, officer

BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"
FIGURE = {"series": "series.lpr_1y", "valid_from": "2023-06-20", "value": "0.0355"}


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.set(date(2023, 6, 30))
    return a_world()


def entered(client: Client, user: User) -> Client:
    client.force_login(user, BACKEND)
    return client


def test_an_editor_enters_a_figure_and_a_refusal_is_told_on_the_form(world: World, client: Client) -> None:
    entered(client, world.editor)
    assert client.post("/admin/snippets/policies/seriespoint/add/", FIGURE).status_code == 302
    again = client.post("/admin/snippets/policies/seriespoint/add/", FIGURE)
    assert "不能重复登记" in again.content.decode()
    assert SeriesPoint.objects.count() == 1


def test_a_year_that_nobody_means_is_told_on_the_form(world: World, client: Client) -> None:
    entered(client, world.editor)
    answer = client.post("/admin/snippets/policies/seriespoint/add/", FIGURE | {"valid_from": "0203-06-20"})
    assert "1900 年至 2999 年" in answer.content.decode()
    assert not SeriesPoint.objects.exists()


def test_a_fact_is_defined_and_shared_ones_stand_fast(world: World, client: Client) -> None:
    entered(client, world.editor)
    posted = {"code": "water.used", "label_zh": "用水量", "label_en": "Water used", "kind": "number", "grain": "year"}
    assert client.post("/admin/snippets/policies/factkind/add/", posted).status_code == 302
    refused = client.post("/admin/snippets/policies/factkind/add/", posted | {"code": "finance.revenue"})
    made = FactKind.objects.get(code="water.used")
    assert (made.is_built_in, refused.status_code) == (False, 200)
    answer = client.get(f"/admin/snippets/policies/factkind/edit/{made.pk}/")
    assert 'value="用水量"' in answer.content.decode()


def test_registers_are_listed_by_name(world: World, client: Client) -> None:
    entered(client, world.editor).post("/admin/snippets/policies/seriespoint/add/", FIGURE)
    enter_shared_kinds()
    series = client.get("/admin/snippets/policies/seriespoint/").content.decode()
    assert f"/inspect/{SeriesPoint.objects.get().pk}/" in series
    label = VOCABULARY["series.lpr_1y"].label.zh
    assert re.search(rf"<a[^>]*/inspect/[^>]*>(?:\s|<span[^>]*>)*{label}", series)
    directory = client.get("/admin/snippets/policies/factkind/?q=finance.revenue").content.decode()
    assert all(name in directory for name in ("营业收入", "金额", "统计局", "年"))
    appropriate(line_id=world.line.pk, amount=yuan("120000"), document="云财预1号", by=officer(Role.MAKER))
    lines = client.get("/admin/snippets/policies/budgetline/").content.decode()
    assert lines.count("120,000.00元") == 2


def test_two_people_change_a_day_in_the_admin(world: World, client: Client) -> None:
    chief = site_officer(Role.ADMINISTRATOR, world.lead, "陈伟")
    proposed = {"day": "2023-07-12", "wanted": "free", "reason": "防汛停工"}
    entered(client, chief).post("/admin/snippets/kernel/daychange/add/", proposed)
    change = DayChange.objects.get()
    own = client.post(f"/admin/snippets/kernel/daychange/edit/{change.pk}/", {"decision": "approve"})
    assert "同一人不能办理两个环节" in own.content.decode()
    entered(client, world.reviewer).post(f"/admin/snippets/kernel/daychange/edit/{change.pk}/", {"decision": "approve"})
    assert CalendarDay.objects.get().is_working is False


def test_a_department_is_renamed_by_an_administrator_only(world: World, client: Client) -> None:
    address = f"/admin/snippets/kernel/party/edit/{world.legal.pk}/"
    renamed = {"name": "云川县司法局（行政复议局）", "short_name": "司法局"}
    assert entered(client, world.editor).post(address, renamed).status_code == 302
    assert Party.objects.get(pk=world.legal.pk).name == "云川县司法局"
    entered(client, site_officer(Role.ADMINISTRATOR, world.lead, "陈伟")).post(address, renamed)
    assert Party.objects.get(pk=world.legal.pk).short_name == "司法局"


def test_nothing_is_deleted_in_a_register_and_money_is_only_looked_at(world: World, client: Client) -> None:
    entered(client, world.editor).post("/admin/snippets/policies/seriespoint/add/", FIGURE)
    point = SeriesPoint.objects.get()
    for address in (f"seriespoint/delete/{point.pk}/", f"seriespoint/edit/{point.pk}/", "budgetline/add/"):
        assert client.post(f"/admin/snippets/policies/{address}", {}).status_code in {302, 403, 404}
    assert SeriesPoint.objects.get() == point


def test_a_policy_is_led_by_one_of_the_departments_and_no_other_party_is_offered(world: World, client: Client) -> None:
    enterprise(7, "云川县精工机械有限公司")
    entered(client, world.editor)
    chooser = "/admin/snippets/choose/kernel/party/"
    for offered in (client.get(chooser).json()["html"], client.get(f"{chooser}results/").content.decode()):
        assert world.lead.name in offered
        assert "精工机械" not in offered
