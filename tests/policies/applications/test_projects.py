"""A benefit given once a project: an enterprise asks for each of its projects, and for none of them twice."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import Refused
from cms.kernel.models import Event
from policies.applications.errors import ProjectUnnamed
from policies.applications.models import Application
from policies.applications.services import Project, begin_application, claim_at_once
from policies.applications.states import ApplicationState
from policies.catalogue.states import Channel, OncePer
from policies.grants.errors import GrantedBefore
from policies.grants.models import Grant
from policies.grants.scopes import LONGEST_KEY, project_scope
from policies.grants.services import decide_grants
from tests.policies.applications.worlds import World, a_world
from tests.policies.grants.worlds import person_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
LINE_A, LINE_B = Project("2301-341826-04-01-000001", "一号生产线"), Project("2301-341826-04-01-000002", "二号生产线")


def per_project(channel: Channel = Channel.AT_ONCE) -> World:
    return a_world(channel, revenue=2_000_000, once_per=OncePer.PROJECT)


def click(world: World, project: Project) -> Application:
    return claim_at_once(
        version_id=world.version.pk, enterprise_id=world.firm.pk, account_id=world.account(), scale="S",
        by=world.clerk, project=project,
    )  # fmt: skip


def refused(work: object, reason: type[Refused]) -> None:
    """The work is refused and leaves nothing."""
    before = (Event.objects.count(), Application.objects.count(), Grant.objects.count())
    with pytest.raises(reason):
        work()  # type: ignore[operator]
    assert (Event.objects.count(), Application.objects.count(), Grant.objects.count()) == before


def test_two_projects_of_one_enterprise_are_granted_and_none_of_them_twice() -> None:
    world = per_project()
    for project in (LINE_A, LINE_B):
        assert click(world, project).state == ApplicationState.GRANTED
    refused(lambda: click(world, LINE_A), GrantedBefore)
    assert list(Grant.objects.order_by("pk").values_list("scope_key", "period")) == [
        (f"enterprise:{world.firm.pk}:project:23013418260401000001", ""),
        (f"enterprise:{world.firm.pk}:project:23013418260401000002", ""),
    ]


@pytest.mark.parametrize(
    "written",
    ["2301 341826 04 01 000001", "２３０１－３４１８２６－０４－０１－０００００１", "(2301)341826/0401/000001"],
)
def test_a_project_is_the_same_however_its_number_is_written(written: str) -> None:
    world = per_project()
    click(world, LINE_A)
    refused(lambda: click(world, Project(written, "换个名字")), GrantedBefore)


@pytest.mark.parametrize("project", [Project(), Project("---", "一号生产线"), Project("1", " ")])
def test_who_names_no_project_is_refused(project: Project) -> None:
    world = per_project()
    refused(lambda: click(world, project), ProjectUnnamed)


def test_a_draft_of_one_project_is_not_in_the_way_of_another() -> None:
    world = per_project(Channel.ON_APPLICATION)

    def begin(project: Project) -> Application:
        ids = {"version_id": world.version.pk, "enterprise_id": world.firm.pk}
        return begin_application(**ids, by=world.clerk, project=project)

    first, second = begin(LINE_A), begin(LINE_B)
    assert begin(LINE_A).pk == first.pk != second.pk


def test_the_database_refuses_a_second_live_grant_of_a_project() -> None:
    world = per_project()
    click(world, LINE_A)
    click(world, LINE_B)
    first, second = Grant.objects.order_by("pk")
    with pytest.raises(IntegrityError, match="scope"), transaction.atomic():
        Grant.objects.filter(pk=second.pk).update(scope_key=first.scope_key)


def test_a_project_granted_bars_a_match_that_names_none() -> None:
    world = per_project()
    click(world, LINE_A)
    with pytest.raises(Refused):
        decide_grants(version_id=world.version.pk, by=world.reviewer)
    assert Grant.objects.count() == 1


def test_where_the_benefit_is_not_given_by_project_a_named_one_changes_nothing() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    click(world, LINE_A)
    refused(lambda: click(world, LINE_B), GrantedBefore)


def test_a_number_of_any_length_fits_the_key() -> None:
    assert len(project_scope(f"enterprise:{10**18}", "9" * 400)) <= LONGEST_KEY


def test_the_page_asks_for_the_project_and_shows_it_again() -> None:
    world = per_project(Channel.ON_APPLICATION)
    client = Client()
    client.force_login(person_of(world.firm))
    address = reverse("policies:apply", args=[world.version.pk])
    assert (client.post(address, {"act": "begin"}).status_code, Application.objects.count()) == (422, 0)
    begun = client.post(address, {"act": "begin", "number": LINE_A.number, "name": LINE_A.name}, follow=True)
    assert LINE_A.name in begun.content.decode()
    again = client.get(address).content.decode()
    assert LINE_A.name in again
    assert 'name="number"' in again
