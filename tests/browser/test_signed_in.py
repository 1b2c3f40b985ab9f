"""The pages of somebody who has logged in: accessible, quiet, no wider than the window, operable by keyboard."""

from collections.abc import Callable

import pytest

from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.roles import Role
from tests.browser.conftest import Visitor, axe_faults, overflow

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
LONG_NAME = "云川县经济开发区新能源汽车关键零部件智能制造产业技术研究院（有限合伙）第一分公司"
PAGES = [
    "/desk/",
    "/people/",
    "/people/claim/",
    "/people/claims/",
    "/messages/",
    "/accounts/2fa/",
    "/accounts/password/change/",
]


@pytest.fixture
def person(visit: Callable[..., Visitor]) -> User:
    """An administrator who also acts for an enterprise with a long name."""
    user = User.objects.create_user(name="张敏", email="min@example.com", mobile="13900001111", password=PASSWORD)
    held = {
        Role.ADMINISTRATOR: Party.objects.create(uscc="11341800003249731A", name="县数据资源管理局"),
        Role.ENTERPRISE: Party.objects.create(uscc="91110000600037341L", name=LONG_NAME),
    }
    for role, party in held.items():
        Membership.objects.create(user=user, party=party, role=role, state=MembershipState.ACTIVE)
    return user


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_signed_in_pages_are_accessible_quiet_and_fit(
    person: User, visit: Callable[..., Visitor], width: int, scheme: str
) -> None:
    visitor = visit(width, scheme=scheme)
    visitor.log_in("13900001111", PASSWORD)
    for path in PAGES:
        page = visitor.open(path)
        assert page.url.endswith(path), page.url
        assert axe_faults(page) == [], path
        assert overflow(page) <= 0, path
        page.close()
    assert visitor.complaints == []


def test_the_menu_opens_and_closes_by_keyboard_and_switches_the_role(
    person: User, visit: Callable[..., Visitor]
) -> None:
    visitor = visit()
    page = visitor.log_in("min@example.com", PASSWORD)
    assert "县数据资源管理局" in page.inner_text(".side__acting")
    page.focus(".masthead__tools details.menu > summary")
    page.keyboard.press("Enter")
    assert page.locator(".menu__panel").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__panel").first.is_visible()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=LONG_NAME).click()
    page.wait_for_load_state("networkidle")
    assert LONG_NAME in page.inner_text(".side__acting")


def test_the_work_column_folds_away_on_a_phone_and_unfolds_on_touch(
    person: User, visit: Callable[..., Visitor]
) -> None:
    page = visit(390).log_in("min@example.com", PASSWORD)
    assert not page.locator(".desk__nav").is_visible()
    page.click(".desk__fold summary")
    assert page.locator(".desk__nav").is_visible()
