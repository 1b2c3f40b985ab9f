"""Official codes to choose from: the edition in force as a tree, level by level, and found by name or by code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings

from cms.kernel.clock import business_today
from policies.registry.codes import CodeEdition, CodeEntry, CodeSet
from policies.registry.naming import SECTIONS, Names, above, in_language, names_in_force, set_of
from policies.rules.facts import Label

MOST: Final = 60
"""So many codes are offered at once; whoever looks for another one types more of its name."""
_LAST: Final = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
LAST_DIVISIONS: Final[Mapping[str, int]] = dict(zip(SECTIONS, _LAST, strict=True))
"""The last two-digit division of each section of GB/T 4754-2017, in order."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One code to choose. `codes`: what a rule writes for it; `within`: what it lies in, the largest first."""

    code: str
    name: str
    codes: tuple[str, ...]
    within: tuple[str, ...]
    has_below: bool

    def as_json(self) -> dict[str, object]:
        """As the editor in the browser reads it."""
        return {
            "code": self.code,
            "name": self.name,
            "codes": list(self.codes),
            "within": list(self.within),
            "hasBelow": self.has_below,
        }


@dataclass(frozen=True)
class Tree:
    """The codes of one edition under those they lie in; `below[""]`: the topmost."""

    named: Mapping[str, Label]
    parents: Mapping[str, str]
    below: Mapping[str, Sequence[str]]

    def way(self, code: str) -> list[str]:
        """What the code lies in, the nearest first."""
        found: list[str] = []
        while code := self.parents.get(code, ""):
            found.append(code)
        return found

    def prefixes(self, code: str) -> tuple[str, ...]:
        """The beginnings by which a rule means everything in the code: a section stands for its divisions."""
        if code.isalpha():
            return tuple(self.below.get(code, ()))
        return (code[:4].removesuffix("00") if len(code) == 6 and code.endswith("00") else code,)

    def offer(self, code: str, *, whole: bool) -> Offer:
        """The code as it is offered."""
        within = tuple(in_language(self.named[one]) for one in reversed(self.way(code)))
        codes = (() if code.isalpha() else (code,)) if whole else self.prefixes(code)
        return Offer(code, in_language(self.named[code]), codes, within, bool(self.below.get(code)))

    def found(self, asked: str) -> Iterator[str]:
        """The codes that every word of what is asked fits, those that begin with it first, larger before smaller."""
        words = asked.casefold().split()

        def fits(code: str, word: str) -> bool:
            label = self.named[code]
            return code.casefold().startswith(word) or word in label.zh.casefold() or word in label.en.casefold()

        hits = [code for code in self.named if all(fits(code, word) for word in words)]
        first = words[0] if words else ""
        starts = {code: code.casefold() == first or in_language(self.named[code]).startswith(first) for code in hits}
        yield from sorted(hits, key=lambda code: (not starts[code], len(self.way(code)), code))


@dataclass(slots=True)
class _Kept:
    """The trees of this process, each with the names and the day it was made of: other ones make another tree."""

    trees: dict[str, tuple[Names, date, Tree]] = field(default_factory=dict)


_kept: Final = _Kept()


def tree_of(code_set: str) -> Tree:
    """The edition in force of a code set, as fresh as its names; without one a tree of nothing."""
    name = set_of(code_set)
    names, today = names_in_force(name), business_today()
    kept = _kept.trees.get(name)
    if kept is None or kept[0] is not names or kept[1] != today:
        kept = _kept.trees[name] = names, today, _grown(name, names, today)
    return kept[2]


def _grown(code_set: str, names: Names, today: date) -> Tree:
    editions = CodeEdition.objects.filter(code_set=code_set, in_force_from__lte=today)
    edition = editions.order_by("-in_force_from", "-year").first()
    codes = set(CodeEntry.objects.filter(edition=edition).values_list("code", flat=True)) if edition else set()
    if code_set == CodeSet.REGION:
        codes |= set(settings.COUNTY_PLACES)
    named = {code: names.by_code[code] for code in sorted(codes) if code in names.by_code}
    parents = {code: _parent(code, named) for code in named}
    below: dict[str, list[str]] = {}
    for code, parent in parents.items():
        below.setdefault(parent, []).append(code)
    return Tree(named, parents, below)


def _parent(code: str, named: Mapping[str, Label]) -> str:
    """The nearest code that this one lies in; of a division of industries the letter of its section."""
    if code.isalpha():
        return ""
    for one in above(code):
        if one != code and one in named and one.rstrip("0") != code.rstrip("0"):
            return one
    if len(code) == 2 and "A" in named:
        return next((letter for letter, last in LAST_DIVISIONS.items() if int(code) <= last and letter in named), "")
    return ""


def offers(code_set: str, *, asked: str = "", under: str = "", whole: bool = False) -> list[Offer]:
    """Codes to choose from: those that fit what is asked, or, of an empty question, those right under a code.

    `whole`: for a list of whole codes; otherwise a rule means everything that begins with what is offered.
    """
    tree = tree_of(code_set)
    codes = tree.found(asked) if asked.strip() else iter(tree.below.get(under, ()))
    return [tree.offer(code, whole=whole) for code, _place in zip(codes, range(MOST), strict=False)]


def way_to(code_set: str, code: str) -> list[tuple[str, str]]:
    """The code and what it lies in with their names, the largest first."""
    tree = tree_of(code_set)
    if code not in tree.named:
        return []
    return [(one, in_language(tree.named[one])) for one in reversed([code, *tree.way(code)])]
