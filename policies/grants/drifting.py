"""What changed between the matching and the decision: shown to who decides, before anybody is told or shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.clock import business_today
from cms.kernel.display import amount_text, colon_text, comma_text
from cms.kernel.money import from_fen, to_fen
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.grants.errors import DataRanOut
from policies.matching.columns import facts_named
from policies.matching.reasons import gaps
from policies.matching.services import drift
from policies.registry.kinds import vocabulary
from policies.registry.known import facts_of_many, registers
from policies.rules.evaluation import evaluate
from policies.rules.periods import parse_period
from policies.rules.verdicts import VerdictOutcome

MOST: Final = 2000
"""So many matches are looked at again at once."""
MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Drifted:
    """A match that the rule would not make today: what it says now, and the names of the facts that changed."""

    outcome: VerdictOutcome
    now: int
    facts: tuple[str, ...]

    @property
    def told(self) -> str:
        """What changed, as the reason to leave the match out."""
        said = {
            VerdictOutcome.UNMET: _("匹配后数据有变，现已不符合条件"),
            VerdictOutcome.UNKNOWN: _("匹配后数据缺失或已过期，暂不能判定"),
            VerdictOutcome.MET: _("匹配后数据有变，应兑金额现为 %(amount)s 元")
            % {"amount": amount_text(from_fen(self.now))},
        }[self.outcome]
        return colon_text(said) + comma_text().join(self.facts) if self.facts else said


def drifts_of(version: Version, matches: Sequence[Any]) -> dict[int, Drifted]:
    """By id, those of the matches of one run (at most MOST) of which the rule says something else on the facts of this
    moment: not met, not known any more, or another amount."""
    if not matches:
        return {}
    looked_at, words, today = matches[:MOST], vocabulary(), business_today()
    rule, language = rule_of(version), get_language() or "zh"
    known = facts_of_many([one.enterprise_id for one in looked_at], facts_named(rule, words), registers())
    found = {}
    for match in looked_at:
        assessed = parse_period(match.period) if match.period else None
        facts = known[match.enterprise_id]
        said = evaluate(rule, facts, decided_on=today, assessed=assessed, vocabulary=words)
        if said.outcome is VerdictOutcome.MET and said.amount_fen == to_fen(match.amount):
            continue
        changed = [*drift(match, said)["facts"], *(missing.code for missing in said.missing)]
        names = dict.fromkeys(gap.fact for gap in gaps(changed, language, words))
        found[match.pk] = Drifted(said.outcome, said.amount_fen or 0, tuple(names))
    return found


def refuse_unknown(version: Version, matches: Sequence[Any]) -> None:
    """Nothing; raises DataRanOut, naming them, where the data of some of the matches are missing or too old by now."""
    names = []
    for start in range(0, len(matches), MOST):
        part = matches[start : start + MOST]
        drifts = drifts_of(version, part)
        unknown = {pk for pk, one in drifts.items() if one.outcome is VerdictOutcome.UNKNOWN}
        names += [match.enterprise.party.name for match in part if match.pk in unknown]
    if names:
        raise DataRanOut(names=comma_text().join(names[:MOST_NAMED]))
