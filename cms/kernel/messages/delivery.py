"""Carrying a message out of the house: e-mail now, SMS by whatever the county plugs in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cms.kernel.dues import each_due
from cms.kernel.errands import Work, errand
from cms.kernel.messages.models import Message
from cms.kernel.people.models import Membership, MembershipState, User


class TextGateway(Protocol):
    """A county's SMS gateway."""

    def send(self, *, mobile: str, text: str) -> None:
        """Hands `text` over for `mobile`; raises when it was not taken."""
        ...


def readers(message: Message) -> list[User]:
    """The people a message is for."""
    if message.user is not None:
        return [message.user]
    held = Membership.objects.filter(party=message.party, state=MembershipState.ACTIVE)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


def letter(message: Message, address: str) -> EmailMessage:
    """The message as an e-mail to one reader, who learns nobody else's address.

    One that may be turned off tells the reader and their program where (RFC 8058).
    """
    if not message.off_link:
        return EmailMessage(message.subject, message.body, None, [address])
    site = settings.SITE_ADDRESS
    parts = [message.body, *([f"{site}{message.link}"] if message.link else [])]
    parts.append(_("不想再收到此类提醒，请打开以下链接退订：") + f"\n{site}{message.off_link}")
    headers = {"List-Unsubscribe": f"<{site}{message.off_link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(message.subject, "\n\n".join(parts), None, [address], headers=headers)


@errand(outward=True, queue="mail")
def mail_message(message_id: int) -> None:
    """The message has left in Chinese."""
    with translation.override(settings.LANGUAGE_CODE):
        _carry(message_id)


@errand(outward=True, queue="mail")
def mail_in_english(message_id: int) -> None:
    """The message has left in English, for a person who asked for it in English."""
    with translation.override("en"):
        _carry(message_id)


MAILED_IN: Mapping[str, Work] = {settings.LANGUAGE_CODE: mail_message, "en": mail_in_english}
"""Which errand carries a message out of the house in which language."""


def _carry(message_id: int) -> None:
    """The message has left by e-mail (and SMS, where a gateway is set) to those who have an address, to each once.

    Who could not be reached is tried again with the errand; whoever was reached is not.
    """
    message = Message.objects.select_related("user", "party").filter(pk=message_id, mailed_at=None).first()
    if message is None:
        return
    gateway: TextGateway | None = import_string(settings.SMS_GATEWAY)() if settings.SMS_GATEWAY else None
    people = readers(message)
    ways: list[tuple[str, Callable[[], object]]] = [
        (f"mail:{one.pk}", letter(message, one.email).send) for one in people if one.email
    ]
    if gateway is not None:
        texts = [(one, partial(gateway.send, mobile=one.mobile, text=message.body)) for one in people if one.mobile]
        ways += [(f"text:{one.pk}", send) for one, send in texts]
    each_due(partial(_reach, message, way, send) for way, send in ways if way not in message.reached)
    Message.objects.filter(pk=message_id).update(mailed_at=timezone.now())


@errand(outward=True, queue="mail")
def mail_messages(message_id: int) -> None:
    """The messages that were written together with this one have left, each as if it were alone.

    Who could not be reached is tried again with the errand, and keeps nobody else waiting.
    """
    first = Message.objects.get(pk=message_id)
    together = Message.objects.filter(sent_at=first.sent_at, subject_text=first.subject_text, mailed_at=None)
    each_due(partial(_mail, pk) for pk in together.order_by("pk").values_list("pk", flat=True))


def _mail(message_id: int) -> int:
    mail_message(message_id)
    return 1


def _reach(message: Message, way: str, send: Callable[[], object]) -> int:
    """One reader has it by one way, and that is on record at once."""
    send()
    message.reached.append(way)
    Message.objects.filter(pk=message.pk).update(reached=message.reached)
    return 1
