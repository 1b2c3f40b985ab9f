"""Whether what is published is valid: by the standard's schemas with every format checked, every reference resolved."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from marketplace.opendata.bodies import Body

SCHEMAS = Path(__file__).parent / "schemas"
FORMATS = ("date-time", "uri")


def checker() -> FormatChecker:
    """A checker that knows dates and addresses; raises RuntimeError where a library for one is missing."""
    known = FormatChecker()
    missing = [name for name in FORMATS if name not in known.checkers]
    if missing:
        raise RuntimeError(f"formats that would be ignored silently: {missing}")
    return known


@cache
def validator(name: str) -> Draft4Validator:
    """The validator of one of the standard's schemas, by file name, with all of them at hand."""
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    known = [(schema["id"], DRAFT4.create_resource(schema)) for schema in files.values()]
    registry: Registry[Any] = Registry().with_resources(known)
    return Draft4Validator(files[name], registry=registry, format_checker=checker())


def release_faults(release: Body) -> list[str]:
    """What is wrong with a release; empty when nothing is."""
    return [*_schema_faults("release-schema.json", release), *dangling(release)]


def package_faults(lines: Iterable[str], *, records: bool) -> Iterator[str]:
    """What is wrong with a package as it was written, its records' compiled releases included; nothing when valid.

    Read as `package_text` writes it, the head on the first line and each part on one of its own, and never held as a
    whole: each part is judged as a package of its own under the same head. What a schema asks of all parts together,
    that there is one and that none comes twice, is asked here.
    """
    schema, name = ("record-package-schema.json", "records") if records else ("release-package-schema.json", "releases")
    rows = iter(lines)
    head: Body = json.loads(next(rows, "[").rstrip() + "]}")
    seen: set[bytes] = set()
    for row in rows:
        text = row.strip().rstrip(",")
        if text == "]}":
            break
        part: Body = json.loads(text)
        digest = hashlib.sha256(text.encode()).digest()
        if digest in seen:
            yield f"{name}/{len(seen)}: a part comes twice"
        yield from _schema_faults(schema, head | {name: [part]}, len(seen))
        each = [part.get("compiledRelease", {}), *part.get("releases", [])] if records else [part]
        yield from (fault for release in each for fault in dangling(release))
        seen.add(digest)
    if not seen:
        yield from _schema_faults(schema, head)


def _schema_faults(name: str, document: Body, place: int = 0) -> Iterator[str]:
    """The faults of the document; `place`: where its one part stands in the whole package."""
    for fault in validator(name).iter_errors(document):
        path = list(fault.absolute_path)
        path = [path[0], place + int(path[1]), *path[2:]] if len(path) > 1 and isinstance(path[1], int) else path
        yield f"{'/'.join(map(str, path))}: {fault.message[:200]}"


def dangling(release: Body) -> Iterator[str]:
    """References that lead nowhere: organisations not among the parties, contracts of no award, repeated ids."""
    known = {party["id"] for party in release.get("parties", [])}
    for where, reference in organisations(release):
        if reference.get("id") not in known:
            yield f"{release.get('ocid')}: {where} {reference.get('id')} is not among the parties"
    awards = {award["id"] for award in release.get("awards", [])}
    for contract in release.get("contracts", []):
        if contract["awardID"] not in awards:
            yield f"{release.get('ocid')}: contract {contract['id']} is of no award"
    for section in ("parties", "awards", "contracts"):
        ids = [part["id"] for part in release.get(section, [])]
        if len(ids) != len(set(ids)):
            yield f"{release.get('ocid')}: an id is used twice among the {section}"


def organisations(release: Body) -> Iterator[tuple[str, Body]]:
    """Every reference to an organisation, with where it stands."""
    tender = release.get("tender", {})
    for where, holder, field in (("buyer", release, "buyer"), ("tender", tender, "procuringEntity")):
        if field in holder:
            yield f"{where}.{field}", holder[field]
    for tenderer in tender.get("tenderers", []):
        yield "tender.tenderers", tenderer
    for award in release.get("awards", []):
        for supplier in award.get("suppliers", []):
            yield "awards.suppliers", supplier
    for contract in release.get("contracts", []):
        for transaction in contract.get("implementation", {}).get("transactions", []):
            for side in ("payer", "payee"):
                yield f"transactions.{side}", transaction.get(side, {})
