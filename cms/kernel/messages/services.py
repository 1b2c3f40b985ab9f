"""Telling people: a message stands in the site at once, and mail is owed by an errand."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.transaction import atomic
from django.utils import translation
from django.utils.functional import Promise

from cms.kernel.clock import business_now
from cms.kernel.errands import owe
from cms.kernel.messages.delivery import MAILED_IN, mail_message, mail_messages
from cms.kernel.messages.models import Message
from cms.kernel.people.models import Membership, MembershipState, Party, User


def _source(sentence: str | Promise) -> str:
    with translation.override("zh-hans"):
        return str(sentence)


@atomic
def notify(
    *,
    subject: str | Promise,
    body: str | Promise,
    party: Party | None = None,
    user: User | None = None,
    link: str = "",
    off_link: str = "",
    language: str = settings.LANGUAGE_CODE,
    **params: Any,
) -> Message:
    """A message stands for `user`, or for everybody who acts for `party`; mail to them is owed.

    `subject` and `body` are gettext sentences with named parameters, given in `params` (JSON values). `off_link`: the
    signed path at which the reader ends messages of this sort with one click. `language`: in which it is mailed; on
    the site everybody reads it in their own.
    """
    message = Message.objects.create(
        party=party,
        user=user,
        subject_text=_source(subject),
        body_text=_source(body),
        params=params,
        link=link,
        off_link=off_link,
    )
    owe(MAILED_IN.get(language, mail_message), message.pk)
    return message


@atomic
def notify_each(
    people: Sequence[tuple[User, dict[str, Any]]], *, subject: str | Promise, body: str | Promise, link: str = ""
) -> int:
    """One message stands for each of these people, with parameters of their own; one errand mails them all.

    Returns how many were told.
    """
    sent_at, texts = business_now(), {"subject_text": _source(subject), "body_text": _source(body), "link": link}
    written = Message.objects.bulk_create(
        Message(user=user, params=params, sent_at=sent_at, **texts) for user, params in people
    )
    if written:
        owe(mail_messages, written[0].pk)
    return len(written)


def messages_for(user: User) -> "QuerySet[Message]":
    """The messages of `user` and of the parties they act for, newest first."""
    parties = Membership.objects.filter(user=user, state=MembershipState.ACTIVE).values("party")
    return Message.objects.filter(Q(user=user) | Q(party__in=parties)).order_by("-sent_at", "-pk")


def unread_count(user: object) -> int:
    """How many messages `user` has not read; none for strangers."""
    return messages_for(user).filter(read_at=None).count() if isinstance(user, User) else 0


@atomic
def mark_read(*, message_id: int, by: User) -> None:
    """The message counts as read from now on; a message of others is left alone."""
    messages_for(by).filter(pk=message_id, read_at=None).update(read_at=business_now())
