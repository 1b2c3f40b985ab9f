"""Drafts and reviews are dated by the business clock, as everything that people count days from."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from cms.kernel.clock import business_now
from cms.pages.services import approve_policy_page, fresh, rewrite_policy_page
from tests.cms.pages.worlds import World
from tests.conftest import Clock


def test_a_draft_is_of_the_business_day_and_stays_so_when_it_is_published(world: World, clock: Clock) -> None:
    page = world.draft()
    written = business_now()
    assert page.latest_revision.created_at.date() == written.date() != timezone.now().date()
    assert fresh(page).latest_revision_created_at == page.latest_revision.created_at
    clock.forward(days=3)
    rewrite_policy_page(page=page, by=world.editor, data=world.text(title="技术改造奖补（二）"))
    assert fresh(page).latest_revision_created_at - written >= timedelta(days=3)
    assert fresh(page).revisions.earliest("created_at").created_at <= written


def test_a_review_waits_since_the_business_moment_it_began(world: World, clock: Clock) -> None:
    clock.set(date(2023, 3, 1))
    world.submitted()
    assert timedelta(0) <= business_now() - TaskState.objects.get().started_at < timedelta(minutes=1)


def test_the_history_of_a_page_is_told_by_the_business_clock(world: World, clock: Clock, client: Client) -> None:
    clock.set(date(2023, 3, 1))
    page = world.submitted()
    clock.set(date(2023, 3, 2))
    approve_policy_page(page, world.reviewer)
    days = {entry.timestamp.date() for entry in PageLogEntry.objects.filter(page=page)}
    assert days <= {date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 2)}
    ended = TaskState.objects.get(finished_at__isnull=False).finished_at
    assert timedelta(0) <= business_now() - ended < timedelta(minutes=1)
    client.force_login(world.editor, "cms.kernel.people.login.EmailOrMobileBackend")
    told = client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "2023-03-02 " in told
