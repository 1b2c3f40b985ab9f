"""Where a rule speaks of official codes, by prefix or whole, and of which code set."""

from collections.abc import Mapping

from policies.rules.conditions import Catalogued, Compare, OneOf, StartsWith
from policies.rules.expressions import Code, Expression, FactAt, Field
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


def rests_on_codes(rule: Rule, words: Vocabulary) -> bool:
    """Whether the rule's verdict may rest on how official codes changed."""
    return any(_rests_on_codes(part, words) for part, _place in walk(rule))


def _rests_on_codes(part: object, words: Vocabulary) -> bool:
    if isinstance(part, OneOf) or (isinstance(part, Compare) and isinstance(part.right, Code)):
        of = part.of if isinstance(part, OneOf) else part.left
        return isinstance(of, Field) or bool(code_set_of(of, words, None))
    return isinstance(part, (StartsWith, Catalogued)) or (isinstance(part, AxisBand) and bool(part.codes))
