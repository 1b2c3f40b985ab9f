"""Drafts and reviews are dated by the business clock, as everything that people count days from."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import TaskState

from cms.kernel.clock import business_now
from cms.pages.services import fresh, rewrite_policy_page
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
