"""The pages of doubt, as an officer and an enterprise use them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.models import Enterprise, FactConflict, FactContest, SourceKey
from tests.conftest import Clock
from tests.policies.grants.worlds import person_of
from tests.policies.officers import a_person
from tests.policies.registry.worlds import a_conflict, current_fact
from tests.policies.worlds import enterprise, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(clock: Clock) -> Enterprise:
    clock.set(date(2023, 2, 1))
    return enterprise(1)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_an_officer_sees_both_words_and_settles(firm: Enterprise) -> None:
    conflict, client = a_conflict(firm), as_user(officer(Role.REVIEWER))
    page = client.get(reverse("policies:conflicts")).content.decode()
    assert "城东产业园" in page
    assert "高新区" in page
    address = reverse("policies:settle_conflict", args=[conflict.pk])
    client.post(address, {"keep": "earlier"})
    assert FactConflict.objects.get().state == "open"
    client.post(address, {"keep": "earlier", "reason": "现场核实"})
    assert FactConflict.objects.get().state == "settled"
    assert current_fact(firm).text == "城东产业园"


def test_an_enterprise_sees_what_is_held_of_it_and_contests_it(firm: Enterprise) -> None:
    fact, client = current_fact(firm), as_user(person_of(firm))
    page = client.get(reverse("policies:own_facts")).content.decode()
    assert "城东产业园" in page
    assert "市场监督管理局" in page
    address = reverse("policies:contest_fact", args=[fact.pk])
    assert client.post(address, {"claim": ""}).status_code == 422
    assert client.post(address, {"claim": "在高新区"}).status_code == 302
    assert client.post(address, {"claim": "在高新区"}).status_code == 422
    assert "处理中" in client.get(reverse("policies:own_facts")).content.decode()
    reviewer = as_user(officer(Role.REVIEWER))
    assert "在高新区" in reviewer.get(reverse("policies:contests")).content.decode()
    reviewer.post(reverse("policies:answer_contest", args=[FactContest.objects.get().pk]), {"reason": "无误"})
    assert "无误" in client.get(reverse("policies:own_facts")).content.decode()


def test_a_stranger_cannot_contest_another_enterprises_fact(firm: Enterprise) -> None:
    stranger = as_user(person_of(enterprise(2)))
    address = reverse("policies:contest_fact", args=[current_fact(firm).pk])
    assert stranger.post(address, {"claim": "不对"}).status_code == 404
    assert not FactContest.objects.exists()


def test_a_keys_secret_is_shown_once_and_a_retired_key_stays_on_the_list(clock: Clock) -> None:
    client = as_user(a_person(Role.ADMINISTRATOR, None))
    page = client.post(reverse("policies:source_keys"), {"source": "tax"})
    key = SourceKey.objects.get()
    assert key.secret.reveal() in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    client.post(reverse("policies:retire_key", args=[key.pk]))
    again = client.get(reverse("policies:source_keys")).content.decode()
    assert key.name in again
    assert "已停用" in again
    assert key.secret.reveal() not in again


@pytest.mark.parametrize("queue", ["policies:gaps", "policies:conflicts", "policies:contests", "policies:stale"])
def test_every_work_queue_says_when_nothing_waits(firm: Enterprise, queue: str) -> None:
    assert as_user(officer(Role.AUDITOR)).get(reverse(queue)).status_code == 200
