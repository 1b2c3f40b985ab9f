"""The pages that gather most ask the database little, and no more where more waits."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.applications.reviewing import return_application
from tests.cms.pages.worlds import RULE
from tests.cms.pages.worlds import a_world as a_site
from tests.conftest import Clock
from tests.marketplace.worlds import market
from tests.policies.applications.worlds import a_world
from tests.policies.grants.worlds import person_of
from tests.policies.officers import a_person
from tests.policies.worlds import enterprise

MOST = 29
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february(clock: Clock, tmp_path: Path):
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path), MEDIA_ROOT=str(tmp_path)):
        yield


def asked(address: str, user: User | None = None) -> int:
    """How often the page asks the database, once what is kept between requests is warm."""
    client = Client()
    if user is not None:
        client.force_login(user)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("role", list(Role))
def test_a_desk_asks_once_for_everything_that_waits(role: Role) -> None:
    assert asked("/desk/", a_person(role)) <= 17


def test_an_application_asks_little_on_either_side_of_the_counter_in_every_state() -> None:
    world = a_world(papers="发票\n合同", co_departments=2)
    mine = reverse("policies:application", args=[world.written().pk])
    found = {"draft": asked(mine, world.clerk)}
    one = world.submitted()
    theirs = reverse("policies:review_application", args=[one.pk])
    found |= {"submitted": asked(mine, world.clerk), "under review": asked(theirs, world.reviewer)}
    return_application(application_id=one.pk, corrections={"scale": "核对", "account": "核对"}, by=world.reviewer)
    found |= {"returned": asked(mine, world.clerk), "given back": asked(theirs, world.reviewer)}
    assert {state: count for state, count in found.items() if count > MOST} == {}


def test_the_market_asks_no_more_for_more_needs_and_its_report_asks_little() -> None:
    place = market()
    place.need()
    few = asked(reverse("marketplace:needs"))
    place.need(title="城北片区地形图测绘")
    assert asked(reverse("marketplace:needs")) == few <= 12
    assert asked(reverse("marketplace:reports")) <= 20


def test_a_policy_page_and_the_admins_home_ask_little() -> None:
    site = a_site()
    site.published(rule={**RULE, "who": {"all": [{"holds": "enterprise.is_private"}]}})
    clerk = person_of(enterprise(1, "云川精工有限公司", enterprise__is_private=True))
    assert asked("/policies/tech/", clerk) <= MOST
    assert asked(reverse("wagtailadmin_home"), site.editor) <= MOST
    assert asked("/desk/", site.reviewer) <= MOST
