"""Revisions compared in plain words, and the confirmation that shows whom a publication touches."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.pages.comparing import line_diff
from cms.pages.effect import effect_of
from cms.pages.services import approve_policy_page, fresh, rewrite_policy_page, submit_policy_page
from policies.catalogue.states import Channel
from policies.models import Version
from tests.cms.pages.worlds import RULE, World
from tests.policies.worlds import enterprise

BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"
ACTION = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def registry(world: World, settings: Any, tmp_path: Any) -> None:
    """Three enterprises, two of them private."""
    settings.SNAPSHOT_ROOT = str(tmp_path)
    for serial in (1, 2, 3):
        enterprise(serial, f"云川县第{serial}机械有限公司", enterprise__is_private=serial != 3, stat__in_library=True)


def rewritten(world: World, **rule: Any) -> Any:
    page = world.published()
    page = rewrite_policy_page(page=page, by=world.editor, data=world.text(rule={**RULE, **rule}))
    submit_policy_page(page, world.editor)
    return fresh(page)


def test_revisions_are_compared_in_plain_words(world: World, client: Client) -> None:
    page = rewritten(world, amount={"yuan": "80000"})
    client.force_login(world.editor, BACKEND)
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    told = client.get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/").content.decode()
    assert "享受条件" in told
    assert all(mark in told for mark in ("5万元", "8万元", 'class="deletion"', 'class="addition"'))
    assert "is_private" not in told


def test_a_paragraph_that_stays_is_not_compared(world: World, client: Client) -> None:
    page = world.published(body="# 第一条\n每家 5 万元。\n次年兑付。")
    page = rewrite_policy_page(page=page, by=world.editor, data=world.text(body="# 第一条\n每家 8 万元。\n次年兑付。"))
    client.force_login(world.editor, BACKEND)
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    told = client.get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/").content.decode()
    assert "每家 8 万元。" in told
    stays = next(line for line in told.splitlines() if "次年兑付" in line)
    assert "addition" not in stays
    assert "deletion" not in stays


def test_lines_that_differ_are_marked() -> None:
    assert [str(line) for line in line_diff(["甲", "乙"], ["甲", "丙", "丁"])] == [
        "甲",
        '<span class="deletion">乙</span>',
        '<span class="addition">丙</span>',
        '<span class="addition">丁</span>',
    ]


def test_the_effect_tells_no_change_of_the_rule_where_only_the_words_change(world: World) -> None:
    page = world.published(channel=Channel.ON_APPLICATION)
    text = world.text(channel=Channel.ON_APPLICATION, body="每家 5 万元。", summary="另写的摘要。")
    effect = effect_of(rewrite_policy_page(page=page, by=world.editor, data=text))
    assert effect.rule_lines == []
    assert any("每家 5 万元。" in line for line in effect.text_lines)
    changed = effect_of(
        rewrite_policy_page(page=page, by=world.editor, data=world.text(channel=Channel.NO_APPLICATION))
    )
    assert any("免申即享" in line for line in changed.rule_lines)


@pytest.mark.parametrize(
    ("rule", "enters", "leaves", "changes"),
    [
        ({"amount": {"yuan": "80000"}}, 0, 0, 2),
        ({"who": {"all": [{"holds": "stat.in_library"}]}}, 1, 0, 0),
        ({"who": {"none": [{"holds": "enterprise.is_private"}]}}, 1, 2, 0),
        ({}, 0, 0, 0),
    ],
)
def test_the_effect_counts_who_enters_who_leaves_and_whose_amount_changes(
    world: World, rule: dict[str, Any], enters: int, leaves: int, changes: int
) -> None:
    changed = effect_of(rewritten(world, **rule)).changed
    assert changed is not None
    assert (changed.enters, changed.leaves, changed.changes) == (enters, leaves, changes)


def test_the_first_publication_shows_everybody_entering(world: World) -> None:
    changed = effect_of(world.submitted()).changed
    assert changed is not None
    assert (changed.enters, changed.fen_before, changed.fen_after) == (2, 0, 2 * 50_000_00)


def test_the_reviewer_sees_the_effect_before_approving_and_says_so(world: World, client: Client) -> None:
    page = rewritten(world, who={"all": [{"holds": "stat.in_library"}]})
    approve_policy_page(page, world.reviewer)
    client.force_login(world.lawyer, BACKEND)
    step = fresh(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    shown = client.get(address, **ACTION).json()["html"]
    assert "新符合" in shown
    assert "云川县第3机械有限公司" in shown
    client.post(address, {"comment": ""}, **ACTION)
    assert Version.objects.count() == 1
    client.post(address, {"comment": "", "seen": "on"}, **ACTION)
    assert [one.state for one in Version.objects.order_by("number")] == ["superseded", "live"]
