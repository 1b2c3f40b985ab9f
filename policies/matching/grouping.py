"""Matches of one exclusive group: what stands for a holder and a year, what yields to what, and the reason.

A holder is an enterprise with those it followed. Only what is due without application is in another's way: nobody
waits for an application that may never come. Nor is a claim in the way that was given up, refused or left out: it is
spent, until its amount changes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.money import from_fen, to_fen
from policies.catalogue.grouping import Group, group_of, live_of_group
from policies.catalogue.models import Policy, Version
from policies.catalogue.states import Channel
from policies.matching.models import Match, MatchRun
from policies.matching.states import RunState, Verdict
from policies.registry.lineage import Lineage, lineage
from policies.rules.groups import Claim, Held, Standing, Why, settle

YEAR: Final = 4
"""The digits of a period by which policies of a group meet: 2022, 2022Q1 and 2022-03 are of one year."""
SENTENCES: Final = {
    Why.LOWER: _("与“%(other)s”同属不重复享受组“%(group)s”，按就高不重复，以“%(other)s”为准，本项不兑付。"),
    Why.LATER: _("与“%(other)s”同属不重复享受组“%(group)s”，按先后次序，以“%(other)s”为准，本项不兑付。"),
    Why.HELD: _("不重复享受组“%(group)s”中的“%(other)s”已确认兑付，本项不再兑付。"),
    Why.DIFFERENCE: _("不重复享受组“%(group)s”中的“%(other)s”已确认兑付，本项补足差额 %(amount)s 元。"),
    Why.CAPPED: _("与同组“%(group)s”的政策合计不超过 %(cap)s 元，本项可兑付 %(amount)s 元。"),
    Why.USED_UP: _("同组“%(group)s”的政策合计已达上限 %(cap)s 元，本项不再兑付。"),
}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another live version of the group with the run of it that is in force."""

    version_id: int
    policy_id: int
    run_id: int
    order: int


@dataclass(frozen=True, slots=True)
class Told:
    """How a match stands within its group, and the policy it yields to."""

    standing: Standing
    group: Group
    other: str = ""

    @property
    def is_due(self) -> bool:
        """Whether anything of it is due."""
        return self.standing.is_due

    @property
    def due(self) -> Money:
        """What is due of it."""
        return from_fen(self.standing.fen)

    @property
    def sentence(self) -> str:
        """The reason in plain words; empty for a match that stands whole."""
        if self.standing.why is Why.STANDS:
            return ""
        if self.standing.yields_to == self.standing.policy:
            return str(_("本项已确认兑付。"))
        cap = from_fen(self.group.cap_fen or 0).amount
        named = {"group": self.group.name, "other": self.other, "amount": f"{from_fen(self.standing.fen).amount:,.2f}"}
        return str(SENTENCES[self.standing.why]) % (named | {"cap": f"{cap:,.2f}"})


def year_of(period: str) -> str:
    """The year of a period; empty for a benefit that assesses none."""
    return period[:YEAR]


def rivals(version: Version, period: str) -> list[Rival]:
    """The other policies of the version's group whose run in force is of the same year."""
    group = group_of(version)
    if group is None:
        return []
    others = {one.pk: one for one in live_of_group(group.name) if one.policy_id != version.policy_id}
    runs = MatchRun.objects.filter(version__in=others, state=RunState.DONE)
    latest = runs.order_by("version", "-pk").distinct("version").values_list("version_id", "pk", "period")
    return [
        Rival(pk, others[pk].policy_id, run, order_of(others[pk]))
        for pk, run, other in latest
        if year_of(other) == year_of(period)
    ]


def order_of(version: Version) -> int:
    """The version's place in the declared order of its group."""
    group = group_of(version)
    return group.order if group else 0


HeldBy = Mapping[tuple[str, int, str], Sequence[Held]]
"""Live grants by group, holder and year."""
Spent = Collection[tuple[int, int, str, int]]
"""Claims that are in nobody's way any more: policy, enterprise, year and fen."""


def is_in_group(match: Match) -> bool:
    """Whether the match gives money under a policy of a group, at once or once it is applied for."""
    due = match.verdict == Verdict.MET and match.amount is not None and match.amount.amount > 0
    return due and bool(match.version.exclusive_group)


def is_claim(match: Match) -> bool:
    """Whether the match is due without application under a policy of a group."""
    return match.channel == Channel.NO_APPLICATION and is_in_group(match)


def standings(matches: Iterable[Match], held: HeldBy | None = None, spent: Spent = ()) -> dict[int, Told]:
    """By match id, how those of the matches that are of a group stand, on the runs in force and live grants.

    What is applied for stands before grants alone: claims of the others are in its way only once they are granted.
    """
    asked, line = [match for match in matches if is_in_group(match)], lineage()
    names = {match.version.exclusive_group for match in asked}
    versions = {one.pk: one for name in sorted(names) for one in live_of_group(name)}
    claims = _claims(versions, {match.enterprise_id for match in asked}, line, spent)
    titles = dict(Policy.objects.filter(pk__in=_policies(claims, held)).values_list("pk", "title_zh")) if asked else {}
    found = {}
    for match in asked:
        group = group_of(match.version)
        if group is None or match.amount is None:
            continue
        key = group.name, line.holder(match.enterprise_id), year_of(match.period)
        own = Claim(match.version.policy_id, to_fen(match.amount), group.order)
        beside = claims.get(key, ()) if is_claim(match) else ()
        others = [one for one in beside if one.policy != own.policy]
        [standing] = settle(group.mode, [own, *others], (held or {}).get(key, ()), group.cap_fen)[:1]
        found[match.pk] = Told(standing, group, titles.get(standing.yields_to or 0, ""))
    return found


def _claims(
    versions: Mapping[int, Version], enterprises: set[int], line: Lineage, spent: Spent
) -> dict[tuple[str, int, str], list[Claim]]:
    """What the runs in force of these versions give these enterprises' lines, by group, holder and year."""
    everybody = {one for pk in enterprises for one in line.line(pk)}
    runs = MatchRun.objects.filter(version__in=list(versions), state=RunState.DONE)
    latest = list(runs.order_by("version", "-pk").distinct("version").values_list("pk", flat=True))
    due: Any = Match.objects.filter(
        run__in=latest, enterprise__in=everybody, verdict=Verdict.MET, channel=Channel.NO_APPLICATION, amount__gt=0
    )
    found: dict[tuple[str, int, str], list[Claim]] = defaultdict(list)
    for version_id, enterprise_id, period, amount in due.values_list("version", "enterprise", "period", "amount"):
        version, fen = versions[version_id], to_fen(amount)
        if (version.policy_id, enterprise_id, year_of(period), fen) not in spent:
            key = version.exclusive_group, line.holder(enterprise_id), year_of(period)
            found[key].append(Claim(version.policy_id, fen, order_of(version)))
    return found


def _policies(claims: Mapping[tuple[str, int, str], Sequence[Claim]], held: HeldBy | None) -> set[int]:
    return {one.policy for some in claims.values() for one in some} | {
        one.policy for some in (held or {}).values() for one in some
    }


Way = Callable[[Iterable[Match]], dict[int, Told]]
"""Tells of matches how they stand in their groups."""
_way: list[Way] = [standings]


def told_by(way: Way) -> None:
    """From now on `told_standings` asks this way: a higher room knows what was granted, which this one does not."""
    _way[:] = [way]


def told_standings(matches: Iterable[Match]) -> dict[int, Told]:
    """How the matches stand in their groups, by what the house knows best."""
    return _way[0](matches)
