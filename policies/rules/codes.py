"""Official codes through their history: what a prefix that a rule was written with covers on a day.

A place that was renamed, or got another code, is the same place: what is said of either code holds for both. A place
that was merged into another lies in that one from then on; what names the merged place does not spread to the rest of
the other. What was split off is left to a person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

LONGEST_WAY: Final = 20
"""So many changes are followed from one code; a ring of changes ends there."""
SHORTEST: Final = 2
"""Characters of the shortest code that changes."""


@dataclass(frozen=True, slots=True)
class Recoding:
    """From a day on, what bore the old code of a code set bears the new one; `merges`: as a part of it only."""

    code_set: str
    old: str
    new: str
    on: date
    merges: bool = False


def present(code: str, known: Mapping[str, str]) -> str:
    """The code that what bore `code` bears after the changes `known`, old to new.

    A change of a district carries everything under it: 341822 → 341882 carries 341822100 to 341882100.
    """
    for _turn in range(LONGEST_WAY):
        old = next((code[:length] for length in range(len(code), SHORTEST - 1, -1) if code[:length] in known), None)
        if old is None:
            break
        code = known[old] + code[len(old) :]
    return code


@dataclass(frozen=True)
class Cover:
    """Which codes lie under some prefixes: the longest prefix of a code in `said` decides; without one it does not."""

    said: Mapping[str, bool]

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The lengths of the prefixes, the longest first."""
        return tuple(sorted({len(prefix) for prefix in self.said}, reverse=True))

    def holds(self, code: str) -> bool:
        """Whether the code lies under one of the prefixes."""
        for length in self.lengths:
            if length <= len(code) and (found := self.said.get(code[:length])) is not None:
                return found
        return False


class CodeHistory:
    """What became of codes, of all code sets; what prefixes cover on a day is worked out once."""

    def __init__(self, changes: Iterable[Recoding] = ()) -> None:
        self.changes = tuple(sorted(changes, key=lambda one: (one.on, one.code_set, one.old, one.new)))
        self._covers: dict[tuple[str, date, tuple[str, ...]], Cover] = {}
        self._meant: dict[tuple[str, date, tuple[str, ...]], frozenset[str]] = {}

    def cover(self, code_set: str, on: date, prefixes: tuple[str, ...]) -> Cover:
        """What the prefixes of a code set (`GB/T 2260`, with or without the year) cover on the day."""
        key = code_set, on, prefixes
        if key not in self._covers:
            changes = [one for one in self.in_force(on) if code_set.startswith(one.code_set)]
            self._covers[key] = covering(prefixes, changes)
        return self._covers[key]

    def meant(self, code_set: str, on: date, codes: tuple[str, ...]) -> frozenset[str]:
        """The codes as they may be on file that are one of these on the day; without a code set just these."""
        key = code_set, on, codes
        if key not in self._meant:
            changes = [one for one in self.in_force(on) if code_set.startswith(one.code_set)]
            self._meant[key] = meaning(codes, changes)
        return self._meant[key]

    def in_force(self, on: date) -> Iterator[Recoding]:
        """The changes up to the day, in their order."""
        return (one for one in self.changes if one.on <= on)


UNCHANGED: Final = CodeHistory()


def covering(prefixes: Iterable[str], changes: Iterable[Recoding]) -> Cover:
    """What the prefixes cover after the changes, as the fewest prefixes of codes as they may be on file.

    A code lies under a prefix when its present form, with merges followed or not, lies under the present form of the
    prefix, with merges not followed. That can change only at the codes named here, and at their earlier forms.
    """
    asked, made = tuple(prefixes), list(changes)
    if not made:
        return Cover(dict.fromkeys(asked, True))
    every = {one.old: one.new for one in made}
    renamed = {one.old: one.new for one in made if not one.merges}
    wanted = tuple(present(prefix, renamed) for prefix in asked)

    def lies_under(code: str) -> bool:
        return present(code, renamed).startswith(wanted) or present(code, every).startswith(wanted)

    said: dict[str, bool] = {}
    for prefix in sorted(_turning_points({*asked, *wanted}, every), key=len):
        holds = lies_under(prefix)
        if Cover(said).holds(prefix) is not holds:
            said[prefix] = holds
    return Cover(said)


def meaning(codes: Iterable[str], changes: Iterable[Recoding]) -> frozenset[str]:
    """Every code that is one of `codes` after the changes, whole code for whole code.

    A code is one of them when its present form, with merges followed or not, is the present form of one of them, with
    merges not followed: who bore the code of a merged place bears the other's, and what names the merged place alone
    does not spread to the rest of the other.
    """
    asked, made = tuple(codes), list(changes)
    if not made:
        return frozenset(asked)
    every = {one.old: one.new for one in made}
    renamed = {one.old: one.new for one in made if not one.merges}
    wanted = {present(code, renamed) for code in asked}
    candidates = _turning_points({*asked, *wanted}, every) | _turning_points({*asked, *wanted}, renamed)
    return frozenset(one for one in candidates if {present(one, renamed), present(one, every)} & wanted)


def _turning_points(prefixes: Iterable[str], known: Mapping[str, str]) -> set[str]:
    """The prefixes, the changed codes, and every code that becomes one of them."""
    found = set(known)
    fresh = {*prefixes, *known, *known.values()}
    for _turn in range(LONGEST_WAY):
        found |= fresh
        earlier = {old + one[len(new) :] for old, new in known.items() for one in fresh if one.startswith(new)}
        fresh = earlier - found
        if not fresh:
            break
    return found
