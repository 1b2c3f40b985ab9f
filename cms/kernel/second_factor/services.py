"""What becomes of a person's second factor: enrolled, given up, reset by an administrator; it is all on the trail."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db.transaction import atomic
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.errors import FieldsRefused
from cms.kernel.people.models import User
from cms.kernel.second_factor.errors import NoFactor, OwnFactor
from cms.kernel.second_factor.queries import FACTORS, factors_of
from cms.kernel.states import locked
from cms.kernel.trail import record


@atomic
def reset_second_factor(*, user_id: int, by: User, reason: str) -> User:
    """The person's factors and recovery codes are gone, and with them every session that showed one.

    At the next login they enrol anew. For a device that was lost or broken; the administrator knows the person.
    Raises NotAllowed, OwnFactor, NoFactor, FieldsRefused.
    """
    require(by, Act.MANAGE_PEOPLE)
    user = locked(User, user_id)
    if user.pk == by.pk:
        raise OwnFactor
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请说明理由。")]})
    if not factors_of(user).exists():
        raise NoFactor
    Authenticator.objects.filter(user=user).delete()
    record("second_factor.reset", about=user, by=by, reason=reason.strip()[:300])
    return user


@receiver(authenticator_added)
@atomic
def note_enrolment(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Who has just enrolled a factor has shown it; the trail says when."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        record("second_factor.enrolled", about=user, by=user, sort=str(authenticator.type))


@receiver(authenticator_removed)
@atomic
def note_removal(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """The person gave up a factor of their own."""
    if authenticator.type in FACTORS:
        record("second_factor.given_up", about=user, by=user, sort=str(authenticator.type))


@receiver(authenticator_reset)
@atomic
def note_new_codes(user: User, **_more: Any) -> None:
    """The person has new recovery codes; the old ones open nothing."""
    record("second_factor.codes_made", about=user, by=user)
