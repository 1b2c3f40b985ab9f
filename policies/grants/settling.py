"""What a rule leaves to a person: an amount “up to” a ceiling, or a verdict somebody has to look at, match by match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.kernel.display import amount_text
from cms.kernel.money import from_fen, to_fen
from cms.kernel.trail import events_about
from policies.grants.errors import AmountAboveDue, AmountLeftToRule, NotLookedAt
from policies.grants.models import Grant
from policies.matching.models import Match


@dataclass(frozen=True, slots=True)
class Settled:
    """What the officer who looked at a match says: the amount in fen, and why."""

    fen: int
    reason: str


def is_ceiling(match: Match) -> bool:
    """Whether the match's amount is a ceiling under which a person decides."""
    return bool(match.explanation.get("needs_decision"))


def settled_fen(matches: Sequence[Any], said: Mapping[int, Settled]) -> dict[int, int]:
    """By match, the fen it is granted: what the rule gives, or what the officer settled, with a word, where it asks.

    Raises NotLookedAt (one that needs a person has no word), AmountAboveDue, AmountLeftToRule (the rule leaves no
    choice of the amount).
    """
    unseen = [one for one in matches if one.needs_review and not _word(said, one.pk)]
    if unseen:
        raise NotLookedAt(count=len(unseen))
    return {one.pk: _fen(one, said[one.pk]) if one.needs_review else to_fen(one.due) for one in matches}


def told(matches: Sequence[Any], fens: Mapping[int, int], said: Mapping[int, Settled]) -> list[dict[str, object]]:
    """What the trail keeps of it: match, amount in fen, and the officer's word."""
    looked_at = [one for one in matches if one.needs_review]
    return [{"match": one.pk, "fen": fens[one.pk], "reason": _word(said, one.pk)} for one in looked_at]


def settlement_of(grant: Grant) -> list[str]:
    """What the department settled under a ceiling and why, in one line; none where the rule gave the amount."""
    if not is_ceiling(grant.match) or grant.match.amount is None:
        return []
    made = events_about(grant.decision).filter(name="decision.made").first()
    kept = made.data.get("settled", []) if made is not None else []
    sentence = _("规则测算的上限为 %(most)s 元，部门核定 %(due)s 元。理由：%(reason)s")
    named = {"most": amount_text(grant.match.amount), "due": amount_text(grant.entitled)}
    return [sentence % (named | {"reason": one["reason"]}) for one in kept if one["match"] == grant.match_id]


def _word(said: Mapping[int, Settled], pk: int) -> str:
    return said[pk].reason.strip()[:300] if pk in said else ""


def _fen(match: Any, settled: Settled) -> int:
    due = to_fen(match.due)
    if not 0 < settled.fen <= due:
        raise AmountAboveDue(enterprise=match.enterprise.party.name, due=amount_text(from_fen(due)))
    if settled.fen != due and not is_ceiling(match):
        raise AmountLeftToRule(enterprise=match.enterprise.party.name, due=amount_text(from_fen(due)))
    return settled.fen
