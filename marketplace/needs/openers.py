"""Naming the openers of a large need: several people of different parties, without whom its bids stay sealed."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from cms.kernel.access import PERMISSIONS, Act, require
from cms.kernel.errors import WrongState
from cms.kernel.models import Membership, User
from cms.kernel.money import to_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.needs.errors import NotAllowedToOpen, OpenersMissing, OpenersOfOneSide, OpenerWithoutKey
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener, OpenerKey
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.rules import OpenerRule, opener_rule
from marketplace.needs.states import NeedState, OpenerState

SUPERVISING = (Role.SUPERVISOR, Role.AUDITOR)


def candidates(need: Need) -> "QuerySet[Membership]":
    """Who may be named: people of the owner, of the competent department, supervisors and auditors; no agency's."""
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.OPEN_BIDS])
    near = [need.owner.party_id, need.service_type.department_id]
    held = held.filter(Q(party__in=near) | Q(role__in=SUPERVISING)).filter(user__is_active=True)
    return held.exclude(user__in=agents()).select_related("user", "party").order_by("party__name", "user__name", "pk")


def agents() -> "QuerySet[Membership, int]":
    """The ids of everybody who acts for an agency."""
    held = Membership.objects.filter(role=Role.AGENCY).exclude(state=MembershipState.REFUSED)
    return held.exclude(state=MembershipState.ENDED).values_list("user_id", flat=True)


def key_of(user: User) -> OpenerKey | None:
    """The person's opening key in force."""
    return user.opener_keys.order_by("-pk").first()


def wants_openers(need: Need) -> bool:
    """Whether the draft is so large that it cannot be posted before its openers are named."""
    rule = opener_rule(moment_after_lock().date())
    named = need.openers.filter(state=OpenerState.NAMED).count()
    return to_fen(need.ceiling) >= rule.line_fen and named < rule.least


@atomic
def name_openers(
    *, need_id: int, named: Sequence[Membership], by: User, standby: Sequence[Membership] = ()
) -> list[Opener]:
    """The draft's openers are these people, in place of any earlier ones; `standby` may be exchanged for one of them.

    A standby gets a share of the key as well, so no party may hold, standbys included, as many as open it. Raises
    NotAllowed, WrongState, OpenersMissing, OpenersOfOneSide, NotAllowedToOpen, OpenerWithoutKey.
    """
    need = locked(Need, need_id, "procurement__owner__party", "procurement__service_type")
    require(by, Act.POST_NEED, need.owner.party)
    if need.state != NeedState.DRAFT:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    rule = opener_rule(moment_after_lock().date())
    people = {one.user_id: one for one in named}
    reserve = {one.user_id: one for one in standby if one.user_id not in people}
    may_open = set(candidates(need).values_list("pk", flat=True))
    for one in (*people.values(), *reserve.values()):
        if one.pk not in may_open:
            raise NotAllowedToOpen(name=one.user.name)
    _check_sides([one.party_id for one in people.values()], [one.party_id for one in reserve.values()], rule)
    need.openers.all().delete()
    made = Opener.objects.bulk_create(
        Opener(need=need, user=one.user, party=one.party, key=_key(one.user), state=state)
        for state, group in ((OpenerState.NAMED, people), (OpenerState.STANDBY, reserve))
        for one in group.values()
    )
    record("need.openers_named", about=need, by=by, openers=sorted(people), standby=sorted(reserve))
    return made


def openers_to_freeze(need: Need) -> int:
    """How many openers must agree to the opening of a need about to be posted; 0 when it has and needs none.

    Raises OpenersMissing, OpenersOfOneSide, NotAllowedToOpen.
    """
    rule = opener_rule(moment_after_lock().date())
    everybody = list(need.openers.select_related("user", "party"))
    openers = [one for one in everybody if one.state == OpenerState.NAMED]
    reserve = [one for one in everybody if one.state == OpenerState.STANDBY]
    if not openers and to_fen(need.ceiling) < rule.line_fen:
        return 0
    _check_sides(sides_of(openers), sides_of(reserve), rule)
    known = set(candidates(need).values_list("user_id", "party_id"))
    for one in everybody:
        if (one.user_id, one.party_id) not in known:
            raise NotAllowedToOpen(name=one.user.name)
    return rule.needed(len(openers))


def check_ceiling_without_openers(need: Need, ceiling_fen: int) -> None:
    """Nothing happens when a posted need may have this ceiling; its key is made, so openers cannot be added any more.

    Raises OpenersMissing.
    """
    rule = opener_rule(moment_after_lock().date())
    if not need.openers_needed and ceiling_fen >= rule.line_fen:
        raise _missing(rule)


def _check_sides(parties: Sequence[int], reserve: Sequence[int], rule: OpenerRule) -> None:
    if not rule.least <= len(parties) <= rule.most or len(reserve) > len(parties):
        raise _missing(rule)
    most = max(Counter([*parties, *reserve]).values())
    if not stand_together(parties, rule) or most >= rule.needed(len(parties)):
        raise OpenersOfOneSide(least=rule.least_parties)


def sides_of(openers: Iterable[Opener]) -> list[int]:
    """The parties of the openers, each as often as it has one."""
    return [one.party_id for one in openers]


def stand_together(parties: Sequence[int], rule: OpenerRule) -> bool:
    """Whether openers of these parties are of several sides, none of which has enough to open alone."""
    sides = Counter(parties)
    return len(sides) >= rule.least_parties and max(sides.values()) < rule.needed(len(parties))


def _missing(rule: OpenerRule) -> OpenersMissing:
    return OpenersMissing(limit=f"{rule.line_fen // 100:,}", least=rule.least, most=rule.most)


def _key(user: User) -> OpenerKey:
    key = key_of(user)
    if key is None:
        raise OpenerWithoutKey(name=user.name)
    return key
