"""A department's platform pushes signed JSON: it stands like a file, once; what is not as agreed is refused."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import Event, RefusedMessage
from cms.kernel.roles import Role
from policies.models import CurrentFact, Enterprise, Fact, FactImport
from policies.registry.pushing import issue_key, let_in_push, retire_key
from tests.conftest import Clock
from tests.policies.officers import a_person
from tests.policies.registry.worlds import Platform
from tests.policies.worlds import officer, uscc

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opening(clock: Clock) -> None:
    clock.set(date(2023, 2, 1))


@pytest.fixture
def platform() -> Platform:
    return Platform(*issue_key(source="tax", by=a_person(Role.ADMINISTRATOR, None)))


def row(serial: int, **more: Any) -> dict[str, Any]:
    return {"uscc": uscc(serial), "name": f"企业{serial}", "facts": {"finance.revenue[2022]": "1234.50"}} | more


def a_push(*rows: dict[str, Any], as_of: str = "2023-01-31") -> dict[str, Any]:
    return {"as_of": as_of, "rows": list(rows)}


def stands(serial: int, code: str, period: str = "") -> Any:
    return CurrentFact.objects.get(enterprise__party__uscc=uscc(serial), kind__code=code, period=period).fact


def test_what_is_pushed_stands_with_its_source_day_and_import(platform: Platform) -> None:
    lines = {"cert.held": [{"step": "hi_tech", "awarded_on": "2021-11-03"}]}
    facts = {"finance.revenue[2022]": 1234.5, "enterprise.industry": "3484", "credit.serious_dishonest": False}
    answer = platform.push(a_push(row(1, facts=facts, lines=lines), row(2)))
    assert (answer.status_code, answer.json()["status"]) == (202, "received")
    assert answer.headers["Location"] == answer.json()["ask"]
    assert not Fact.objects.exists()
    run_due()
    told = platform.ask(answer.json()["import"]).json()
    assert (told["status"], told["rows"], told["rejected"], told["rejects"]) == ("imported", 3, 0, [])
    revenue = stands(1, "finance.revenue", "2022")
    assert (revenue.scaled, revenue.source, revenue.as_of, revenue.batch_id) == (
        123450, "tax", date(2023, 1, 31), told["import"],
    )  # fmt: skip
    assert stands(1, "credit.serious_dishonest").flag is False
    assert stands(1, "cert.held").lines == [{"step": "hi_tech", "awarded_on": "2021-11-03"}]


def test_a_row_that_cannot_be_taken_is_told_and_the_others_stand(platform: Platform) -> None:
    answer = platform.push(a_push(row(1), row(2, facts={"finance.revenue[2022]": "1e308"}), row(3, uscc="123")))
    run_due()
    told = platform.ask(answer.json()["import"]).json()
    assert (told["rows"], told["rejected"], told["facts"]) == (3, 2, 1)
    assert [line[0] for line in told["rejects"]] == ["3", "4"]
    assert Enterprise.objects.count() == 1


def test_a_push_of_which_no_row_can_be_taken_ends_with_its_reason(platform: Platform) -> None:
    answer = platform.push(a_push(row(1, uscc="123")))
    assert answer.status_code == 202
    run_due()
    told = platform.ask(answer.json()["import"]).json()
    assert (told["status"], told["refusal"]) == ("cancelled", "nothing_to_import")
    assert [line[0] for line in told["rejects"]] == ["2"]
    assert not Enterprise.objects.exists()


def test_a_push_is_tried_once_however_often_its_errand_runs(platform: Platform) -> None:
    one = let_in_push(platform.push(a_push(row(1))).json()["import"])
    again = let_in_push(one.pk)
    assert (one.state, again.state) == ("queued", "queued")
    assert Event.objects.filter(name="fact_import.queued").count() == 1


def test_the_same_push_again_is_the_same_import(platform: Platform) -> None:
    first, again = platform.push(a_push(row(1))), platform.push(a_push(row(1)))
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["import"] == again.json()["import"]
    run_due()
    assert (FactImport.objects.count(), Fact.objects.count()) == (1, 1)


@pytest.mark.parametrize("wrong", ["flipped bit", "old", "unknown key", "retired key"])
def test_what_is_not_signed_by_a_key_in_force_is_refused_and_kept(platform: Platform, wrong: str) -> None:
    message, more = b'{"as_of": "2023-01-31", "rows": []}', {}
    if wrong == "flipped bit":
        more = {"sent": message.replace(b"31", b"30")}
    if wrong == "old":
        more = {"age": 400}
    if wrong == "unknown key":
        platform.key.name = "tax-0"
    if wrong == "retired key":
        retire_key(key_id=platform.key.pk, by=a_person(Role.ADMINISTRATOR, None))
    answer = platform.push(message, **more)
    assert (answer.status_code, answer.json()["code"]) == (401, "push_not_trusted")
    assert RefusedMessage.objects.get().boundary == "registry.push"
    assert not FactImport.objects.exists()


NAN = b'{"as_of": "2023-01-31", "rows": [{"uscc": "1", "facts": {"finance.revenue[2022]": NaN}}]}'


@pytest.mark.parametrize(
    "message",
    [
        b"{", b"[]", b"\xff\xfe", b'{"as_of": "2023-01-31"}', b'{"as_of": "2023-02-30", "rows": [{"uscc": "1"}]}',
        b"[" * 100_000, NAN,
        a_push({"uscc": "1", "facts": {"finance.revenue[2022]": {"deep": 1}}}),
        a_push({"uscc": "1", "surprise": 1}), a_push({"uscc": "1", "lines": {"cert.held": "no list"}}),
        a_push(row(1), as_of="2023-02-02"),
        a_push(row(1, facts={"no.such.fact": "1"})), a_push(row(1, facts={"finance.revenue[2022Q1]": "1"})),
        a_push(row(1, facts={f"f{n}": "1" for n in range(10_000)})),
    ],
)  # fmt: skip
def test_what_is_not_as_agreed_is_refused_whole(platform: Platform, message: Any) -> None:
    events = Event.objects.count()
    answer = platform.push(message)
    assert (answer.status_code, answer.json()["status"]) == (422, "refused")
    assert answer.json()["detail"]
    assert RefusedMessage.objects.count() == 1
    assert (FactImport.objects.count(), Event.objects.count()) == (0, events)


def test_a_message_too_large_is_refused_before_it_is_read(platform: Platform) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = platform.push(b" " * 2000)
    assert (answer.status_code, answer.json()["code"]) == (413, "push_too_large")


def test_a_platform_does_not_see_another_departments_push(platform: Platform) -> None:
    answer = platform.push(a_push(row(1)))
    other = Platform(*issue_key(source="market", by=a_person(Role.ADMINISTRATOR, None)))
    assert other.ask(answer.json()["import"]).status_code == 404
    assert platform.ask(answer.json()["import"]).status_code == 200


def test_only_an_administrator_issues_keys_and_the_secret_is_not_kept_in_the_clear(platform: Platform) -> None:
    with pytest.raises(NotAllowed):
        issue_key(source="tax", by=officer(Role.EDITOR))
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM policies_sourcekey")
        assert platform.secret.decode() not in cursor.fetchone()[0]
