"""Going on line and off on the business clock, page by page."""

from datetime import date, datetime

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from cms.kernel.clock import SHANGHAI
from cms.pages import schedule
from cms.pages.schedule import put_due_pages_online, take_due_pages_offline
from cms.pages.services import fresh, rewrite_policy_page, submit_policy_page
from policies.models import Version
from tests.cms.pages.worlds import World
from tests.conftest import Clock

MAY = datetime(2023, 5, 1, 9, tzinfo=SHANGHAI)


def test_an_approved_page_waits_for_its_moment_although_the_wall_clock_is_past_it(world: World, clock: Clock) -> None:
    page = world.published(online_at=MAY)
    assert (page.live, Version.objects.count()) == (False, 0)
    call_command("publish_scheduled")
    assert (put_due_pages_online(), fresh(page).live) == (0, False)
    clock.set(MAY)
    assert (put_due_pages_online(), fresh(page).live) == (1, True)
    assert (Version.objects.get().state, put_due_pages_online()) == ("live", 0)


def test_the_public_text_stands_until_the_next_one_is_due(world: World, clock: Clock) -> None:
    page = world.published()
    rewrite_policy_page(page=page, by=world.editor, data=world.text(body="每家 8 万元。", online_at=MAY))
    submit_policy_page(page, world.editor)
    page = world.approved(page)
    assert (page.live, "8" in str(page.body), Version.objects.count()) == (True, False, 1)
    clock.set(MAY)
    put_due_pages_online()
    assert ("8" in str(fresh(page).body), Version.objects.count()) == (True, 2)


def test_one_page_that_is_refused_does_not_stop_the_others(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = world.published(code="short", online_at=MAY, last_day=date(2023, 4, 30))
    good = world.published(online_at=MAY)
    clock.set(MAY)
    assert put_due_pages_online() == 1
    assert (fresh(short).live, fresh(good).live) == (False, True)
    assert schedule.put_due_pages_online() == 0


def test_one_page_that_breaks_does_not_stop_the_others(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = world.published(code="bad", online_at=MAY), world.published(online_at=MAY)
    publish = Revision.publish

    def failing(revision: Revision, **more: object) -> None:
        if revision.object_id == str(bad.pk):
            raise ArithmeticError
        publish(revision, **more)

    monkeypatch.setattr(Revision, "publish", failing)
    clock.set(MAY)
    with pytest.raises(ExceptionGroup):
        put_due_pages_online()
    assert (fresh(bad).live, fresh(good).live) == (False, True)


def test_a_page_goes_off_at_its_moment_and_its_version_with_it(world: World, clock: Clock) -> None:
    page = world.published(offline_at=MAY)
    assert take_due_pages_offline() == 0
    clock.set(MAY)
    assert take_due_pages_offline() == 1
    page = fresh(page)
    assert (page.live, page.expired, Version.objects.get().state) == (False, True, "withdrawn")
