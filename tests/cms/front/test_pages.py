"""The catalogue and the error pages stand in both languages."""

import pytest
from django.test import Client, RequestFactory, override_settings

from cms.errors import broken


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "address", ["/styleguide/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_a_public_page_answers_in_both_languages(client: Client, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_says_so_and_shows_the_way_back(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "找不到页面" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.django_db
def test_our_pages_carry_no_inline_script_style_or_handler(client: Client) -> None:
    answer = client.get("/styleguide/")
    page = answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<style" not in page


@pytest.mark.django_db
def test_a_form_larger_than_we_take_is_told_so(client: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = client.post("/accounts/login/", {"login": "x" * 2000})
    assert answer.status_code == 413
    assert "文件过大" in answer.content.decode()


def test_the_page_of_a_fault_needs_no_database() -> None:
    answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "不会因此重复办理" in answer.content.decode()
