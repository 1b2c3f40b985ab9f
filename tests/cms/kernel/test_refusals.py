"""A refusal is a page for people and a problem document for programs."""

import pytest
from django.test import Client

from cms.kernel.models import Membership, User

pytestmark = pytest.mark.django_db
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture
def stranger(client: Client) -> Client:
    """Somebody who has signed in and holds no role."""
    user = User.objects.create_user(name="张敏", email="min@example.com")
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_a_browser_is_shown_a_page_with_the_sentence_and_the_way_back(stranger: Client) -> None:
    answer = stranger.get("/people/claims/", headers={"Accept": BROWSER})
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert "本次操作没有改变任何内容" in answer.text


def test_the_way_back_leads_to_no_other_house(stranger: Client) -> None:
    came_from = {"Accept": BROWSER, "Referer": "http://testserver//elsewhere.example/desk/"}
    assert "//elsewhere.example" not in stranger.get("/people/claims/", headers=came_from).text


def test_a_program_that_prefers_a_problem_document_gets_one(stranger: Client) -> None:
    answer = stranger.get("/people/claims/", headers={"Accept": "application/problem+json"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert (answer.json()["type"], answer.json()["status"]) == ("urn:zhida:not_allowed", 403)


def test_what_is_sent_after_the_session_ended_is_told_where_to_log_in_and_go_back(client: Client) -> None:
    answer = client.post("/people/claim/", {"party_name": "云川县测绘有限公司"}, headers={"Accept": BROWSER})
    assert answer.status_code == 401
    assert "已填写的内容还在" in answer.text
    assert 'target="_blank"' in answer.text
    assert client.get("/people/claim/").status_code == 302


def test_a_form_without_the_token_of_its_session_keeps_what_was_typed(stranger: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = stranger.cookies
    answer = strict.post("/people/claim/", {"party_name": "云川县测绘有限公司"}, headers={"Accept": BROWSER})
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert "data-back" in answer.text


def test_an_upload_of_200_megabytes_is_refused_before_it_is_read(stranger: Client) -> None:
    announced = {"CONTENT_LENGTH": str(200 * 1024 * 1024), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = stranger.generic("POST", "/people/claim/", b"", **announced)
    assert answer.status_code == 413
    assert "文件过大" in answer.text
    assert Membership.objects.count() == 0
