"""A message reaches each of its readers once, by each way, and none of them learns the others' addresses."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from cms.kernel.errands import Errand, run
from cms.kernel.messages import delivery
from cms.kernel.messages.delivery import mail_message
from cms.kernel.messages.models import Message
from cms.kernel.messages.services import notify
from cms.kernel.people.models import Party, User
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role

pytestmark = pytest.mark.django_db
USCC = "91340000MA2MQ0001T"
texted: list[str] = []


class Gateway:
    """The county's SMS: one number is out of order."""

    def send(self, *, mobile: str, text: str) -> None:
        if mobile.endswith("1"):
            raise OSError(mobile)
        texted.append(mobile)


@pytest.fixture(autouse=True)
def gateway() -> None:
    texted.clear()


def told() -> Message:
    """A message to a party for which three people act, by mail and by mobile."""
    party = Party.objects.create(uscc=USCC, name="云川某某有限公司")
    for place in range(3):
        user = User.objects.create_user(name=f"人{place}", email=f"{place}@qiye.example", mobile=f"1380000000{place}")
        appoint(user=user, party=party, role=Role.ENTERPRISE, by=None)
    return notify(party=party, subject="标题", body="正文")


def test_nobody_learns_the_address_of_another_reader() -> None:
    mail_message(told().pk)
    assert [one.recipients() for one in mail.outbox] == [[f"{place}@qiye.example"] for place in range(3)]


def test_whoever_was_reached_is_not_reached_again_when_another_could_not_be(
    settings: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS_GATEWAY = f"{__name__}.Gateway"  # type: ignore[attr-defined]
    message = told()
    owed = Errand.objects.get(task__endswith="mail_message")
    assert not run(owed.pk)
    assert (len(mail.outbox), texted) == (3, ["13800000000", "13800000002"])
    said = [record.getMessage() for record in caplog.records]
    assert "due: _reach() failed" in said  # and neither whom nor what
    assert "1380000" not in "".join(said)
    monkeypatch.setattr(Gateway, "send", lambda self, *, mobile, text: texted.append(mobile))
    Errand.objects.update(run_at=message.sent_at)
    assert run(owed.pk)
    assert (len(mail.outbox), texted[2:]) == (3, ["13800000001"])
    message.refresh_from_db()
    assert message.mailed_at is not None


def test_without_what_was_put_on_record_everybody_is_reached_again(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SMS_GATEWAY = f"{__name__}.Gateway"  # type: ignore[attr-defined]
    message = told()
    monkeypatch.setattr(delivery, "_reach", lambda _message, _way, send: send() or 1)
    for _ in range(2):
        with pytest.raises(ExceptionGroup):
            mail_message(message.pk)
    assert len(mail.outbox) == 6


def test_one_address_belongs_to_one_person_however_it_is_written() -> None:
    User.objects.create_user(name="甲", email="jia@qiye.example")
    with pytest.raises(IntegrityError, match="an_address_is_one_persons_in_any_case"), transaction.atomic():
        User.objects.create_user(name="乙", email="JIA@qiye.example")
