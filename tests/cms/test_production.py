"""A county's servers do not start with a secret, a database or a broker of the demo's."""

import logging
import runpy

import pytest
from django.utils.log import AdminEmailHandler

WANTED = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "zhida.example",
    "DATABASE_URL": "postgresql://zhida@db.example/zhida",
    "BROKER_URL": "redis://broker.example/0",
    "ZHIDA_FIELD_KEYS": "k:" + "A" * 43 + "=",
    "BANK_URL": "https://bank.example",
    "BANK_SECRET": "s",
    "ZHIDA_CUSTODIAN_ROOT": "/srv/custodian",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WANTED.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", WANTED)
def test_production_does_not_start_without_what_it_needs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(RuntimeError, match=name):
        runpy.run_module("cms.settings.production")


def test_a_folder_of_the_bank_wants_the_secret_that_its_files_are_signed_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_FOLDER", "/srv/bank")
    with pytest.raises(RuntimeError, match="BANK_FILE_SECRET"):
        runpy.run_module("cms.settings.production")
    monkeypatch.setenv("BANK_FILE_SECRET", "s")
    assert runpy.run_module("cms.settings.production")["BANK_FILE_SECRET"] == "s"


def test_production_uses_the_servers_it_is_told_and_real_time() -> None:
    settings = runpy.run_module("cms.settings.production")
    assert settings["DATABASES"]["default"]["HOST"] == "db.example"
    assert settings["CELERY_BROKER_URL"] == "redis://broker.example/0"
    assert (settings["DEBUG"], settings["BUSINESS_CLOCK_MOVABLE"]) == (False, False)


@pytest.mark.parametrize(
    ("security", "port", "is_tls", "is_ssl"),
    [("", 25, False, False), ("starttls", 587, True, False), ("tls", 465, False, True)],
)
def test_mail_is_encrypted_and_logged_in_as_the_environment_says(
    security: str, port: int, is_tls: bool, is_ssl: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"EMAIL_SECURITY": security, "EMAIL_HOST_USER": "zhida@gov.example", "EMAIL_HOST_PASSWORD": "geheim"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    told = runpy.run_module("cms.settings.production")
    assert (told["EMAIL_PORT"], told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (port, is_tls, is_ssl)
    assert (told["EMAIL_HOST_USER"], told["DEFAULT_FROM_EMAIL"]) == ("zhida@gov.example", "zhida@gov.example")
    assert told["EMAIL_HOST_PASSWORD"] == "geheim"


def test_a_mail_security_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_SECURITY", "ssl")
    with pytest.raises(RuntimeError, match="EMAIL_SECURITY"):
        runpy.run_module("cms.settings.production")


def test_what_breaks_is_logged_and_no_letter_carries_what_was_posted() -> None:
    told = logging.getLogger("django.request").makeRecord("django.request", logging.ERROR, "", 0, "broken", (), None)
    handlers = logging.getLogger("django").handlers
    assert any(one.filter(told) for one in handlers)
    assert not any(isinstance(one, AdminEmailHandler) for one in handlers)


def test_production_requires_a_second_factor_unless_it_is_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runpy.run_module("cms.settings.production")["SECOND_FACTOR_REQUIRED"] is True
    monkeypatch.setenv("ZHIDA_SECOND_FACTOR", "off")
    assert runpy.run_module("cms.settings.production")["SECOND_FACTOR_REQUIRED"] is False
