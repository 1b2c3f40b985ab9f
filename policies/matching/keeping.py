"""Matches into the table in bulk: each verdict with its facts and reasons, by COPY."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db import connection

from cms.kernel.money import CURRENCY
from policies.matching.columns import EnginesDisagree
from policies.matching.explaining import explanation, facts_seen
from policies.matching.models import MatchRun
from policies.matching.states import Verdict
from policies.rules.verdicts import Verdict as RuleVerdict
from policies.rules.verdicts import VerdictOutcome

OUTCOMES: Final = {
    Verdict.MET: VerdictOutcome.MET,
    Verdict.NEAR: VerdictOutcome.UNMET,
    Verdict.NEEDS_DATA: VerdictOutcome.UNKNOWN,
}
BLOCK: Final = 500
_COPY: Final = """
COPY policies_match (run_id, version_id, enterprise_id, verdict, amount, amount_currency, channel, period, needs_review,
                     facts, explanation) FROM STDIN
"""
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Said:
    """What the rule says of one enterprise: the columns' verdict on it, and the scalar one with its reasons."""

    enterprise_id: int
    verdict: Verdict
    because: RuleVerdict


def keep(run: MatchRun, found: Iterable[Said]) -> None:
    """The matches stand. Raises EnginesDisagree, and nothing stands, when the two engines differ on one of them."""
    with connection.cursor() as cursor, cast(Any, cursor).copy(_COPY) as copy:
        for block in _blocks(_line(run, said) for said in found):
            copy.write(block)


def _line(run: MatchRun, said: Said) -> str:
    verdict = said.because
    if verdict.outcome is not OUTCOMES[said.verdict]:
        raise EnginesDisagree(f"{run.version_id}: enterprise {said.enterprise_id} {said.verdict} / {verdict.outcome}")
    fen = verdict.amount_fen or 0
    amount = f"{fen // 100}.{fen % 100:02}" if said.verdict == Verdict.MET else "\\N"
    review = "t" if verdict.reviews or verdict.needs_decision else "f"
    kept = (_json(facts_seen(verdict)), _json(explanation(verdict)))
    cells = (
        str(run.pk), str(run.version_id), str(said.enterprise_id), said.verdict.value, amount, CURRENCY,
        verdict.channel.value, run.period, review, *kept,
    )  # fmt: skip
    return "\t".join(cells) + "\n"


def _json(value: object) -> str:
    """The value as JSON in the text form of COPY; JSON itself has no bare tab or line end."""
    return _ENCODER.encode(value).replace("\\", "\\\\")


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) >= BLOCK:
            yield "".join(block)
            block.clear()
    if block:
        yield "".join(block)
