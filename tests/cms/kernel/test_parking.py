"""A given-up errand is seen with its error, and done once an administrator resumes it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.kernel.errands import Errand, owe, run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import Event
from cms.kernel.parking.errors import NotParked
from cms.kernel.parking.services import resume_errand
from cms.kernel.people.tasks import tell_member
from cms.kernel.roles import Role
from tests.policies.officers import a_department, a_person

pytestmark = pytest.mark.django_db


def given_up() -> Errand:
    held = a_person(Role.MAKER, a_department("县财政局")).memberships.get()
    Errand.objects.all().delete()
    owed = owe(tell_member, held.pk)
    owed.parked_at, owed.tries, owed.error = timezone.now(), 8, "ConnectionError: 邮件服务器无响应"
    owed.save()
    return owed


def test_a_resumed_errand_is_done(client: Client) -> None:
    owed, chief = given_up(), a_person(Role.ADMINISTRATOR, a_department("县数据局"))
    run_due()
    assert Errand.objects.get(pk=owed.pk).done_at is None
    client.force_login(chief, "cms.kernel.people.login.EmailOrMobileBackend")
    assert "邮件服务器无响应" in client.get(reverse("kernel:parked_errands")).content.decode()
    assert client.post(reverse("kernel:resume_errand", args=[owed.pk])).status_code == 302
    run_due()
    assert Errand.objects.get(pk=owed.pk).done_at is not None
    assert (
        Event.objects.get(name="errand.resumed").data["error"] == "ConnectionError"
    )  # no words: they may be a person's
    with pytest.raises(NotParked):
        resume_errand(errand_id=owed.pk, by=chief)


def test_only_an_administrator_resumes() -> None:
    owed, maker = given_up(), a_person(Role.MAKER, a_department("县财政局"))
    events = Event.objects.count()
    with pytest.raises(NotAllowed):
        resume_errand(errand_id=owed.pk, by=maker)
    owed.refresh_from_db()
    assert (owed.parked_at is None, Event.objects.count()) == (False, events)
