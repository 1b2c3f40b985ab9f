"""What matching found: the run in force, whom it found, whom it nearly found, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet, Sum
from djmoney.money import Money

from cms.kernel.money import from_fen
from policies.catalogue.models import Version
from policies.catalogue.states import Channel, VersionState
from policies.matching.models import Match, MatchRound, MatchRun
from policies.matching.states import RunState, Verdict
from policies.registry.models import Enterprise


def latest_run(version: Version) -> MatchRun | None:
    """The run of a version that is in force: the last one done."""
    return MatchRun.objects.filter(version=version, state=RunState.DONE).order_by("-pk").first()


def current_matches(version: Version, verdict: Verdict = Verdict.MET) -> QuerySet[Match]:
    """What the run in force says with that verdict, the largest amount first."""
    run = latest_run(version)
    if run is None:
        return Match.objects.none()
    found = Match.objects.filter(run=run, verdict=verdict)
    return found.select_related("enterprise__party", "run", "version").order_by("-amount", "pk")


def matches_to_decide(version: Version) -> QuerySet[Match]:
    """Whom the lead department may grant to without an application: who qualifies, is due money, by that channel."""
    return current_matches(version).filter(channel=Channel.NO_APPLICATION, amount__gt=0)


def matches_of(enterprise: Enterprise) -> QuerySet[Match]:
    """What the runs in force say of one enterprise, under the versions that are live."""
    runs = MatchRun.objects.filter(version__state=VersionState.LIVE, state=RunState.DONE)
    latest = runs.order_by("version", "-pk").distinct("version").values_list("pk", flat=True)
    found = Match.objects.filter(enterprise=enterprise, run__in=list(latest))
    return found.select_related("version__policy", "run").order_by("verdict", "-amount")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run found so far: enterprises met, near and lacking data, and the amount."""

    met: int = 0
    near: int = 0
    lacking: int = 0
    fen: int = 0

    @property
    def amount(self) -> Money:
        """What those that are met are due."""
        return from_fen(self.fen)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: parts done, what they found by run id, and for how long they worked, in milliseconds."""

    done: int
    total: int
    took_ms: int
    rows: int
    found: Mapping[int, Counted]

    @property
    def met(self) -> int:
        """Enterprises met, of all runs together."""
        return sum(one.met for one in self.found.values())

    @property
    def near(self) -> int:
        """Enterprises one condition away, of all runs together."""
        return sum(one.near for one in self.found.values())

    @property
    def lacking(self) -> int:
        """Enterprises lacking data, of all runs together."""
        return sum(one.lacking for one in self.found.values())

    @property
    def seconds(self) -> Decimal:
        """For how long the parts worked, all workers together, to a tenth."""
        return (Decimal(self.took_ms) / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def percent(self) -> int:
        """Of the parts, 0 to 100."""
        return self.done * 100 // self.total if self.total else 100


def progress_of(one: MatchRound) -> Progress:
    """How far the round is now."""
    parts = list(one.parts.exclude(done_at=None).values_list("counts", "took_ms", "length"))
    sums: dict[int, list[int]] = {}
    for counts, _ms, _rows in parts:
        for run_id, (_examined, *found) in counts.items():
            before = sums.setdefault(int(run_id), [0] * len(found))
            sums[int(run_id)] = [one + more for one, more in zip(before, found, strict=True)]
    took, rows = (sum(part[place] for part in parts) for place in (1, 2))
    return Progress(len(parts), one.part_count, took, rows, {run: Counted(*found) for run, found in sums.items()})


def rounds() -> QuerySet[MatchRound]:
    """All rounds with the number of their runs and of the parts that are done."""
    return MatchRound.objects.annotate(
        run_count=Count("runs", distinct=True),
        done_count=Count("parts", filter=Q(parts__done_at__isnull=False), distinct=True),
    )


def latest_inputs(versions: Sequence[Version]) -> dict[int, str]:
    """By version id, what its last run rests on, be it in force or on its way."""
    runs = MatchRun.objects.filter(version__in=versions).exclude(state__in=[RunState.CANCELLED, RunState.ALONE])
    return dict(runs.order_by("version", "-pk").distinct("version").values_list("version_id", "inputs"))


def latest_runs() -> dict[int, MatchRun]:
    """The run in force of every version, by version id."""
    runs = MatchRun.objects.filter(state=RunState.DONE).order_by("version", "-pk").distinct("version")
    return {run.version_id: run for run in runs}


def totals(run: MatchRun, by: str) -> list[dict[str, object]]:
    """Count and amount (yuan) of those who qualify, by a column of the enterprise; the largest amount first."""
    rows = (
        run.matches.filter(verdict=Verdict.MET)
        .values(f"enterprise__{by}")
        .annotate(count=Count("pk"), total=Sum("amount"))
        .order_by("-total")
    )
    return [{"key": row[f"enterprise__{by}"], "count": row["count"], "amount": row["total"]} for row in rows]


def match_totals(version: Version, by: str, most: int = 12) -> list[dict[str, object]]:
    """The largest totals of the run in force; none without a run."""
    run = latest_run(version)
    return totals(run, by)[:most] if run else []
