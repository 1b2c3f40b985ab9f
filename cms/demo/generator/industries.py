"""A small table of industries (GB/T 4754-2017) with how common they are in the county and how large their firms."""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from cms.demo.generator.catalogue import DATA

_SECTIONS = (
    (5, "A"), (12, "B"), (43, "C"), (46, "D"), (50, "E"), (52, "F"), (60, "G"), (62, "H"), (65, "I"), (69, "J"),
    (70, "K"), (72, "L"), (75, "M"), (79, "N"), (82, "O"), (83, "P"), (85, "Q"), (90, "R"),
)  # fmt: skip
HI_TECH_MANUFACTURING = ("27", "3913", "3985", "3824", "4027")
"""Prefixes of the county's demo catalogue of hi-tech manufacturing (高技术产业（制造业）分类, in part)."""


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry; `revenue_wan` and `employees` are medians of a company of it, money in 10,000 yuan."""

    code: str
    name: str
    name_en: str
    name_word: str
    weight: int
    revenue_wan: int
    employees: int

    @property
    def section(self) -> str:
        """The section letter of its division."""
        division = int(self.code[:2])
        return next(letter for last, letter in _SECTIONS if division <= last)


@cache
def industries() -> tuple[Industry, ...]:
    """All of them, by code."""
    with (DATA / "industries.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Industry(
                row["code"], row["name_zh"], row["name_en"], row["name_word"],
                int(row["weight"]), int(row["revenue_wan"]), int(row["employees"]),
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


@cache
def running_weights(prefixes: tuple[str, ...]) -> tuple[tuple[Industry, ...], tuple[int, ...]]:
    """The industries under these code prefixes (all, for none) and their cumulative weights."""
    chosen = tuple(each for each in industries() if not prefixes or each.code.startswith(prefixes))
    return chosen, tuple(accumulate(each.weight for each in chosen))
