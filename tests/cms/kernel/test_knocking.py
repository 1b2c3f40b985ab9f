"""Public forms are limited per person and per origin; whoever comes too often is told when to come again."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from axes.models import AccessLog
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from cms.kernel.knocking import services
from cms.kernel.knocking.errors import TooOften
from cms.kernel.knocking.models import Knocks
from cms.kernel.knocking.services import Limit, admit, knock, origin_of
from cms.kernel.people.models import Membership, User
from cms.kernel.people.services import register_party
from policies.notices.petitions import Petition
from tests.conftest import CommittedDatabase

HOUR = 3600
PDF = b"%PDF-1.7\n" + b"0" * 100


def limits(settings: Settings, **doors: dict[str, tuple[tuple[int, int], ...]]) -> None:
    settings.DOOR_LIMITS = settings.DOOR_LIMITS | doors


@pytest.mark.django_db
def test_the_one_who_comes_too_often_is_refused_and_let_in_again_when_the_window_is_over(settings: Settings) -> None:
    limits(settings, claim={"person": ((2, HOUR),)})
    with time_machine.travel(datetime(2023, 6, 1, 8, 30, tzinfo=UTC), tick=False) as at:
        knock("claim", person=7)
        knock("claim", person=7)
        with pytest.raises(TooOften) as refusal:
            knock("claim", person=7)
        assert "30" in refusal.value.remedy()
        knock("claim", person=8)
        at.shift(31 * 60)
        knock("claim", person=7)
        assert Knocks.objects.count() == 1


@pytest.mark.django_db
def test_nobody_reads_in_the_table_who_came_or_that_two_windows_are_of_one() -> None:
    with time_machine.travel(datetime(2023, 6, 1, 8, 30, tzinfo=UTC), tick=False) as at:
        admit("petition", "origin:203.0.113.9", [Limit(5, HOUR)])
        first = Knocks.objects.get().who
        at.shift(HOUR)
        admit("petition", "origin:203.0.113.9", [Limit(5, HOUR)])
        assert "203.0.113.9" not in first
        assert Knocks.objects.get().who != first


@pytest.mark.parametrize(
    ("proxies", "header", "origin"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::"),
        (1, "no address", "0.0.0.0"),
    ],
)
def test_what_a_stranger_writes_into_the_header_is_not_believed(
    proxies: int, header: str, origin: str, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header}, REMOTE_ADDR="192.0.2.1")
    assert origin_of(request) == origin


@pytest.mark.django_db
def test_who_comes_without_an_address_logs_in_all_the_same(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    through_a_socket = Client(REMOTE_ADDR="")
    through_a_socket.force_login(User.objects.create_user(name="张三", email="z@example.cn", password="long enough"))
    assert AccessLog.objects.get().ip_address == "0.0.0.0"


@pytest.mark.django_db
def test_a_claim_too_many_is_told_on_a_page_of_its_own_and_changes_nothing(client: Client, settings: Settings) -> None:
    limits(settings, claim={"person": ((1, 10 * 24 * HOUR),)})
    client.force_login(User.objects.create_user(name="张三", email="zhang@example.cn", password="a long password"))
    statuses = []
    for role in ("enterprise", "agency"):
        entered = {"uscc": "91340000MA2MQ0001T", "party_name": "云川某某有限公司", "kind": "enterprise", "role": role}
        proof = SimpleUploadedFile("授权书.pdf", PDF)
        statuses.append(client.post(reverse("kernel:claim"), entered | {"proof": proof}).status_code)
    assert statuses == [302, 429]
    assert Membership.objects.count() == 1


@pytest.mark.django_db
def test_reports_from_one_address_are_limited_whoever_sends_them(settings: Settings) -> None:
    limits(settings, petition={"origin": ((1, 10 * 24 * HOUR),)})
    sent = [send_report(Client(REMOTE_ADDR=address)) for address in ("203.0.113.9", "203.0.113.9", "203.0.113.10")]
    assert sent == [200, 429, 200]
    assert Petition.objects.count() == 2


def send_report(client: Client) -> int:
    about = register_party(uscc="11340000003258871G", name="县财政局", is_department=True, by=None)
    page = reverse("policies:new_petition", args=["report"])
    return client.post(page, {"department": about.pk, "grounds": "虚报人数"}).status_code


@pytest.mark.django_db
def test_signing_up_is_limited_by_address(client: Client, settings: Settings) -> None:
    limits(settings, signup={"origin": ((1, 10 * 24 * HOUR),)})
    statuses = []
    for number in (1, 2):
        words = {"password1": "Long-enough-7", "password2": "Long-enough-7", "name": "张三"}
        entered = words | {"email": f"z{number}@example.cn"}
        statuses.append(Client().post(reverse("account_signup"), entered).status_code)
    assert statuses == [302, 429]
    assert User.objects.count() == 1


def race(people: int) -> int:
    """How many of so many people who come at once are let in where three are."""
    let_in: list[int] = []

    def person() -> None:
        try:
            admit("claim", "person:7", [Limit(3, 10_000 * HOUR)])
            let_in.append(1)
        except TooOften:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=person) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(let_in)


def looked_before_counting(people: int) -> Callable[[str, str, int], int]:
    """A count that everybody reads before anybody writes."""
    meet = threading.Barrier(people, timeout=30)

    def counted(door: str, who: str, ends_at: int) -> int:
        row, _ = Knocks.objects.get_or_create(
            door=door, who=who, defaults={"count": 0, "ends_at": datetime.fromtimestamp(time.time() + HOUR, UTC)}
        )
        meet.wait()
        Knocks.objects.filter(pk=row.pk).update(count=F("count") + 1)
        return row.count + 1

    return counted


def test_two_at_once_are_two(committed_db: CommittedDatabase) -> None:
    assert race(6) == 3


def test_without_the_database_counting_all_would_be_let_in(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "counted", looked_before_counting(6))
    assert race(6) == 6
