"""Keeping the register: listed with specialities, taken out of the draws and back, with whom an expert recuses."""

from collections.abc import Sequence

from django.db import connection
from django.db.transaction import atomic

from cms.kernel.access import Act, memberships, require
from cms.kernel.clock import business_now
from cms.kernel.models import Party, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.catalogue.models import ServiceCategory
from marketplace.experts.errors import (
    HoldsNoExpertRole,
    ListedAlready,
    ReasonMissing,
    RecusedAlready,
    SpecialityMissing,
)
from marketplace.experts.models import Expert, Recusal
from marketplace.experts.states import ExpertState


@atomic
def list_expert(
    *, user: User, specialities: Sequence[ServiceCategory], by: User, employer: Party | None = None, title: str = ""
) -> Expert:
    """The person can be drawn for these categories, under a number of its own.

    Raises NotAllowed, HoldsNoExpertRole, SpecialityMissing, ListedAlready.
    """
    require(by, Act.SUPERVISE_MARKET)
    if not memberships(user, Act.SCORE_OFFERS).exists():
        raise HoldsNoExpertRole(name=user.name)
    if not specialities:
        raise SpecialityMissing
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('expert number'))")
    known = Expert.objects.filter(user=user).first()
    if known is not None:
        raise ListedAlready(name=user.name, number=known.number)
    number = f"E{Expert.objects.count() + 1:04d}"
    made = Expert.objects.create(
        user=user, number=number, employer=employer, title=title.strip()[:60], listed_at=business_now()
    )
    made.specialities.set(specialities)
    record("expert.listed", about=made, by=by, specialities=[one.code for one in specialities])
    return made


@atomic
def change_specialities(*, expert_id: int, specialities: Sequence[ServiceCategory], by: User) -> Expert:
    """The expert is drawn for these categories from now on. Raises NotAllowed, SpecialityMissing."""
    require(by, Act.SUPERVISE_MARKET)
    expert = locked(Expert, expert_id)
    if not specialities:
        raise SpecialityMissing
    expert.specialities.set(specialities)
    record("expert.specialities_changed", about=expert, by=by, specialities=[one.code for one in specialities])
    return expert


@atomic
def rest_expert(*, expert_id: int, reason: str, by: User) -> Expert:
    """The expert is drawn no more, for a reason. Raises NotAllowed, ReasonMissing, WrongState."""
    return _move(expert_id, ExpertState.RESTING, reason, by)


@atomic
def relist_expert(*, expert_id: int, reason: str, by: User) -> Expert:
    """The expert can be drawn again. Raises NotAllowed, ReasonMissing, WrongState."""
    return _move(expert_id, ExpertState.LISTED, reason, by)


def _move(expert_id: int, to: ExpertState, reason: str, by: User) -> Expert:
    require(by, Act.SUPERVISE_MARKET)
    if not reason.strip():
        raise ReasonMissing
    expert = locked(Expert, expert_id)
    advance(expert, to, by=by, reason=reason.strip()[:300])
    return expert


@atomic
def state_recusal(*, expert_id: int, party: Party, reason: str, by: User) -> Recusal:
    """The expert never judges what concerns the party; said by a supervisor or the expert.

    Raises NotAllowed, ReasonMissing, RecusedAlready.
    """
    expert = locked(Expert, expert_id)
    if expert.user_id != by.pk:
        require(by, Act.SUPERVISE_MARKET)
    if not reason.strip():
        raise ReasonMissing
    made, is_new = Recusal.objects.get_or_create(
        expert=expert, party=party, defaults={"reason": reason.strip()[:200], "stated_at": business_now()}
    )
    if not is_new:
        raise RecusedAlready(party=party.name)
    record("expert.recused", about=expert, by=by, party=party.pk)
    return made
