"""What happens when the money or the places are fewer than what is due: shares of a pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from policies.rules.syntax import Shortage
from policies.rules.verdicts import Verdict

LAST = Fraction(-(10**30))


@dataclass(frozen=True, slots=True)
class Claim:
    """What is due to one claimant, in fen. `rank`: the measure it is ranked by, highest first."""

    key: str
    fen: int
    rank: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """What a claimant gets now and what is carried over to the next period, both in fen."""

    key: str
    fen: int
    carried: int = 0


def claim_of(key: str, verdict: Verdict) -> Claim:
    """What a verdict claims of the pool; whose measure is not known comes last."""
    return Claim(key, verdict.amount_fen or 0, verdict.rank if verdict.rank is not None else LAST)


def shared(
    claims: Sequence[Claim], limit_fen: int | None, shortage: Shortage, places: int | None = None
) -> list[Share]:
    """The shares, in the order of the claims (which is the order of arrival); their sum never exceeds `limit_fen`.

    PRO_RATA: parts in proportion, by largest remainder (ties by order), summing exactly to the limit. FIRST_COME and
    RANKED: whole in order of arrival or rank, the first that does not fit gets the rest. CARRY_OVER: as FIRST_COME,
    and the unpaid part is owed next. `places`: only so many claimants get anything.
    """
    order = list(range(len(claims)))
    if shortage is Shortage.RANKED:
        order.sort(key=lambda index: (-claims[index].rank, index))
    chosen = order if places is None else order[:places]
    reached = set(chosen)
    due = [claim.fen if index in reached else 0 for index, claim in enumerate(claims)]
    if limit_fen is None or sum(due) <= limit_fen:
        return [Share(claim.key, fen) for claim, fen in zip(claims, due, strict=True)]
    if shortage is Shortage.PRO_RATA:
        return [Share(claim.key, fen) for claim, fen in zip(claims, _in_proportion(due, limit_fen), strict=True)]
    paid = [0] * len(claims)
    left = limit_fen
    for index in chosen:
        paid[index] = min(due[index], left)
        left -= paid[index]
    carried = shortage is Shortage.CARRY_OVER
    return [
        Share(claim.key, fen, owed - fen if carried else 0) for claim, fen, owed in zip(claims, paid, due, strict=True)
    ]


def _in_proportion(due: list[int], limit: int) -> list[int]:
    """Largest remainder: floors first, then one fen each to the largest remainders."""
    total = sum(due)
    parts = [fen * limit // total for fen in due]
    by_remainder = sorted(range(len(due)), key=lambda index: (-(due[index] * limit % total), index))
    for index in by_remainder[: limit - sum(parts)]:
        parts[index] += 1
    return parts
