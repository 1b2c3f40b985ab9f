"""What the rule editor in the browser must know: the schema, the names of its parts, the facts, and its own words."""

from collections.abc import Mapping
from typing import Any

from cms.authoring.texts import TEXTS
from cms.kernel.clock import business_today
from policies.rules.comparisons import SIGNS, WORDS
from policies.rules.facts import FactDefinition, Label, Vocabulary
from policies.rules.schema import published_schema
from policies.rules.vocabulary import DEPARTMENTS
from policies.rules.wording.parts import CHOICE_NAMES, CONDITION_NAMES, EXPRESSION_NAMES, KEY_NAMES, PERIOD_NAMES
from policies.rules.wording.terms import GRAINS, KINDS


def language_for_editor(words: Vocabulary, language: str, awards: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything the editor shows and offers, in one language; `awards`: by family, what those on record are called."""

    def named(labels: Mapping[str, Label]) -> dict[str, str]:
        return {name: label.in_language(language) for name, label in labels.items()}

    return {
        "language": language,
        "today": business_today().isoformat(),
        "schema": published_schema(),
        "conditions": named(CONDITION_NAMES),
        "expressions": named(EXPRESSION_NAMES),
        "keys": named(KEY_NAMES),
        "choices": {key: named(labels) for key, labels in CHOICE_NAMES.items()},
        "words": [{"word": word, "operator": op.value, "sign": SIGNS[op]} for word, op in WORDS.items()],
        "periods": {
            grain: [[pointer, label.in_language(language)] for pointer, label in names]
            for grain, names in PERIOD_NAMES.items()
        },
        "awards": dict(awards or {}),
        "facts": [fact_for_editor(definition, language) for definition in words.values()],
        "texts": {name: str(text) for name, text in TEXTS.items()},
    }


def fact_for_editor(definition: FactDefinition, language: str) -> dict[str, Any]:
    """One fact as the picker shows it."""
    department = DEPARTMENTS.get(definition.source)
    return {
        "code": definition.code,
        "label": definition.label.in_language(language),
        "other": definition.label.in_language("zh" if language.startswith("en") else "en"),
        "kind": definition.kind.value,
        "kindLabel": KINDS[definition.kind].in_language(language),
        "grain": definition.grain.value,
        "grainLabel": GRAINS[definition.grain].in_language(language),
        "unit": definition.unit.in_language(language),
        "source": department.in_language(language) if department else definition.source,
        "maxAge": definition.max_age_days,
        "codeSet": definition.code_set,
        "subject": definition.subject.value,
        "watched": definition.tax_linked or definition.place_linked,
        "choices": {code: label.in_language(language) for code, label in (definition.choices or {}).items()},
        "fields": {name: fact_for_editor(one, language) for name, one in (definition.fields or {}).items()},
    }
