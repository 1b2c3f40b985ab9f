"""Carrying a message out of the house: e-mail now, SMS by whatever the county plugs in."""

from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.kernel.errands import errand
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


@errand(outward=True, queue="mail")
def mail_message(message_id: int) -> None:
    """The message has left by e-mail (and SMS, where a gateway is set) to those who have an address."""
    message = Message.objects.select_related("user", "party").filter(pk=message_id, mailed_at=None).first()
    if message is None:
        return
    people = readers(message)
    addresses = [person.email for person in people if person.email]
    if addresses:
        send_mail(message.subject, message.body, None, addresses)
    gateway: TextGateway | None = import_string(settings.SMS_GATEWAY)() if settings.SMS_GATEWAY else None
    if gateway is not None:
        for person in people:
            if person.mobile:
                gateway.send(mobile=person.mobile, text=message.body)
    Message.objects.filter(pk=message_id).update(mailed_at=timezone.now())
