"""Agencies apply per service type, departments decide within their clock, the calendar ends what has run out."""

from collections.abc import Callable
from datetime import date

import pytest

from cms.kernel.errands import run_due, tick
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, Party
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role
from marketplace.agencies.errors import (
    AgencySuspended,
    AlreadyAdmitted,
    AlreadyRegistered,
    CertificateMissing,
    CertificateOutOfDate,
    NoDepartment,
    OwnApplication,
    ReasonMissing,
)
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.queries import (
    admission_for,
    admitted_agencies,
    coverage,
    market_size,
    overdue_admissions,
    related_parties,
)
from marketplace.agencies.services import (
    admit,
    apply_for_service,
    refuse_application,
    register_agency,
    restore_admission,
    restore_agency,
    return_application,
    suspend_admission,
    suspend_agency,
)
from marketplace.agencies.states import AdmissionState
from marketplace.catalogue.services import CatalogueRow, load_catalogue
from tests.conftest import Clock
from tests.marketplace.worlds import Market, certificate, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def applied(world: Market, agency: Agency, valid_days: int | None = 400) -> Admission:
    """The agency has applied for the market's service type."""
    return apply_for_service(
        agency=agency,
        service_type=world.service_type,
        certificates=[certificate(valid_days)],
        by=world.agent(agency),
    )


def refused_without_trace(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named and leaves no event."""
    before = Event.objects.count()
    with pytest.raises(refusal):
        act()
    assert Event.objects.count() == before


def test_an_admitted_agency_may_offer_the_type_until_its_first_certificate_ends(world: Market) -> None:
    agency = world.registered_agency("甲")
    admission = apply_for_service(
        agency=agency,
        service_type=world.service_type,
        certificates=[certificate(300, "CH-1"), certificate(200, "CH-2"), certificate(None, "CH-3")],
        by=world.agent(agency),
    )
    assert admission_for(agency, world.service_type) is None
    admit(admission_id=admission.pk, by=world.reviewer)
    standing = admission_for(agency, world.service_type)
    assert standing is not None
    assert standing.valid_until == date(2023, 9, 17)


def test_the_review_clock_counts_working_days_from_the_day_after(world: Market, clock: Clock) -> None:
    admission = applied(world, world.registered_agency("甲"))
    assert admission.due_on == date(2023, 3, 8)
    clock.set(date(2023, 3, 8))
    assert not overdue_admissions()
    clock.set(date(2023, 3, 9))
    assert list(overdue_admissions()) == [admission]


def test_the_review_clock_knows_holidays_and_worked_weekends(world: Market, clock: Clock) -> None:
    clock.set(date(2023, 4, 27))
    assert applied(world, world.registered_agency("甲")).due_on == date(2023, 5, 8)


def test_a_returned_application_is_completed_and_decided_again(world: Market) -> None:
    agency = world.registered_agency("甲")
    admission = applied(world, agency)
    refused_without_trace(
        ReasonMissing, lambda: return_application(admission_id=admission.pk, by=world.reviewer, reason=" ")
    )
    return_application(admission_id=admission.pk, by=world.reviewer, reason="证书不清晰")
    again = applied(world, agency)
    assert (again.pk, again.state, again.reason) == (admission.pk, AdmissionState.APPLIED, "")
    assert again.certificates.filter(is_current=True).count() == 1
    refuse_application(admission_id=admission.pk, by=world.reviewer, reason="资质等级不符")
    assert admission_for(agency, world.service_type) is None


def test_only_the_types_own_department_decides_and_nobody_about_their_own_agency(world: Market) -> None:
    agency = world.registered_agency("甲")
    admission = applied(world, agency)
    stranger = world.person("水利审核", Role.REVIEWER, world.party("水利局"))
    for outsider in (stranger, world.clerk, world.agent(agency)):
        refused_without_trace(NotAllowed, lambda outsider=outsider: admit(admission_id=admission.pk, by=outsider))
    appoint(user=world.reviewer, party=agency.party, role=Role.AGENCY, by=None)
    refused_without_trace(OwnApplication, lambda: admit(admission_id=admission.pk, by=world.reviewer))


def test_what_is_decided_is_not_decided_again(world: Market) -> None:
    admission = applied(world, world.registered_agency("甲"))
    admit(admission_id=admission.pk, by=world.reviewer)
    refused_without_trace(WrongState, lambda: admit(admission_id=admission.pk, by=world.reviewer))
    refused_without_trace(
        WrongState, lambda: restore_admission(admission_id=admission.pk, by=world.reviewer, reason="无")
    )


def test_a_bad_application_is_refused(world: Market) -> None:
    agency = world.registered_agency("甲")
    agent, kind = world.agent(agency), world.service_type
    apply = lambda *shown: apply_for_service(agency=agency, service_type=kind, certificates=shown, by=agent)  # noqa: E731
    refused_without_trace(CertificateMissing, apply)
    refused_without_trace(CertificateOutOfDate, lambda: apply(certificate(-1)))
    refused_without_trace(FieldsRefused, lambda: apply(certificate(10, number=" ")))
    refused_without_trace(
        NotAllowed,
        lambda: apply_for_service(agency=agency, service_type=kind, certificates=[certificate()], by=world.clerk),
    )
    applied(world, agency)
    refused_without_trace(AlreadyAdmitted, lambda: apply(certificate()))


def test_a_type_without_a_department_admits_nobody(world: Market) -> None:
    load_catalogue(rows=[CatalogueRow("其他类", "Other", "翻译服务", "Translation")], by=None)
    agency = world.registered_agency("甲")
    kind = coverage()[-1].service_type
    refused_without_trace(
        NoDepartment,
        lambda: apply_for_service(
            agency=agency, service_type=kind, certificates=[certificate()], by=world.agent(agency)
        ),
    )


def test_a_party_registers_once(world: Market) -> None:
    agency = world.registered_agency("甲")
    register = lambda party: register_agency(  # noqa: E731
        party=party, by=world.agent(agency), legal_person="张三", contact_name="李四", contact_mobile="1990"
    )
    refused_without_trace(AlreadyRegistered, lambda: register(agency.party))
    refused_without_trace(NotAllowed, lambda: register(world.owner.party))


def test_the_calendar_ends_an_admission_the_day_after_its_certificate(world: Market, clock: Clock) -> None:
    agency = world.agency("甲", valid_days=9)
    clock.set(date(2023, 3, 10))
    tick()
    assert admission_for(agency, world.service_type) is not None
    clock.set(date(2023, 3, 11))
    tick()
    assert admission_for(agency, world.service_type) is None
    assert Event.objects.get(name="admission.expired").by is None
    admit(admission_id=applied(world, agency).pk, by=world.reviewer)
    assert admission_for(agency, world.service_type) is not None


def test_a_suspension_by_type_or_whole_takes_the_agency_off_the_market(world: Market) -> None:
    agency = world.agency("甲")
    admission = admission_for(agency, world.service_type)
    assert admission is not None
    suspend_admission(admission_id=admission.pk, by=world.reviewer, reason="核查")
    assert not admitted_agencies().exists()
    restore_admission(admission_id=admission.pk, by=world.reviewer, reason="核查完毕")
    suspend_agency(agency_id=agency.pk, by=world.supervisor, reason="失信")
    assert admission_for(agency, world.service_type) is None
    run_due()
    assert Message.objects.get(party=agency.party, subject_text="已被暂停参加报价").params["reason"] == "失信"
    refused_without_trace(AgencySuspended, lambda: applied(world, agency))
    refused_without_trace(NotAllowed, lambda: restore_agency(agency_id=agency.pk, by=world.reviewer, reason="无"))
    restore_agency(agency_id=agency.pk, by=world.supervisor, reason="已修复")
    assert admitted_agencies().get() == agency
    run_due()
    assert Message.objects.get(party=agency.party, subject_text="已恢复参加报价").params["reason"] == "已修复"


def test_a_type_with_three_agencies_is_regular_and_one_with_fewer_recruits(world: Market) -> None:
    for name in ("甲", "乙"):
        world.agency(name)
    applied(world, world.registered_agency("丙"))
    assert [(line.admitted_count, line.is_regular) for line in coverage()] == [(2, False)]
    world.agency("丁")
    size = market_size()
    assert (size.agencies, size.service_types, size.regular, size.short) == (3, 1, 1, 0)


def test_agencies_are_found_by_name_code_and_type(world: Market) -> None:
    first, _second = world.agency("天目测绘"), world.agency("云溪勘测")
    assert list(admitted_agencies(text="天目")) == [first]
    assert list(admitted_agencies(text=first.party.uscc)) == [first]
    assert admitted_agencies(service_type=world.service_type).count() == 2


def test_an_empty_number_relates_nobody_and_a_rivals_telephone_voids_nothing(world: Market) -> None:
    parties: list[Party] = [world.agency(name).party for name in ("甲", "乙")]
    Agency.objects.update(contact_mobile="19900008888", legal_person_digest="")
    assert related_parties(parties) == {}


def test_the_agency_is_told_what_was_decided_and_why(world: Market) -> None:
    admission = applied(world, world.registered_agency("甲"))
    return_application(admission_id=admission.pk, by=world.reviewer, reason="证书不清晰")
    run_due()
    message = Message.objects.get(party=admission.agency.party)
    assert "工程测绘" in message.body
    assert "证书不清晰" in message.body
