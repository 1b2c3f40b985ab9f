"""The papers an application wants, as an editor types them: `中文名称 | English name` a line, optional ones marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

OPTIONAL: Final = "（可选）"
"""Stands at the end of the Chinese name of a paper that may be left out."""
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """One paper: its code within the version, its names, and whether an application needs it."""

    code: str
    zh: str
    en: str = ""
    is_needed: bool = True

    def name(self, language: str) -> str:
        """Its name in the language; the Chinese one where there is no other."""
        return self.en if language.startswith("en") and self.en else self.zh


def papers_from_lines(text: str) -> list[dict[str, Any]]:
    """The papers of the lines in their order, as a version keeps them; empty lines are passed over."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST]
    return [_paper(number, line) for number, line in enumerate(lines, 1)]


def _paper(number: int, line: str) -> dict[str, Any]:
    zh, _bar, en = (part.strip() for part in line.partition("|"))
    name = zh.removesuffix(OPTIONAL).strip()
    return {"code": f"paper{number}", "zh": name[:100], "en": en[:200], "is_needed": name == zh}


def wanted_papers(kept: Sequence[Mapping[str, Any]]) -> Iterator[WantedPaper]:
    """The papers that a version keeps."""
    for one in kept:
        yield WantedPaper(one["code"], one["zh"], one["en"], one["is_needed"])
