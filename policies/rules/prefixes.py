"""Where a rule speaks of official codes by prefix, and of which code set."""

from collections.abc import Mapping

from policies.rules.conditions import Catalogued, StartsWith
from policies.rules.expressions import Expression, FactAt, Field
from policies.rules.facts import FactDefinition, Vocabulary
from policies.rules.syntax import Rule
from policies.rules.tables import AxisBand
from policies.rules.walking import walk


def code_set_of(of: Expression, words: Vocabulary, fields: Mapping[str, FactDefinition] | None) -> str:
    """The code set of a fact, or of a field of the lines looked at; empty where the definition names none."""
    definition = None
    if isinstance(of, FactAt):
        definition = words.get(of.code)
    elif isinstance(of, Field):
        definition = (fields or {}).get(of.name)
    return definition.code_set if definition is not None else ""


def has_prefixes(rule: Rule) -> bool:
    """Whether the rule's verdict may rest on how codes changed."""
    return any(
        isinstance(part, (StartsWith, Catalogued)) or (isinstance(part, AxisBand) and part.codes)
        for part, _place in walk(rule)
    )
