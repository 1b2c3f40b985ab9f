"""Whether what is published is valid: by the standard's schemas with every format checked, every reference resolved."""

import json
from collections.abc import Iterator
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


def package_faults(package: Body, *, records: bool) -> list[str]:
    """What is wrong with a package, its records' compiled releases included; empty when nothing is."""
    name = "record-package-schema.json" if records else "release-package-schema.json"
    whole = [record.get("compiledRelease", {}) for record in package.get("records", [])]
    inner = [release for record in package.get("records", []) for release in record["releases"]]
    each = [*whole, *inner, *package.get("releases", [])]
    return [*_schema_faults(name, package), *(fault for release in each for fault in dangling(release))]


def _schema_faults(name: str, document: Body) -> Iterator[str]:
    for fault in validator(name).iter_errors(document):
        yield f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"


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
