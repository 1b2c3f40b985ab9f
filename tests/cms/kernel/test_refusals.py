"""A refusal is a page for people and a problem document for programs."""

import pytest
from django.test import Client

from cms.kernel.models import User

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


def test_a_program_that_prefers_a_problem_document_gets_one(stranger: Client) -> None:
    answer = stranger.get("/people/claims/", headers={"Accept": "application/problem+json"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert (answer.json()["type"], answer.json()["status"]) == ("urn:zhida:not_allowed", 403)
