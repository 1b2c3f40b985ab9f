"""What is wrong with a rule or a facts file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policies.rules.facts import Label
from policies.rules.wording.problems import PROBLEMS


class Severity(StrEnum):
    """ERROR: the rule cannot be published. REVIEW: a person must agree. WARNING: the editor should look."""

    ERROR = "error"
    REVIEW = "review"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `path` is a JSON pointer into the rule."""

    code: str
    path: str
    message: Label
    remedy: Label
    severity: Severity = Severity.ERROR

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "path": self.path,
            "severity": self.severity.value,
            "message": {"zh": self.message.zh, "en": self.message.en},
            "remedy": {"zh": self.remedy.zh, "en": self.remedy.en},
        }


def problem(code: str, path: str, /, severity: Severity = Severity.ERROR, **named: Any) -> Problem:
    """The problem `code` of the wording table with its sentences filled in."""
    message, remedy = PROBLEMS[code]
    zh, en = ({name: _shown(value, language) for name, value in named.items()} for language in ("zh", "en"))
    said = Label(message.zh.format(**zh), message.en.format(**en))
    return Problem(code, path, said, Label(remedy.zh.format(**zh), remedy.en.format(**en)), severity)


def _shown(value: object, language: str) -> str:
    return value.in_language(language) if isinstance(value, Label) else str(value)[:120]


class Faulty(ValueError):
    """A rule or a facts file that cannot be understood; it never matches anybody."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path or '/'}: {p.message.zh}" for p in self.problems))


class FaultyRule(Faulty):
    """The rule cannot be read."""


class FaultyFacts(Faulty):
    """The facts cannot be read."""


def pointer(path: str, key: str | int) -> str:
    """The JSON pointer of a member (RFC 6901)."""
    return f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}"
