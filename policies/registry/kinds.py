"""The fact register: the shared vocabulary, which lives in code, and the kinds of facts this county added."""

from dataclasses import replace
from typing import Any

from cms.kernel.reading import once
from policies.registry.facts import FactKind
from policies.registry.naming import Naming, set_of
from policies.rules.facts import FactDefinition, Grain, Kind, Label, Vocabulary
from policies.rules.vocabulary import DEPARTMENTS, VOCABULARY


@once
def vocabulary() -> Vocabulary:
    """Everything a rule or a department file may speak of here: the shared facts and the county's own."""
    added = FactKind.objects.filter(is_built_in=False).order_by("code")
    shared = (with_names(definition) for definition in VOCABULARY.values())
    return {one.code: one for one in (*shared, *(with_names(definition_of(row)) for row in added))}


def with_names(definition: FactDefinition) -> FactDefinition:
    """The definition, the codes of its code set told by name."""
    code_set = set_of(definition.code_set) if definition.code_set else ""
    return replace(definition, named=Naming(code_set)) if code_set else definition


def definition_of(row: FactKind) -> FactDefinition:
    """The definition that a row of the register stands for."""
    return FactDefinition(
        code=row.code,
        label=Label(row.label_zh, row.label_en),
        kind=Kind(row.kind),
        grain=Grain(row.grain),
        source=row.source,
        unit=Label(row.unit_zh, row.unit_en),
        max_age_days=row.max_age_days,
        choices={code: Label(*names) for code, names in row.choices.items()} or None,
        code_set=row.code_set,
        tax_linked=row.tax_linked,
        place_linked=row.place_linked,
    )


def columns_of(definition: FactDefinition) -> dict[str, Any]:
    """The register's columns for a definition of the shared vocabulary."""
    return {
        "label_zh": definition.label.zh,
        "label_en": definition.label.en,
        "kind": definition.kind.value,
        "grain": definition.grain.value,
        "source": definition.source,
        "unit_zh": definition.unit.zh,
        "unit_en": definition.unit.en,
        "max_age_days": definition.max_age_days,
        "choices": {code: [label.zh, label.en] for code, label in (definition.choices or {}).items()},
        "code_set": definition.code_set,
        "tax_linked": definition.tax_linked,
        "place_linked": definition.place_linked,
        "is_built_in": True,
    }


def enter_shared_kinds() -> dict[str, int]:
    """Every fact of the shared vocabulary stands in the register as it is defined now; returns the ids by code."""
    FactKind.objects.bulk_create(
        [FactKind(code=code, **columns_of(definition)) for code, definition in VOCABULARY.items()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=list(columns_of(next(iter(VOCABULARY.values())))),
    )
    return kind_ids()


def kind_ids() -> dict[str, int]:
    """The register's ids by code; the shared vocabulary is entered first where it is not yet."""
    known = dict(FactKind.objects.values_list("code", "pk"))
    return known if VOCABULARY.keys() <= known.keys() else enter_shared_kinds()


def department_label(source: str, language: str = "zh") -> str:
    """The name of a source department by its code; the code itself when it is not in the vocabulary."""
    label = DEPARTMENTS.get(source)
    return label.in_language(language) if label else source
