"""Every door of the Wagtail admin by which a page goes public: refused, nothing is public; else it publishes once.

The person is a superuser who is also an editor: Wagtail lets them publish directly, so only the seam stands between.
"""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.kernel.errors import Refused
from cms.kernel.models import User
from cms.kernel.roles import Role
from cms.pages.errors import NoAliases, OnlyByRevision, StillOnline
from cms.pages.models import PolicyPage
from cms.pages.services import approve_policy_page, fresh
from policies.catalogue.errors import BudgetLineMissing
from policies.models import Policy, Version
from tests.cms.pages.worlds import World, site_officer

BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"
Door = Callable[[World, Client, dict[str, Any]], PolicyPage | None]


@pytest.fixture
def chief(world: World) -> User:
    user = site_officer(Role.EDITOR, world.lead, "陈伟")
    user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def admin(client: Client, chief: User) -> Client:
    client.force_login(chief, BACKEND)
    return client


def form_of(world: World, **changes: Any) -> dict[str, Any]:
    """What the browser posts from the editor."""
    text = world.text(**changes)
    posted = {
        "title": text.title,
        "slug": changes.get("slug", "tech"),
        "code": text.code,
        "summary": text.summary,
        "lead_department": text.lead_department.pk,
        "valid_from": "2023-01-01",
        "benefit_class": text.benefit_class,
        "level": text.level,
        "channel": text.channel,
        "notice_days": text.notice_days,
        "notice_unit": text.notice_unit,
        "confirm_days": text.confirm_days,
        "decide_days": text.decide_days,
        "confirm_unit": text.confirm_unit,
        "lapse_rule": text.lapse_rule,
        "order": text.order,
        "once_per": text.once_per,
        "budget_line": text.budget_line.pk if text.budget_line else "",
        "rule": '{"rule": 1, "code": "t", "title": {"zh": "甲", "en": "A"}, '
        '"who": {"holds": "enterprise.is_private"}, "amount": {"yuan": "50000"}}',
        "body": streamfield([("paragraph", rich_text("<p>每家 5 万元。</p>"))]),
        **{
            name: streamfield([])
            for name in ("body_en", "interpretation", "interpretation_en", "questions", "attachments")
        },
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "action-publish": "action-publish",
        "changes_seen": "on",
    }
    return nested_form_data({key: value for key, value in posted.items() if value is not None})


def by_create(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage | None:
    address = reverse("wagtailadmin_pages:add", args=("pages", "policypage", world.library.pk))
    admin.post(address, form_of(world, **changes))
    return PolicyPage.objects.first()


def by_edit(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage:
    page = world.draft(**changes)
    admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(world, **changes))
    return fresh(page)


def by_bulk(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage:
    page = world.draft(**changes)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{address}?id={page.pk}", {"include_descendants": ""})
    return fresh(page)


def by_action(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage:
    """What the admin API does."""
    page = world.draft(**changes)
    with contextlib.suppress(Refused):
        PublishPageRevisionAction(page.get_latest_revision()).execute()
    return fresh(page)


def by_revision(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage:
    page = world.draft(**changes)
    with contextlib.suppress(Refused):
        page.get_latest_revision().publish()
    return fresh(page)


def by_workflow_view(world: World, admin: Client, changes: dict[str, Any]) -> PolicyPage:
    page = world.submitted(**changes)
    approve_policy_page(page, world.reviewer)
    admin.force_login(world.lawyer, BACKEND)
    step = fresh(page).current_workflow_task_state
    admin.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk]), {"seen": "on"})
    return fresh(page)


DOORS = [by_create, by_edit, by_bulk, by_action, by_revision, by_workflow_view]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_door_publishes_the_page_with_its_version(world: World, admin: Client, door: Door) -> None:
    page = door(world, admin, {})
    assert page is not None
    assert (page.live, page.family.versions.get().state) == (True, "live")


def test_publishing_past_the_review_asks_for_a_tick_on_the_changes(world: World, admin: Client) -> None:
    page = world.draft()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="changes_seen"' in admin.get(address).content.decode()
    form = form_of(world)
    answer = admin.post(address, {name: value for name, value in form.items() if name != "changes_seen"})
    assert "请先核对与现行版本相比的变化" in answer.content.decode()
    assert (fresh(page).live, Version.objects.count()) == (False, 0)
    admin.post(address, form)
    assert (fresh(page).live, Version.objects.count()) == (True, 1)


def test_whoever_submits_for_review_is_asked_for_no_such_tick(world: World, client: Client) -> None:
    page = world.draft()
    client.force_login(world.editor, BACKEND)
    assert 'name="changes_seen"' not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_refused_door_leaves_nothing_public_and_no_version(world: World, admin: Client, door: Door) -> None:
    page = door(world, admin, {"budget_line": None})
    assert page is None or (page.live, page.live_revision, page.family) == (False, None, None)
    assert (Version.objects.count(), Policy.objects.count()) == (0, 0)


def sentences(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_editor_is_told_in_a_sentence_and_loses_nothing(world: World, admin: Client) -> None:
    page = world.draft(budget_line=None)
    posted = form_of(world, budget_line=None, summary="改写过的说明")
    answer = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted)
    assert answer.status_code == 200
    assert "须先选定预算项目" in answer.content.decode()
    assert "改写过的说明" in answer.content.decode()


def test_a_refused_bulk_act_is_told_and_publishes_none_of_its_pages(world: World, admin: Client) -> None:
    good, bad = world.draft(), world.draft(code="bad", budget_line=None)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = admin.post(f"{address}?id={good.pk}&id={bad.pk}", {"include_descendants": ""})
    assert "须先选定预算项目" in sentences(answer)
    assert not PolicyPage.objects.live().exists()


def test_without_the_seam_a_refused_page_would_be_public(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = world.draft(budget_line=None)
    with pytest.raises(BudgetLineMissing):
        page.get_latest_revision().publish()
    monkeypatch.setattr("cms.pages.policy.freeze", lambda page: None)
    page.get_latest_revision().publish()
    assert fresh(page).live


def test_a_page_cannot_be_put_public_without_a_revision_of_its_own(world: World) -> None:
    page = world.library.add_child(instance=PolicyPage(**world.text().values(), live=True))
    other = world.draft(slug="other")
    for revision in (None, other.get_latest_revision()):
        page.live, page.live_revision = True, revision
        with pytest.raises(OnlyByRevision):
            page.save()
    assert not PolicyPage.objects.live().exists()


def test_a_copy_is_a_draft_without_a_code_and_there_are_no_aliases(world: World) -> None:
    page = world.published()
    copied = page.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert (copied.live, copied.code, copied.family) == (False, "", None)
    with pytest.raises(NoAliases), transaction.atomic():
        page.create_alias(update_slug="alias")
    world.library.copy(recursive=True, update_attrs={"slug": "l2"}, keep_live=True)
    assert (PolicyPage.objects.live().count(), Version.objects.count()) == (1, 1)


def test_taking_a_page_off_withdraws_its_version_and_a_public_page_cannot_be_deleted(
    world: World, admin: Client
) -> None:
    page = world.published()
    with pytest.raises(StillOnline), transaction.atomic():
        page.delete()
    admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert fresh(page).live
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert (fresh(page).live, Version.objects.get().state) == (False, "withdrawn")


def test_republishing_after_a_withdrawal_makes_a_new_version(world: World, admin: Client) -> None:
    page = world.published()
    page.unpublish()
    page.get_latest_revision().publish()
    assert [version.state for version in Version.objects.order_by("number")] == ["withdrawn", "live"]


def test_the_admin_api_that_could_publish_is_not_there(admin: Client) -> None:
    assert PublishBulkAction.action_type == "publish"
    assert admin.post("/admin/api/main/pages/1/action/publish/").status_code in {403, 404, 405}
