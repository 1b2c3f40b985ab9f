"""A department asks those who lack one fact: all of them, nobody else, each once."""

import pytest
from django.test import Client

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import Message
from cms.kernel.roles import Role
from policies.models import Call, CallLine, Enterprise, Version
from policies.outreach.calling import call_for_fact, tell_called
from policies.outreach.errors import NobodyLacksIt
from tests.policies.checkup.worlds import HONEST, PRIVATE, REVENUE, in_force
from tests.policies.grants.worlds import person_of
from tests.policies.officers import a_department, a_person
from tests.policies.worlds import department, enterprise, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
CREDIT = "credit.serious_dishonest"


@pytest.fixture
def firms() -> list[Enterprise]:
    """One that lacks its credit alone, one that nobody acts for, one that lacks two facts, one that lacks none."""
    made = [
        enterprise(1, enterprise__is_private=True),
        enterprise(2, enterprise__is_private=True),
        enterprise(3),
        enterprise(4, enterprise__is_private=True, credit__serious_dishonest=False),
    ]
    for firm in (made[0], made[2], made[3]):
        person_of(firm)
    return made


@pytest.fixture
def version(firms: list[Enterprise]) -> Version:
    made = in_force("credit", PRIVATE, HONEST, title="诚信奖补")
    run_due()
    return made


def test_those_who_lack_the_fact_alone_are_asked_once(version: Version, firms: list[Enterprise]) -> None:
    reviewer = officer(Role.REVIEWER)
    for _time in range(2):
        call_for_fact(version=version, fact=CREDIT, by=reviewer)
        run_due()
    assert [line.enterprise for line in CallLine.objects.all()] == [firms[0]]
    (message,) = Message.objects.filter(party=firms[0].party)
    assert "严重违法失信" in message.body
    assert "信用办公室" in message.body
    assert [call.told_count for call in Call.objects.order_by("pk")] == [1, 0]
    assert tell_called(call_id=Call.objects.earliest("pk").pk) == 1


def test_another_department_may_not_ask_and_nothing_is_sent(version: Version) -> None:
    with pytest.raises(NotAllowed):
        call_for_fact(version=version, fact=CREDIT, by=a_person(Role.REVIEWER, a_department()))
    with pytest.raises(NobodyLacksIt):
        call_for_fact(version=version, fact="finance.revenue", by=officer(Role.REVIEWER))
    run_due()
    assert not Call.objects.exists()
    assert not Message.objects.exists()


def test_the_page_counts_single_gaps_and_asks(client: Client, version: Version) -> None:
    client.force_login(officer(Role.REVIEWER, department()))
    page = client.get(f"/matches/{version.pk}/call/").content.decode()
    assert "严重违法失信" in page
    client.post(f"/matches/{version.pk}/call/", {"fact": CREDIT})
    run_due()
    assert "已通知 1 家" in client.get(f"/matches/{version.pk}/call/").content.decode()


def test_a_version_of_another_department_is_not_there(client: Client, version: Version) -> None:
    client.force_login(a_person(Role.REVIEWER, a_department()))
    assert client.get(f"/matches/{version.pk}/call/").status_code == 404


def test_a_fact_wanted_of_two_years_is_one_gap(firms: list[Enterprise]) -> None:
    growth = {"compare": {"left": {"growth": {"of": "finance.revenue", "at": "y", "base": "y-1"}}, "is": "以上",
                          "right": {"ratio": "0.1"}}}  # fmt: skip
    made = in_force("growth", PRIVATE, REVENUE, growth)
    run_due()
    call = call_for_fact(version=made, fact="finance.revenue", by=officer(Role.REVIEWER))
    run_due()
    call.refresh_from_db()
    assert call.told_count == 2
