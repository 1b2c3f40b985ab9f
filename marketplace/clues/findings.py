"""Finding: one indicator met by one need or party, with its value, bound, chance and evidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

LONGEST_PRINT = 64
STRIKING = Fraction(1, 500)
"""A pattern of prices is a clue when its chance among independent bidders is this or less."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found; numbers in `evidence` are as text, so that nothing is rounded on the way."""

    indicator: str
    parties: tuple[int, ...]
    need: int | None = None
    value: str = ""
    bound: str = ""
    chance: Fraction | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same thing found again: indicator, need and parties; the digest of a long one."""
        told = f"{self.indicator}:{self.need or ''}:{','.join(map(str, self.parties))}"
        return told if len(told) <= LONGEST_PRINT else hashlib.sha256(told.encode()).hexdigest()


def decimal(number: Fraction, places: int = 4) -> str:
    """A fraction as people read it: `"0.0523"`."""
    return f"{float(number):.{places}f}"
