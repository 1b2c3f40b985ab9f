"""Several policies for one enterprise: which of an exclusive group stands, what the others yield to, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policies.rules.syntax import GroupMode


class Why(StrEnum):
    """Why what is due under a policy is what it is."""

    STANDS = "stands"  # nothing of the group is in its way
    LOWER = "lower"  # another of the group is higher, or as high and entered first
    LATER = "later"  # another of the group comes first in the declared order
    HELD = "held"  # another of the group was granted already
    DIFFERENCE = "difference"  # a lower one was granted already: the difference is due
    CAPPED = "capped"  # the group's cap leaves only this
    USED_UP = "used_up"  # the group's cap leaves nothing


@dataclass(frozen=True, slots=True)
class Claim:
    """What the rule of one policy gives the enterprise, in fen; `policy`: the number it was entered under."""

    policy: int
    fen: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What was granted to the enterprise under a policy of the group, in fen, and still stands."""

    policy: int
    fen: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is due of a claim, in fen, why, and to which policy of the group it yields (None: to none)."""

    policy: int
    fen: int
    why: Why = Why.STANDS
    yields_to: int | None = None

    @property
    def is_due(self) -> bool:
        """Whether anything is left of it."""
        return self.fen > 0


def settle(
    mode: GroupMode, claims: Sequence[Claim], held: Iterable[Held] = (), cap_fen: int | None = None
) -> list[Standing]:
    """How the claims of one enterprise and period stand to each other, in their order.

    `held` are live grants of the group; a policy that holds one is no claimant any more. Without a cap, claims under a
    shared cap stand whole.
    """
    granted = list(held)
    holders = {one.policy for one in granted}
    open_claims = [claim for claim in claims if claim.policy not in holders]
    if mode is GroupMode.SHARED_CAP:
        due = _under_cap(open_claims, granted, cap_fen)
    else:
        due = _one_alone(mode, open_claims, granted)
    return [
        due.get(claim.policy) or Standing(claim.policy, 0, Why.HELD, claim.policy)  # granted under this very policy
        for claim in claims
    ]


def _one_alone(mode: GroupMode, claims: Sequence[Claim], held: Sequence[Held]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    first = min(claims, key=lambda one: _rank(mode, one), default=None)
    before = max(held, key=lambda one: (one.fen, -one.policy), default=None)
    paid = sum(one.fen for one in held)
    why = Why.LATER if mode is GroupMode.ORDER else Why.LOWER
    for claim in claims:
        if first is not None and claim is not first:
            found[claim.policy] = Standing(claim.policy, 0, why, first.policy)
        elif before is None:
            found[claim.policy] = Standing(claim.policy, claim.fen)
        elif mode is GroupMode.TOP_UP and claim.fen > paid:
            found[claim.policy] = Standing(claim.policy, claim.fen - paid, Why.DIFFERENCE, before.policy)
        else:
            found[claim.policy] = Standing(claim.policy, 0, Why.HELD, before.policy)
    return found


def _rank(mode: GroupMode, claim: Claim) -> tuple[int, int]:
    return (claim.order if mode is GroupMode.ORDER else -claim.fen), claim.policy


def _under_cap(claims: Sequence[Claim], held: Sequence[Held], cap_fen: int | None) -> dict[int, Standing]:
    if cap_fen is None:
        return {claim.policy: Standing(claim.policy, claim.fen) for claim in claims}
    left = max(cap_fen - sum(one.fen for one in held), 0)
    before = max(held, key=lambda one: (one.fen, -one.policy)).policy if held else None
    found: dict[int, Standing] = {}
    for claim in sorted(claims, key=lambda one: (one.order, one.policy)):
        fen = min(claim.fen, left)
        left -= fen
        why = Why.STANDS if fen == claim.fen else Why.CAPPED if fen else Why.USED_UP
        found[claim.policy] = Standing(claim.policy, fen, why, None if why is Why.STANDS else before)
        before = claim.policy if fen else before
    return found
