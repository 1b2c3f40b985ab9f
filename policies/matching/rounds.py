"""Rounds of matching: versions judged together on one snapshot, part by part; each part once, with all it found.

A small round is judged at once. Of a large one every part is an errand of its own: several workers share them, and one
that dies leaves nothing behind, so that another begins that part again.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

import polars as pl
from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.models import User
from cms.kernel.money import from_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.matching.columns import EnginesDisagree, Found, Ground, Together
from policies.matching.errors import SnapshotGone
from policies.matching.keeping import Said, keep
from policies.matching.models import MatchPart, MatchRound, MatchRun
from policies.matching.states import RoundState, RunState, Verdict
from policies.registry.kinds import vocabulary
from policies.registry.known import registers_from_json, registers_to_json
from policies.registry.snapshot import Window, snapshot_of_key
from policies.rules.verdicts import Verdict as RuleVerdict

AT_ONCE: Final = 5_000_000
"""So many rows times rules are judged in one part."""
LEAST: Final = 10_000
"""Rows that a part has at least."""
NEAR_LOOKED_AT: Final = 600
NEAR_KEPT: Final = 200
LACKING_KEPT: Final = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A version that is to be judged anew, and what names all it rests on."""

    version: Version
    inputs: str
    period: str


@transaction.atomic
def begin_round(due: Sequence[Due], ground: Ground) -> list[MatchRun]:
    """A run of each version has begun; in a small county it is done."""
    rows = ground.snapshot.rows
    size = max(AT_ONCE // len(due), LEAST)
    starts = range(0, max(rows, 1), size)
    round_ = MatchRound.objects.create(
        snapshot=ground.snapshot.key,
        decided_on=ground.decided_on,
        row_count=rows,
        part_count=len(starts),
        registers=registers_to_json(ground.registers),
        started_at=business_now(),
    )
    runs = [
        MatchRun.objects.create(
            round=round_,
            version=one.version,
            snapshot=ground.snapshot.key,
            inputs=one.inputs,
            decided_on=ground.decided_on,
            period=one.period,
            started_at=business_now(),
        )
        for one in due
    ]
    ground.snapshot.hold(f"round-{round_.pk}")
    parts = [
        MatchPart.objects.create(round=round_, number=number, start=start, length=min(size, rows - start))
        for number, start in enumerate(starts)
    ]
    if len(parts) == 1:
        _judge(parts[0], round_, Together([rule_of(one.version) for one in due], ground), runs)
        for run in runs:
            run.refresh_from_db()
    else:
        for part in parts:
            record("match_part.begun", about=part, by=None)
    return runs


@transaction.atomic
def judge_part(part_id: int) -> bool:
    """What the versions of the round say of the part's enterprises stands; False when there was nothing left to do.

    Raises SnapshotGone, EnginesDisagree.
    """
    part = locked(MatchPart, part_id)
    round_ = MatchRound.objects.get(pk=part.round_id)
    if part.done_at is not None or round_.state != RoundState.RUNNING:
        return False
    runs = list(round_.runs.select_related("version").order_by("pk"))
    _judge(part, round_, _together(round_.pk), runs)
    return True


@lru_cache(maxsize=2)
def _together(round_id: int) -> Together:
    """The round's rules compiled, for all its parts that this process judges."""
    round_ = MatchRound.objects.get(pk=round_id)
    snapshot = snapshot_of_key(round_.snapshot)
    if snapshot is None:
        raise SnapshotGone(snapshot=round_.snapshot)
    ground = Ground(snapshot, round_.decided_on, vocabulary(), registers_from_json(round_.registers))
    runs = round_.runs.select_related("version").order_by("pk")
    return Together([rule_of(run.version) for run in runs], ground)


def _judge(part: MatchPart, round_: MatchRound, together: Together, runs: Sequence[MatchRun]) -> None:
    started = time.perf_counter()
    share = max(round_.part_count, 1)
    found = together.find(part.start, part.length)
    within = together.ground.snapshot.window(part.start, part.length)
    for index, (run, one) in enumerate(zip(runs, found, strict=True)):
        keep(run, _Saying(run, together, index, within).of(one, share))
    part.counts = {run.pk: _counts(one) for run, one in zip(runs, found, strict=True)}
    part.took_ms = round((time.perf_counter() - started) * 1000)
    part.done_at = business_now()
    part.save(update_fields=["counts", "took_ms", "done_at"])
    held = locked(MatchRound, round_.pk)
    if held.state == RoundState.RUNNING and not held.parts.filter(done_at=None).exists():
        _finish(held, together)


def _counts(found: Found) -> list[int]:
    return [found.examined, len(found.met), len(found.near), len(found.lacking), sum(found.fen)]


@dataclass(frozen=True, slots=True)
class _Saying:
    """Puts into words, with their reasons, what a run finds in one part."""

    run: MatchRun
    together: Together
    index: int
    within: Window

    def of(self, found: Found, share: int) -> Iterator[Said]:
        """Everybody who is met; of those near and those lacking data the most telling, as many as the part's share."""
        for (pk, because), fen in zip(self._verdicts(found.met), found.fen, strict=True):
            if (because.amount_fen or 0) != fen:
                raise EnginesDisagree(f"{self.run.version_id}: enterprise {pk}")
            yield Said(pk, Verdict.MET, because)
        near = self._verdicts(found.near.head(-(-NEAR_LOOKED_AT // share)))
        for pk, because in sorted(near, key=distance)[: -(-NEAR_KEPT // share)]:
            yield Said(pk, Verdict.NEAR, because)
        for pk, because in self._verdicts(found.lacking.head(-(-LACKING_KEPT // share))):
            yield Said(pk, Verdict.NEEDS_DATA, because)

    def _verdicts(self, rows: pl.Series) -> Iterator[tuple[int, RuleVerdict]]:
        return self.together.verdicts(self.index, rows, self.within)


def distance(one: tuple[int, RuleVerdict]) -> tuple[bool, Fraction]:
    """How far a near miss is off: by number first, as a share of what is asked."""
    near = one[1].near_miss
    if near is None or near.short_by is None:
        return True, Fraction(0)
    asked = next((leaf.right for leaf in one[1].trace.leaves() if leaf.path == near.path), None)
    whole = abs(asked) if isinstance(asked, Fraction) and asked else Fraction(1)
    return False, abs(Fraction(near.short_by)) / whole


def _finish(round_: MatchRound, together: Together) -> None:
    """Every part is done: the runs are in force, with the sums of what the parts counted."""
    parts = list(round_.parts.values_list("counts", "took_ms"))
    for run in round_.runs.order_by("pk"):
        examined, met, near, lacking, fen = (
            sum(counts[str(run.pk)][place] for counts, _ms in parts) for place in range(5)
        )
        values = {
            "examined_count": examined, "met_count": met, "near_count": near, "needs_data_count": lacking,
            "amount": from_fen(fen), "took_ms": sum(took for _counts, took in parts),
        }  # fmt: skip
        advance(run, RunState.DONE, by=None, values=values, met=met, snapshot=run.snapshot)
    advance(round_, RoundState.DONE, by=None, values={"ended_at": business_now()})
    together.ground.snapshot.let_go(f"round-{round_.pk}")


@transaction.atomic
def cancel_round(*, round_id: int, by: User) -> MatchRound:
    """The round stops: parts not begun will do nothing, and what the others found comes into force nowhere."""
    require(by, Act.CANCEL_MATCHING)
    round_ = locked(MatchRound, round_id)
    advance(round_, RoundState.CANCELLED, by=by, values={"ended_at": business_now()})
    for run in round_.runs.all():
        advance(run, RunState.CANCELLED, by=by)
    snapshot = snapshot_of_key(round_.snapshot)
    if snapshot is not None:
        snapshot.let_go(f"round-{round_.pk}")
    return round_
