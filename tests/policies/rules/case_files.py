"""Reads the case files: a clause, changes to it, and rows or named cases of facts with the verdict they must give."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policies.rules.clauses import clause
from policies.rules.facts_file import GivenFacts, facts_from_json
from policies.rules.periods import parse_period
from policies.rules.reading import rule_from_json
from policies.rules.syntax import Rule
from policies.rules.writing import to_json
from policies.rules.yaml_form import load_yaml

CASES = Path(__file__).parent / "cases"
PARTS = ("facts", "items", "lists", "awards", "catalogues", "series")


@dataclass(frozen=True)
class Case:
    """One vector: a rule, the facts, the day, and what must come out (`expected`, in the words of the file)."""

    name: str
    rule: Rule
    facts: GivenFacts
    expected: Mapping[str, Any]
    on: date
    applied_on: date | None
    assessed: Any


def case_documents() -> dict[str, Any]:
    """All case files by name."""
    return {path.stem: load_yaml(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}


def cases_of(name: str, document: Any) -> Iterator[Case]:
    """The rows and the named cases of one file."""
    for index, row in enumerate(document.get("rows", ())):
        facts = dict(zip(document["columns"], row[0], strict=True))
        expected = dict(zip(("facts", "outcome", "amount", "unrounded"), row, strict=False))
        yield _case(f"{name} row {index + 1}", document, {**expected, "facts": facts})
    for case in document.get("cases", ()):
        yield _case(f"{name}: {case['name']}", document, case)


def all_cases() -> list[Case]:
    return [case for name, document in case_documents().items() for case in cases_of(name, document)]


def _case(name: str, document: Any, case: Mapping[str, Any]) -> Case:
    common = document.get("common", {})
    given = {
        part: {**common.get(part, {}), **case.get(part, {})} for part in PARTS if part not in case.get("without", ())
    }
    assessed = case.get("assessed")
    applied = case.get("applied_on", document.get("applied_on"))
    return Case(
        name=name,
        rule=declared(clause(document["clause"]), {**document.get("declare", {}), **case.get("declare", {})}),
        facts=facts_from_json(given),
        expected=case,
        on=date.fromisoformat(case.get("on", document["on"])),
        applied_on=date.fromisoformat(applied) if applied else None,
        assessed=parse_period(assessed) if assessed else None,
    )


def declared(rule: Rule, changes: Mapping[str, Any]) -> Rule:
    """The rule with the values at these JSON pointers replaced."""
    document = deepcopy(to_json(rule))
    for path, value in changes.items():
        *way, last = path.split("/")[1:]
        place = document
        for key in way:
            place = place[int(key) if isinstance(place, list) else key]
        place[last] = value
    return rule_from_json(document)
