"""The workbench shows each role what waits for it, with the right count, moment and page."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from cms.kernel.calendar import PUBLISHED_YEARS
from cms.kernel.models import Event, Membership, Party, User
from cms.kernel.roles import Role
from cms.pages.site import setup_site
from cms.workbench.trails import trail_of
from cms.workbench.waiting import SOURCES, waiting_for
from tests.cms.pages.worlds import site_officer
from tests.conftest import Clock
from tests.policies.disbursement.worlds import a_county
from tests.policies.grants.worlds import a_world, person_of
from tests.policies.officers import a_department, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february(clock: Clock, tmp_path: Path):
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def counts(user: User) -> dict[str, int]:
    """What waits for the person, by label, where something does."""
    return {str(one.label): one.count for one in waiting_for(Membership.objects.get(user=user)) if one.count}


def desk(user: User, address: str = "/desk/") -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_every_role_has_its_table() -> None:
    assert set(SOURCES) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_an_empty_workbench_and_every_source_answers(role: Role) -> None:
    person = a_person(role)
    assert counts(person) == {}
    assert "没有待办事项" in desk(person)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_a_year_without_a_calendar_waits_and_its_link_opens_the_register(role: Role, clock: Clock) -> None:
    setup_site()
    person = site_officer(role, a_department("县政府办"))
    clock.set(date(max(PUBLISHED_YEARS), 11, 2))
    assert counts(person) == {"节假日安排尚未登记的年度（涉及的期限均为暂定）": 1}
    register = reverse("wagtailsnippets_kernel_daychange:list")
    assert f'href="{register}"' in desk(person)
    assert "工作日调整" in desk(person, register)


def test_an_enterprise_sees_what_it_has_to_confirm_and_until_when() -> None:
    world = a_world()
    assert counts(world.reviewer) == {"待确认兑付名单的政策": 1}
    world.decide()
    assert counts(world.reviewer) == {"待联系的未确认企业": 2}
    person = person_of(world.firms[0])
    assert counts(person)["待确认的权益"] == 1
    assert "2023年2月16日 24:00" in desk(person)


def test_an_objection_waits_for_the_reviewer_of_its_department_only() -> None:
    world = a_world()
    notice = world.noticed()
    line = notice.lines.first()
    entered = {"line": line.pk, "name": "李群", "contact": "13800000000", "grounds": "有处罚"}
    Client().post(reverse("policies:object", args=[notice.pk]), entered)
    assert counts(world.reviewer)["待处理的异议"] == 1
    assert counts(a_person(Role.REVIEWER, a_department("县住建局"))) == {}


def test_a_batch_waits_for_the_person_of_its_step() -> None:
    county = a_county()
    county.locked(2)
    assert counts(county.checker) == {"待复核的批次": 1}
    county.approved(2)
    assert counts(county.releaser) == {"待签发的批次": 1}
    county.payments(3)
    assert counts(county.maker) == {"待编批的款项": 3}


def test_an_auditor_finds_a_payment_and_reads_its_trail_with_the_proof() -> None:
    county, auditor = a_county(), a_person(Role.AUDITOR)
    batch = county.locked(1)
    name = batch.payments.get().payee_name
    assert name in desk(auditor, reverse("workbench:find") + f"?q={name}")
    address = reverse("workbench:trail", args=["policies.batch", batch.pk])
    assert "哈希链校验通过" in desk(auditor, address)
    assert trail_of("policies.batch", batch.pk).is_sound


def test_an_altered_event_is_named_on_the_trail() -> None:
    batch = a_county().locked(1)
    trail = trail_of("policies.batch", batch.pk)
    trail.events[0].data = {"count": 99}
    assert trail.events[0].hash != trail.events[0].computed_hash()
    assert Event.objects.filter(subject_type="policies.batch").count() == len(trail.events)


def test_a_trail_of_nothing_is_not_found() -> None:
    auditor, client = a_person(Role.AUDITOR), Client()
    client.force_login(auditor)
    assert client.get("/trail/policies.batch/999999/").status_code == 404
    assert client.get("/trail/no.such/1/").status_code == 404
    assert Party.objects.filter(memberships__user=auditor).exists()
