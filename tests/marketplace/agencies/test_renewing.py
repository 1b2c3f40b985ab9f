"""New certificates before the old ones end: the admission stands while they are reviewed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, User
from marketplace.agencies.clocks import look_after_admissions
from marketplace.agencies.errors import CertificateOutOfDate, NothingToRenew, ReasonMissing
from marketplace.agencies.models import Admission, Agency, Certificate
from marketplace.agencies.queries import admitted_agencies, overdue_admissions
from marketplace.agencies.renewing import accept_renewal, apply_for_renewal, refuse_renewal
from marketplace.agencies.services import admit, suspend_admission
from marketplace.agencies.states import AdmissionState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, certificate, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def ending(world: Market) -> Agency:
    """An agency whose certificate ends in twenty days."""
    return world.agency("近山测绘", valid_days=20)


def renewed(world: Market, agency: Agency, valid_days: int = 400) -> Admission:
    return apply_for_renewal(
        agency=agency,
        service_type=world.service_type,
        certificates=[certificate(valid_days, number="CH-0002")],
        by=world.agent(agency),
    )


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named and leaves neither a certificate nor an event."""
    before = (Certificate.objects.count(), Event.objects.count(), list(Admission.objects.values()))
    with pytest.raises(refusal):
        act()
    assert (Certificate.objects.count(), Event.objects.count(), list(Admission.objects.values())) == before


def test_a_renewal_is_accepted_without_a_day_off_the_market(world: Market, clock: Clock) -> None:
    agency = ending(world)
    admission = renewed(world, agency)
    assert (admission.state, admission.due_on) == (AdmissionState.ADMITTED, date(2023, 3, 8))
    assert list(admitted_agencies()) == [agency]
    assert admission.valid_until == business_today() + timedelta(days=20)
    accept_renewal(admission_id=admission.pk, by=world.reviewer)
    admission.refresh_from_db()
    assert (admission.valid_until, admission.renewal_at) == (business_today() + timedelta(days=400), None)
    assert [shown.number for shown in admission.certificates.filter(is_current=True)] == ["CH-0002"]
    clock.forward(days=21)
    tick()
    run_due()
    assert list(admitted_agencies()) == [agency]
    assert Message.objects.filter(party=agency.party, subject_text__startswith="资质续期审核结果").exists()


def test_a_refused_renewal_leaves_the_admission_to_its_old_end(world: Market, clock: Clock) -> None:
    admission = renewed(world, ending(world))
    refused(ReasonMissing, lambda: refuse_renewal(admission_id=admission.pk, by=world.reviewer, reason=" "))
    refuse_renewal(admission_id=admission.pk, by=world.reviewer, reason="扫描件不清晰。")
    admission.refresh_from_db()
    assert [shown.number for shown in admission.certificates.filter(is_current=True)] == ["CH-0001"]
    assert (admission.state, admission.valid_until) == (AdmissionState.ADMITTED, business_today() + timedelta(days=20))
    clock.forward(days=21)
    tick()
    admission.refresh_from_db()
    assert admission.state == AdmissionState.EXPIRED


def test_where_the_old_certificate_ends_first_the_renewal_goes_on_as_an_application(
    world: Market, clock: Clock
) -> None:
    admission = renewed(world, ending(world))
    clock.forward(days=21)
    tick()
    admission.refresh_from_db()
    assert (admission.state, admission.renewal_at, admission.due_on) == (AdmissionState.APPLIED, None, date(2023, 3, 8))
    assert not admitted_agencies().exists()
    admit(admission_id=admission.pk, by=world.reviewer)
    assert admitted_agencies().exists()


def test_a_renewal_has_the_clock_of_an_application(world: Market, clock: Clock) -> None:
    admission = renewed(world, ending(world))
    look_after_admissions()
    clock.set(admission.due_on + timedelta(days=1))
    assert list(overdue_admissions()) == [admission]
    assert look_after_admissions() == 2  # the reviewers reminded, the supervisors told
    assert set(Event.objects.filter(name__startswith="admission.").values_list("name", flat=True)) >= {
        "admission.due_soon",
        "admission.overdue",
    }


def test_what_cannot_be_renewed_is_refused(world: Market, clock: Clock) -> None:
    agency, stranger = ending(world), world.registered_agency("未入驻测绘")
    refused(NothingToRenew, lambda: renewed(world, stranger))
    refused(CertificateOutOfDate, lambda: renewed(world, agency, valid_days=-1))
    admission = Admission.objects.get(agency=agency)
    refused(NothingToRenew, lambda: accept_renewal(admission_id=admission.pk, by=world.reviewer))
    renewed(world, agency, valid_days=3)
    refused(NotAllowed, lambda: accept_renewal(admission_id=admission.pk, by=world.clerk))
    clock.forward(days=4)
    refused(CertificateOutOfDate, lambda: accept_renewal(admission_id=admission.pk, by=world.reviewer))


def test_a_suspended_admission_is_renewed_and_stays_suspended(world: Market) -> None:
    admission = renewed(world, ending(world))
    suspend_admission(admission_id=admission.pk, by=world.reviewer, reason="核查中。")
    accept_renewal(admission_id=admission.pk, by=world.reviewer)
    admission.refresh_from_db()
    assert (admission.state, admission.renewal_at) == (AdmissionState.SUSPENDED, None)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_agency_and_reviewer_do_it_on_their_pages(world: Market) -> None:
    agency = ending(world)
    mine, reviewer = browser(world.agent(agency)), browser(world.reviewer)
    apply = reverse("marketplace:apply_for_service", args=[world.service_type.code])
    assert apply in mine.get(reverse("marketplace:my_agency")).content.decode()
    assert "申请续期" in mine.get(apply).content.decode()
    entered = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "测绘资质证书",
        "form-0-number": "CH-0009",
        "form-0-issuer": "省自然资源厅",
        "form-0-valid_until": "2025-03-01",
    }
    assert mine.post(apply, entered).status_code == 302
    assert "续期待审核" in mine.get(reverse("marketplace:my_agency")).content.decode()
    assert agency.party.name in reviewer.get(reverse("marketplace:admission_queue")).content.decode()
    admission = Admission.objects.get()
    review = reverse("marketplace:review_admission", args=[admission.pk])
    assert "同意续期" in reviewer.get(review).content.decode()
    assert reviewer.post(review, {"decision": "renew", "reason": ""}).status_code == 302
    admission.refresh_from_db()
    assert admission.valid_until == date(2025, 3, 1)
