"""The check-up of an enterprise: every policy in force at once, how it stands, how much, and what to do."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.kernel.errands import run_due
from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.catalogue.states import Channel, ShortageRule
from policies.checkup.queries import checkup_of
from policies.checkup.states import Standing
from policies.models import Enterprise
from policies.registry.services import state_facts
from tests.policies.checkup.worlds import HONEST, PRIVATE, REVENUE, in_force
from tests.policies.grants.worlds import a_world, person_of
from tests.policies.officers import a_person
from tests.policies.worlds import enterprise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def a_firm(serial: int = 1, revenue: int = 900_000) -> Enterprise:
    """A private firm with last year's revenue in yuan; nothing is known of its credit."""
    firm = enterprise(serial, enterprise__is_private=True)
    facts = {("finance.revenue", "2022"): revenue * 100}
    state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 1, 20), by=None)
    return firm


def every_standing() -> None:
    """One policy of each kind for the firm."""
    in_force("text")
    in_force("dispatch", {"all": [PRIVATE, REVENUE]}, {"none": [PRIVATE]})
    in_force("near", PRIVATE, REVENUE)
    in_force("credit", PRIVATE, HONEST)
    in_force("private", PRIVATE)


def test_every_policy_is_told_with_how_it_stands_in_order_of_use() -> None:
    every_standing()
    found = {one.version.policy.code: one for one in checkup_of(a_firm(), "zh")}
    assert [(code, one.standing) for code, one in found.items()] == [
        ("private", Standing.MET),
        ("near", Standing.NEAR),
        ("credit", Standing.LACKING),
        ("dispatch", Standing.UNMET),
        ("text", Standing.BY_PERSON),
    ]
    assert found["private"].estimate is not None
    assert found["private"].estimate.high == 5_000_000
    assert "10万元" in found["near"].near
    assert [(one.fact, one.department) for one in found["credit"].missing] == [("严重违法失信", "信用办公室")]
    assert len(found["dispatch"].fails) == 2
    assert "无需申请" in found["private"].next_step


def test_a_near_miss_says_what_there_would_be() -> None:
    in_force("near", PRIVATE, REVENUE)
    (found,) = checkup_of(a_firm(), "zh")
    assert found.estimate is not None
    assert found.estimate.high == 5_000_000


def test_an_amount_that_a_pool_may_cut_is_said_to_be_at_most() -> None:
    in_force("shared", PRIVATE, shortage_rule=ShortageRule.PRO_RATA)
    (found,) = checkup_of(a_firm(), "zh")
    assert found.estimate is not None
    assert (found.estimate.is_up_to, found.estimate.is_exact) == (True, False)


def test_what_is_granted_already_is_not_recommended() -> None:
    world = a_world()
    run_due()
    assert [one.standing for one in checkup_of(world.firms[0], "zh")] == [Standing.MET]
    world.decide()
    assert [one.standing for one in checkup_of(world.firms[0], "zh")] == [Standing.HELD]


def test_the_number_of_queries_does_not_grow_with_the_policies() -> None:
    firm = a_firm()
    in_force("one", PRIVATE)
    with CaptureQueriesContext(connection) as few:
        checkup_of(firm, "zh")
    every_standing()
    with CaptureQueriesContext(connection) as many:
        assert len(checkup_of(firm, "zh")) == 6
    assert len(many) == len(few) <= 15


def test_the_page_shows_my_enterprise_and_writes_nothing(client: Client) -> None:
    every_standing()
    firm = a_firm()
    client.force_login(person_of(firm))
    events = Event.objects.count()
    page = client.get("/benefits/checkup/").content.decode()
    assert "以部门审核为准" in page
    assert firm.name in page
    assert "50,000.00" in page
    assert "只差：" in page
    assert Event.objects.count() == events


def test_another_enterprise_sees_its_own_only(client: Client) -> None:
    in_force("private", PRIVATE)
    a_firm()
    client.force_login(a_person(Role.ENTERPRISE))
    page = client.get("/benefits/checkup/").content.decode()
    assert "企业库中还没有贵单位的数据" in page
    assert "50,000.00" not in page


def test_what_must_be_applied_for_leads_to_the_application(client: Client) -> None:
    made = in_force("apply", PRIVATE, rule={"channels": {"usual": "on_application"}}, channel=Channel.ON_APPLICATION)
    client.force_login(person_of(a_firm()))
    page = client.get("/benefits/checkup/").content.decode()
    assert f'href="/apply/{made.pk}/"' in page
