"""Codes told by name: the one place that knows how an industry, a region or a scale class is called.

The names of a code set are read at once, and again only when an edition was entered since: a page that names a hundred
codes asks the database once whether that happened, and nothing else.

A code set is entered into a process's memory whole: some 1,900 industries and, with every township, 45,000 regions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from asgiref.local import Local
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db.models.expressions import RawSQL
from django.dispatch import receiver
from django.utils.translation import get_language

from policies.registry.codes import CodeChange, CodeEdition, CodeEntry, CodeSet, Fate
from policies.registry.models import ScaleClass
from policies.rules.facts import Label

LONGEST: Final = 12  # digits of a region down to the village
SECTIONS: Final = "ABCDEFGHIJKLMNOPQRST"  # the letter of a section may stand before the digits of an industry


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one code set: of each code in its newest edition, of townships as the county's settings have them.

    A code that no edition names any more, because its place was renamed or merged, bears the name of what it became.
    """

    by_code: Mapping[str, Label]

    def of(self, code: str) -> Label | None:
        """The code by name, or the nearest above it that has one, with the code behind it; None when nothing has."""
        for one in above(code):
            label = self.by_code.get(one)
            if label is not None:
                is_itself = code.lstrip(SECTIONS).ljust(LONGEST, "0") == one.ljust(LONGEST, "0") or code == one
                return label if is_itself else Label(f"{label.zh}（{code}）", f"{label.en} ({code})")
        return None


@dataclass(slots=True)
class Naming:
    """Names the codes of a set for as long as it stands; the register is asked at the first question."""

    code_set: str
    names: Names | None = field(default=None)

    def __call__(self, code: str) -> Label | None:
        """The name of the code as `Names.of` has it."""
        if self.names is None:
            self.names = names_in_force(self.code_set)
        return self.names.of(code)


def set_of(code_set: str) -> str:
    """The code set that a fact or a rule names, whatever its edition: GB/T 4754-2017 is of GB/T 4754."""
    return next((one for one in CodeSet.values if code_set.startswith(one)), "")


def above(code: str) -> Iterable[str]:
    """The code and everything it lies under, the nearest first; of regions also the form with zeros at the end."""
    code = code.lstrip(SECTIONS) or code
    for length in range(len(code), 0, -1):
        yield code[:length]
        if length in (2, 4):
            yield code[:length].ljust(6, "0")


_kept: dict[str, tuple[tuple[Any, ...], Names]] = {}
_asked = Local()


@receiver(request_started, dispatch_uid="names_are_asked_for_once_a_request")
def begin(**_kwargs: Any) -> None:
    """Within a request the register is asked once whether it changed."""
    _asked.names = {}


@receiver(request_finished, dispatch_uid="names_are_asked_for_again")
def end(**_kwargs: Any) -> None:
    """Outside of requests it is asked every time."""
    _asked.names = None


def names_in_force(code_set: str) -> Names:
    """The names of a code set, as fresh as this request (or, outside of one, as this moment)."""
    asked: dict[str, Names] | None = getattr(_asked, "names", None)
    if asked is not None and code_set in asked:
        return asked[code_set]
    written = _written(code_set)
    if code_set not in _kept or _kept[code_set][0] != written:
        _kept[code_set] = written, _read(code_set)
    found = _kept[code_set][1]
    if asked is not None:
        asked[code_set] = found
    return found


def _written(code_set: str) -> tuple[Any, ...]:
    """The editions and changes with the transactions that wrote them last: entering one again writes its row."""
    rows = (
        kept.objects.filter(code_set=code_set).annotate(written=RawSQL("xmin::text", ())).order_by()
        for kept in (CodeEdition, CodeChange)
    )
    editions, changes = (found.values_list("pk", "written") for found in rows)
    return tuple(sorted(editions.union(changes, all=True)))


def _read(code_set: str) -> Names:
    entries = CodeEntry.objects.filter(edition__code_set=code_set).order_by("edition__year")
    found = {code: Label(zh, en or zh) for code, zh, en in entries.values_list("code", "name_zh", "name_en")}
    if code_set == CodeSet.REGION:
        found |= {code: Label(*pair) for code, pair in settings.COUNTY_PLACES.items()}
    changes = CodeChange.objects.filter(code_set=code_set).exclude(fate=Fate.SPLIT).order_by("-changed_on")
    for old, new in changes.values_list("old", "new"):
        if new in found:
            found.setdefault(old, found[new])
    return Names(found)


def in_language(label: Label) -> str:
    """A label in the reader's language."""
    return label.in_language(get_language() or "zh")


def code_name(code: str, code_set: str) -> str:
    """A code of the set by name in the reader's language; the code itself where nothing names it."""
    label = names_in_force(set_of(code_set)).of(code) if code else None
    return in_language(label) if label is not None else code


def names_of_codes(code_set: str, codes: Iterable[str]) -> dict[str, str]:
    """Each code by name in the reader's language; itself where nothing names it."""
    return {code: code_name(code, code_set) for code in codes if code}


def scale_name(code: str) -> str:
    """A scale class by name in the reader's language; the code itself when it is none."""
    return str(ScaleClass(code).label) if code in ScaleClass.values else code


def offered_codes(code_set: str, most: int) -> list[tuple[str, str]]:
    """Codes to choose from with their names in the reader's language, at most so many, the shortest levels first."""
    names = names_in_force(set_of(code_set)).by_code
    levels = sorted({len(code) for code in names if code.isdigit()})
    chosen: list[str] = []
    for level in levels:
        more = [code for code in names if code.isdigit() and len(code) == level]
        if len(chosen) + len(more) <= most:
            chosen += more
    return [(code, in_language(names[code])) for code in sorted(chosen)]
