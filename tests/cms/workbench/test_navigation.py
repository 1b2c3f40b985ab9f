"""The side column leads where the role may go, and nowhere else."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from cms.kernel.access import Act
from cms.kernel.people.models import Membership
from cms.kernel.roles import Role
from cms.workbench.navigation import GROUPS, side_groups

SPRITE = Path(__file__).resolve().parents[3] / "cms/static/vendor/icons.svg"
LINKS = [link for _, links in GROUPS for link in links]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.page)
def test_every_page_of_the_side_column_exists_and_has_its_icon(link) -> None:
    assert link.address.startswith("/")
    assert f'<symbol id="{link.icon}"' in SPRITE.read_text(encoding="utf-8")


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.page)
def test_a_page_is_offered_to_those_whom_its_door_lets_in(link) -> None:
    act = getattr(resolve(link.address).func, "door", None)
    assert not isinstance(act, Act) or act == link.act


def pages(role: Role) -> set[str]:
    """The pages a role is led to."""
    return {link.page for _, links in side_groups(Membership(role=role, claimed_at=None)) for link in links}


def test_only_an_administrator_is_led_to_the_claims_of_people() -> None:
    assert [role for role in Role if "kernel:claims" in pages(role)] == [Role.ADMINISTRATOR]


def test_a_stranger_is_led_nowhere() -> None:
    assert side_groups(None) == []


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    named: set[str] = set()
    for wing in ("cms", "policies", "marketplace"):
        for template in (SPRITE.parents[3] / wing).rglob("templates/**/*.html"):
            text = template.read_text(encoding="utf-8")
            named |= set(re.findall(r'{% icon "([\w-]+)"', text)) | set(re.findall(r'symbol="([\w-]+)"', text))
    assert named - drawn == set()
