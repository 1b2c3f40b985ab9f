"""An agency states its people and ends what it stated; reviewers see them, everybody sees how many they are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.test import Client, override_settings
from django.urls import reverse

from cms.kernel.clock import business_today
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused
from cms.kernel.models import Event, User
from marketplace.agencies.errors import StatedAlready, StatementEnded
from marketplace.agencies.models import Agency, Professional
from marketplace.agencies.professionals import (
    QualificationCount,
    end_statement,
    former_people,
    people_for_review,
    qualification_counts,
    state_professional,
    stated_people,
)
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market, professional

pytestmark = pytest.mark.django_db

IDENTITY = "11010519491231002X"


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def as_user(user: User | None = None) -> Client:
    """A browser, logged in when a person is given."""
    client = Client()
    if user is not None:
        client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def stated(
    world: Market, agency: Agency, valid_days: int | None = 400, number: str = "CHS-1", **more: object
) -> Professional:
    """The agency has stated somebody."""
    person = professional(valid_days, number, **more)
    return state_professional(agency_id=agency.pk, person=person, by=world.agent(agency))


def refused_without_trace(refusal: type[Refused], act: Callable[[], object]) -> Refused:
    """The act is refused as named and leaves no person and no event."""
    before = (Event.objects.count(), list(Professional.objects.order_by("pk").values()))
    with pytest.raises(refusal) as told:
        act()
    assert (Event.objects.count(), list(Professional.objects.order_by("pk").values())) == before
    return told.value


def test_an_agency_states_a_person_and_the_event_holds_no_name(world: Market) -> None:
    agency = world.registered_agency("甲")
    person = stated(world, agency, number=" chs－1 ", is_registered_here=True)
    assert list(stated_people(agency)) == [person]
    assert (person.certificate_number, person.stated_on) == ("CHS-1", date(2023, 3, 1))
    told = Event.objects.get(name="professional.stated")
    assert (told.by, told.data) == (world.agent(agency), {"agency": agency.pk})


def test_a_certificate_is_stated_once_at_a_time_and_again_once_it_was_ended(world: Market) -> None:
    agency = world.registered_agency("甲")
    first = stated(world, agency)
    refused_without_trace(StatedAlready, lambda: stated(world, agency, number="chs-1", name="李工"))
    end_statement(professional_id=first.pk, ended_on=business_today(), by=world.agent(agency))
    again = stated(world, agency, 800)
    assert (list(stated_people(agency)), list(former_people(agency))) == ([again], [first])


def test_the_database_refuses_a_certificate_stated_twice_and_an_end_before_the_statement(world: Market) -> None:
    person = stated(world, world.registered_agency("甲"))
    with pytest.raises(IntegrityError, match="a_statement_ends_after_it_was_made"), atomic():
        Professional.objects.filter(pk=person.pk).update(ended_on=person.stated_on - timedelta(days=1))
    person.pk = None
    with pytest.raises(IntegrityError, match="an_agency_states_a_certificate_once_at_a_time"), atomic():
        person.save()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"qualification": ""}, "qualification"),
        ({"number": " "}, "certificate_number"),
        ({"number": IDENTITY.lower()}, "certificate_number"),
        ({"valid_days": -1}, "valid_until"),
    ],
)
def test_what_cannot_be_stated_is_told_at_its_field(world: Market, wrong: dict[str, object], field: str) -> None:
    agency = world.registered_agency("甲")
    refusal = refused_without_trace(FieldsRefused, lambda: stated(world, agency, **wrong))  # type: ignore[arg-type]
    assert isinstance(refusal, FieldsRefused)
    assert list(refusal.fields) == [field]


def test_a_number_that_only_looks_like_an_identity_number_is_taken(world: Market) -> None:
    number = IDENTITY[:-1] + "1"
    assert stated(world, world.registered_agency("甲"), number=number).certificate_number == number


def test_only_the_agencys_own_people_state_and_end(world: Market) -> None:
    agency, rival = world.registered_agency("甲"), world.registered_agency("乙")
    person = stated(world, agency)
    for outsider in (world.agent(rival), world.reviewer, world.clerk):
        refused_without_trace(
            NotAllowed,
            lambda by=outsider: state_professional(agency_id=agency.pk, person=professional(number="CHS-2"), by=by),
        )
        refused_without_trace(
            NotAllowed,
            lambda by=outsider: end_statement(professional_id=person.pk, ended_on=business_today(), by=by),
        )


def test_a_statement_ends_once_on_a_day_between_its_own_and_today(world: Market, clock: Clock) -> None:
    agency = world.registered_agency("甲")
    person, by = stated(world, agency), world.agent(agency)
    clock.set(date(2023, 3, 10))
    for day in (date(2023, 2, 28), date(2023, 3, 11)):
        refused_without_trace(
            FieldsRefused, lambda day=day: end_statement(professional_id=person.pk, ended_on=day, by=by)
        )
    end_statement(professional_id=person.pk, ended_on=date(2023, 3, 5), by=by)
    assert Event.objects.get(name="professional.ended").data == {"ended_on": "2023-03-05"}
    refused_without_trace(
        StatementEnded, lambda: end_statement(professional_id=person.pk, ended_on=date(2023, 3, 6), by=by)
    )


def test_the_reviewer_sees_whose_certificate_ran_out_and_who_stands_with_another_agency(
    world: Market, clock: Clock
) -> None:
    agency, rival = world.agency("甲"), world.registered_agency("乙测绘公司")
    stated(world, agency, 9, "CHS-1")
    stated(world, agency, None, "CHS-2", name="赵工")
    elsewhere = stated(world, rival, 9, "chs-1")
    clock.set(date(2023, 3, 10))
    lines = people_for_review(agency)
    assert [(line.is_out_of_date, line.elsewhere) for line in lines] == [(False, ("乙测绘公司",)), (False, ())]
    clock.set(date(2023, 3, 11))
    assert [line.is_out_of_date for line in people_for_review(agency)] == [True, False]
    page = reverse("marketplace:review_admission", args=[agency.admissions.get().pk])
    shown = as_user(world.reviewer).get(page).content.decode()
    assert all(words in shown for words in ("赵工", "证书已到期", "同时登记", "乙测绘公司"))
    end_statement(professional_id=elsewhere.pk, ended_on=business_today(), by=world.agent(rival))
    assert [line.elsewhere for line in people_for_review(agency)] == [(), ()]


def test_everybody_sees_how_many_hold_a_qualification_and_nobodys_name(world: Market, clock: Clock) -> None:
    agency = world.agency("甲")
    stated(world, agency, number="CHS-1", name="钱某某", is_registered_here=True)
    stated(world, agency, None, "CHS-2", name="孙某某")
    stated(world, agency, 5, "CHS-3")
    stated(world, agency, None, "ZJ-1", qualification="一级造价工程师(土建)")
    ended = stated(world, agency, None, "ZJ-2", qualification="一级造价工程师（土建）")
    end_statement(professional_id=ended.pk, ended_on=business_today(), by=world.agent(agency))
    clock.set(date(2023, 3, 7))
    counts = sorted(qualification_counts(agency), key=lambda line: -line.count)
    assert counts == [QualificationCount("注册测绘师", 2, 1), QualificationCount("一级造价工程师（土建）", 1, 0)]
    page = as_user().get(reverse("marketplace:agency", args=[agency.pk])).content.decode()
    assert "一级造价工程师（土建）" in page
    assert not any(word in page for word in ("钱某某", "孙某某", "CHS-1"))


def test_an_agency_keeps_its_people_on_the_page_of_its_certificates(world: Market) -> None:
    agency = world.agency("甲")
    client, mine = as_user(world.agent(agency)), reverse("marketplace:my_agency")
    fields = {"name": "王工", "qualification": "注册测绘师", "certificate_number": "CHS-1", "is_registered_here": "on"}
    new = reverse("marketplace:new_professional")
    assert client.post(new, fields | {"certificate_number": IDENTITY}).status_code == 422
    assert client.post(new, fields).status_code == 302
    again = client.post(new, fields)
    assert (again.status_code, "无需重复登记" in again.content.decode()) == (422, True)
    person = Professional.objects.get()
    end = reverse("marketplace:end_professional", args=[person.pk])
    assert end in client.get(mine).content.decode()
    assert client.post(end, {"ended_on": "2023-03-02"}).status_code == 422
    assert client.post(end, {"ended_on": "2023-03-01"}).status_code == 302
    shown = client.get(mine).content.decode()
    assert (end in shown, "已终止的登记" in shown) == (False, True)
    rival = world.registered_agency("乙")
    assert as_user(world.agent(rival)).get(end).status_code == 404


@override_settings(ADMISSION_REVIEW_DAYS=7)
def test_the_page_of_an_application_tells_the_days_of_the_review_that_are_set(world: Market) -> None:
    agency = world.registered_agency("甲")
    page = reverse("marketplace:apply_for_service", args=[world.service_type.code])
    assert "7 个工作日内答复" in as_user(world.agent(agency)).get(page).content.decode()
