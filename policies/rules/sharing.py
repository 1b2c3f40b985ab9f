"""Several rules on one enterprise: conditions that they have in common are looked at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules.evaluation import evaluate
from policies.rules.facts import Vocabulary
from policies.rules.scalar.ground import Looked
from policies.rules.syntax import Rule
from policies.rules.values import Facts
from policies.rules.verdicts import Verdict
from policies.rules.vocabulary import VOCABULARY
from policies.rules.walking import walk

LEAVES: Final = (c.Compare, c.OneOf, c.StartsWith, c.Holds)
PLAIN: Final = (
    x.FactAt, x.Yuan, x.Ratio, x.Number, x.Day, x.Code, x.Moment, x.ShiftedDay, x.Elapsed, x.Growth, x.Add, x.Subtract,
    x.Multiply, x.Divide, x.Highest, x.Lowest,
)  # fmt: skip
"""What a shared condition may rest on: looking at it leaves nothing behind but the facts that were seen."""


@dataclass
class Common:
    """Rules whose equal conditions are known to be equal; made once, good for every enterprise."""

    rules: Sequence[Rule]
    numbers: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        known: dict[object, int] = {}
        self.numbers = {id(leaf): known.setdefault(leaf, len(known)) for leaf in _leaves(self.rules)}

    def verdicts(self, facts: Facts, *, decided_on: date, vocabulary: Vocabulary = VOCABULARY) -> list[Verdict]:
        """What each of the rules says on the facts, in their order; the same as `evaluate` says of each alone."""
        looked = Looked(self.numbers)
        return [
            evaluate(rule, facts, decided_on=decided_on, vocabulary=vocabulary, looked=looked) for rule in self.rules
        ]


def _leaves(rules: Iterable[Rule]) -> Iterable[object]:
    for rule in rules:
        for node, _place in walk(rule.who):
            if isinstance(node, LEAVES) and all(_is_plain(part) for part, _path in walk(node)):
                yield node


def _is_plain(part: object) -> bool:
    return not hasattr(part, "TAG") or isinstance(part, (*PLAIN, *LEAVES))
