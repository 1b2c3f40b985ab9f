"""Setting the site up, and who gets into the Wagtail admin."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site, Workflow

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import User
from cms.kernel.people.services import appoint, end_membership
from cms.kernel.roles import Role
from cms.pages.models import HomePage
from cms.pages.site import setup_site
from tests.cms.pages.worlds import World, site_officer
from tests.policies.worlds import officer

BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"
EDITORS_PAGES = (
    "/admin/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/account/",
    "/admin/snippets/kernel/party/",
    "/admin/snippets/policies/policy/",
    "/admin/snippets/policies/budgetline/",
    "/admin/snippets/policies/catalogueentry/",
    "/admin/snippets/policies/codeedition/",
    "/admin/snippets/policies/codeentry/",
    "/admin/snippets/policies/codechange/",
    "/admin/snippets/policies/listmembership/",
    "/admin/snippets/kernel/calendarday/",
    "/admin/reports/workflow/",
)
SUPERUSERS_PAGES = ("/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/reports/site-history/",
                    "/admin/workflows/list/", "/admin/settings/", "/admin/sites/")  # fmt: skip


def entered(user: User, client: Client) -> Client:
    client.force_login(user, BACKEND)
    return client


def test_setting_up_twice_changes_nothing(world: World) -> None:
    before = (Page.objects.count(), Site.objects.count(), Workflow.objects.count())
    setup_site(legal_department=world.legal)
    assert (Page.objects.count(), Site.objects.count(), Workflow.objects.count()) == before
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_the_command_sets_up_and_refuses_a_code_that_names_nobody(world: World) -> None:
    call_command("setup_house", legal_department=world.legal.uscc)
    with pytest.raises(CommandError):
        call_command("setup_house", legal_department="911")
    with pytest.raises(NotAllowed):
        setup_site(officer(Role.MAKER))


def test_an_editor_walks_through_the_admin(world: World, client: Client) -> None:
    page = world.draft()
    own = (*EDITORS_PAGES, f"/admin/pages/{world.library.pk}/", f"/admin/pages/{page.pk}/edit/",
           f"/admin/pages/add/pages/policypage/{world.library.pk}/", f"/admin/pages/{page.pk}/history/",
           f"/admin/snippets/kernel/party/inspect/{world.lead.pk}/")  # fmt: skip
    entered(world.editor, client)
    assert {address: client.get(address).status_code for address in own} == dict.fromkeys(own, 200)


def test_a_reviewer_finds_what_waits_and_reads_it(world: World, client: Client) -> None:
    page = world.submitted()
    entered(world.reviewer, client)
    assert "技术改造奖补" in client.get("/admin/").content.decode()
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    entered(world.lawyer, client)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 302


def test_the_admin_does_not_break_on_a_person_without_a_user_name(world: World, client: Client) -> None:
    world.editor.is_superuser = True
    world.editor.save()
    entered(world.editor, client)
    broken = {address for address in SUPERUSERS_PAGES if client.get(address).status_code >= 500}
    assert broken == set()


def test_editors_do_not_publish_and_registers_are_not_changed_in_the_admin(world: World, client: Client) -> None:
    page = world.draft()
    entered(world.editor, client)
    assert not page.permissions_for_user(world.editor).can_publish()
    assert client.get("/admin/snippets/policies/budgetline/add/").status_code in {302, 403, 404}
    assert client.get(f"/admin/snippets/policies/budgetline/edit/{world.line.pk}/").status_code in {302, 403, 404}
    assert client.get("/admin/users/").status_code in {302, 403}


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.MAKER, Role.SUPERVISOR])
def test_others_are_kept_out(world: World, client: Client, role: Role) -> None:
    entered(site_officer(role, world.lead), client)
    answer = client.get("/admin/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/people/not-for-you/")


def test_the_groups_follow_a_membership_that_begins_and_ends(world: World, client: Client) -> None:
    chief, newcomer = officer(Role.ADMINISTRATOR), officer(Role.MAKER)
    membership = appoint(user=newcomer, party=world.lead, role=Role.EDITOR, by=chief)
    run_due(["default"])
    assert entered(newcomer, client).get("/admin/").status_code == 200
    end_membership(membership_id=membership.pk, by=chief, reason="调离")
    run_due(["default"])
    assert client.get("/admin/").status_code == 302
