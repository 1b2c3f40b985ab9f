"""A session that ends in mid-form: the person is told, logs in beside it, and what was typed is sent after all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cms.kernel.models import Membership, User
from tests.browser.conftest import Visitor, axe_faults
from tests.browser.test_upload import PDF

pytestmark = pytest.mark.browser
PASSWORD = "a long password"


@pytest.fixture
def person(visit: Callable[..., Visitor]) -> Visitor:
    """Somebody who has logged in."""
    User.objects.create_user(name="张敏", email="min@example.com", password=PASSWORD)
    visitor = visit()
    visitor.log_in("min@example.com", PASSWORD)
    return visitor


def typed(person: Visitor) -> Page:
    """The claim form, filled in but for its file; then the session ends."""
    page = person.open("/people/claim/")
    page.fill("#id_uscc", "91110000600037341L")
    page.fill("#id_party_name", "云川县测绘有限公司")
    person.context.clear_cookies(name="sessionid")
    return page


def test_what_was_typed_is_there_when_the_person_comes_back_and_is_accepted(person: Visitor, tmp_path: Path) -> None:
    page = typed(person)
    page.click("main button[type=submit]")
    page.wait_for_selector("text=登录已过期")
    assert axe_faults(page) == []
    person.log_in("min@example.com", PASSWORD)
    page.click("a[data-back]")
    page.wait_for_selector("#id_party_name")
    assert page.input_value("#id_uscc") == "91110000600037341L"
    assert page.input_value("#id_party_name") == "云川县测绘有限公司"
    proof = tmp_path / "authorisation.pdf"
    proof.write_bytes(PDF)
    page.set_input_files("#id_proof", proof)
    page.click("main button[type=submit]")
    page.wait_for_url("**/people/")
    assert Membership.objects.get().party.name == "云川县测绘有限公司"


def test_a_chosen_file_stays_chosen_while_the_person_logs_in_beside_it(person: Visitor, tmp_path: Path) -> None:
    page = typed(person)
    proof = tmp_path / "authorisation.pdf"
    proof.write_bytes(PDF)
    page.set_input_files("#id_proof", proof)
    page.click("main button[type=submit]")
    page.wait_for_selector(".notice[data-refusal] >> text=登录已过期")
    person.log_in("min@example.com", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/people/")
    assert Membership.objects.count() == 1
