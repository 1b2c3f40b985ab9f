"""The clauses of a policy's text: found by their numbers, named by their place, found again however they are spelt.

Numbers nest in the usual order of official texts: 第三条, 一、, （一）, 1., （1）. A clause is named by its place:
第三条（一）. A paragraph of an article that bears no number is its next 款; outside articles it is named by its place:
第2段. A heading is named by its words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from policies.rules.problems import Problem, Severity, problem
from policies.rules.syntax import Rule
from policies.rules.walking import walk

DIGITS: Final = "零一二三四五六七八九"
NUMERAL: Final = r"[一二三四五六七八九十百零〇两]+|\d{1,3}"
MARKS: Final = (
    re.compile(rf"第({NUMERAL})条"),
    re.compile(r"([一二三四五六七八九十百零〇]+)[、．.]"),
    re.compile(r"[（(]([一二三四五六七八九十百零〇]+)[）)]"),
    re.compile(r"(\d{1,3})(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(](\d{1,3})[）)]"),
)
"""How a numbered clause begins, the outermost level first."""
SPELT: Final = re.compile(rf"({NUMERAL})\s*(款|段)?")
ARTICLE: Final = 0
MOST_NAMES: Final = 500


def number_of(numeral: str) -> int:
    """The number that a Chinese or Arabic numeral below 1000 stands for: 二十三, 一百零二, 12."""
    if numeral.isascii():
        return int(numeral)
    total = last = 0
    for sign in numeral.replace("〇", "零").replace("两", "二"):
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        else:
            last = DIGITS.index(sign)
    return total + last


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text: which block of the page it stands in, its words, and whether they are a heading."""

    block: int
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it is called, the block it begins in, and how the text begins there."""

    name: str
    block: int
    text: str
    key: tuple[object, ...]


@dataclass
class Clauses:
    """The clauses of one text in their order."""

    found: Sequence[Clause]
    by_key: dict[tuple[object, ...], Clause] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {}
        for clause in self.found:
            self.by_key.setdefault(clause.key, clause)
            self.by_key.setdefault(("heading", _tight(clause.name)), clause)

    def find(self, name: str) -> Clause | None:
        """The clause of that name, however it is spelt: 第三条第（一）项, 第3条(1); None when there is none."""
        return self.by_key.get(("heading", _tight(name))) or self.by_key.get(key_of(name))


def key_of(name: str) -> tuple[object, ...]:
    """What the spellings of one clause's name have in common: its numbers; a paragraph's is told apart by its word.

    第一款 of an article is the article's own first paragraph.
    """
    parts = [(word, number_of(numeral)) if word else number_of(numeral) for numeral, word in SPELT.findall(name)]
    return tuple(part for part in parts if part != ("款", 1))


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text).rstrip("。：:；;")


def clauses_in(paragraphs: Iterable[Paragraph]) -> Clauses:
    """The clauses that the paragraphs make up."""
    return Clauses(list(_clauses(paragraphs)))


def _clauses(paragraphs: Iterable[Paragraph]) -> Iterator[Clause]:
    place: list[tuple[int, str]] = []  # the numbers that are open: level and label
    plain = subparagraph = 0
    for one in paragraphs:
        text = one.text.strip()
        if not text:
            continue
        plain += not one.is_heading
        marked = next(((level, mark.match(text)) for level, mark in enumerate(MARKS) if mark.match(text)), None)
        if marked is not None and marked[1] is not None:
            level, label = marked[0], _label(marked[1])
            del place[next((at for at, (open_level, _) in enumerate(place) if open_level >= level), len(place)) :]
            place.append((level, label))
            subparagraph = 1
            yield _clause("".join(label for _level, label in place).rstrip("、"), one.block, text)
        elif one.is_heading:
            place.clear()
            yield Clause(text, one.block, text, ("heading", _tight(text)))
        elif place and place[0][0] == ARTICLE:
            subparagraph += 1
            del place[1:]
            yield _clause(f"{place[0][1]}第{_numeral(subparagraph)}款", one.block, text)
        elif not place:
            yield _clause(f"第{plain}段", one.block, text)


def _label(marked: re.Match[str]) -> str:
    """The mark as a name bears it."""
    return marked[0].rstrip("．.").replace("(", "（").replace(")", "）")


def _clause(name: str, block: int, text: str) -> Clause:
    return Clause(name, block, text, key_of(name))


def _numeral(number: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")


ENGLISH: Final = (
    (re.compile(rf"第({NUMERAL})条"), "Article {}"),
    (re.compile(rf"第({NUMERAL})款"), ", paragraph {}"),
    (re.compile(rf"第({NUMERAL})段"), "Paragraph {}"),
    (re.compile(rf"[（(]({NUMERAL})[）)]"), " ({})"),
    (re.compile(r"^([一二三四五六七八九十百零〇]+)(?:、|$)"), "Section {}"),
)
"""How the parts of a clause's name are told in English."""


def clause_name(name: str, language: str) -> str:
    """The clause's name in the language: 第三条（一） is Article 3 (1); a heading's words stay as they are."""
    if not language.startswith("en"):
        return name
    for part, told in ENGLISH:
        name = part.sub(lambda found, told=told: told.format(number_of(found[1])), name)  # type: ignore[misc]
    return name


def cited_in(rule: Rule) -> list[str]:
    """The clauses that the rule's nodes name, each once, in their order."""
    return list(dict.fromkeys(node.clause for node, _path in walk(rule) if getattr(node, "clause", "")))


def citing_lints(rule: Rule, clauses: Clauses) -> list[Problem]:
    """A warning at every node that names a clause which the text lacks."""
    known = "、".join(clause.name for clause in clauses.found[:12])
    lost = (
        (node.clause, f"{path.rpartition('/')[0]}/clause")
        for node, path in walk(rule)
        if getattr(node, "clause", "") and clauses.find(node.clause) is None
    )
    said = {"known": known or "—"}
    return [problem("clause_not_in_text", path, Severity.WARNING, clause=clause, **said) for clause, path in lost]
