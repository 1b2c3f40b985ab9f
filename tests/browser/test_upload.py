"""Uploading: preview, progress, the next page; and a file that is too large is refused before a byte is sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from cms.kernel.people.models import Membership, User
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def person(visit: Callable[..., Visitor]) -> Visitor:
    """Somebody who has logged in and asks to act for an enterprise."""
    User.objects.create_user(name="张敏", email="min@example.com", password=PASSWORD)
    visitor = visit()
    visitor.log_in("min@example.com", PASSWORD)
    return visitor


def test_an_authorisation_is_uploaded_and_the_next_page_comes(person: Visitor, tmp_path: Path) -> None:
    proof = tmp_path / "authorisation.pdf"
    proof.write_bytes(PDF)
    page = person.open("/people/claim/")
    page.fill("#id_uscc", "91110000600037341L")
    page.fill("#id_party_name", "云川县测绘有限公司")
    page.set_input_files("#id_proof", proof)
    assert page.inner_text(".upload__name") == "authorisation.pdf"
    page.click("main button[type=submit]")
    page.wait_for_url("**/people/")
    assert Membership.objects.get().party.name == "云川县测绘有限公司"


def test_a_file_that_is_too_large_never_leaves_the_computer(person: Visitor, tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(settings.UPLOAD_LIMIT_BYTES + 1)
    page = person.open("/people/claim/")
    page.set_input_files("#id_proof", huge)
    assert "文件超过 50.0 MB" in page.inner_text(".upload__list")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.click("main button[type=submit]")
    assert "POST" not in sent
    assert page.url.endswith("/people/claim/")
