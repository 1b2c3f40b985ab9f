"""The vectors of the clauses as saved cases: facts and the verdict that a policy of the clause must give on them."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from policies.rules.yaml_form import load_yaml

PARTS: Final = ("facts", "items", "lists", "awards", "catalogues", "series")
DAYS: Final = ("on", "applied_on", "assessed")


def vectors_of(clause: str) -> list[dict[str, Any]]:
    """Every vector of the clause as it is written; those that declare an open point otherwise are left out."""
    found: list[dict[str, Any]] = []
    for entry in sorted(files(__package__).joinpath("vectors").iterdir(), key=lambda one: one.name):
        document = load_yaml(entry.read_text(encoding="utf-8"))
        if document["clause"] == clause and "declare" not in document:
            found.extend(_rows(document))
            found.extend(_saved(document, one) for one in document.get("cases", ()) if "declare" not in one)
    for number, case in enumerate(found, 1):
        case["name"] = f"算例 {number}" + (f" · {case['name']}" if case["name"] else "")
    return found


def _rows(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in document.get("rows", ()):
        facts = dict(zip(document["columns"], row[0], strict=True))
        said = dict(zip(("outcome", "amount"), row[1:3], strict=False))
        yield _saved(document, {"facts": facts} | said)


def _saved(document: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    common, without = document.get("common", {}), case.get("without", ())
    days = {key: case.get(key, document.get(key)) for key in DAYS}
    parts = {part: {**common.get(part, {}), **case.get(part, {})} for part in PARTS if part not in without}
    given = {key: value for key, value in {**days, **parts}.items() if value}
    amount = {"amount": case["amount"]} if "amount" in case else {}
    return {"name": case.get("name", ""), "given": given, "outcome": case["outcome"], **amount}
