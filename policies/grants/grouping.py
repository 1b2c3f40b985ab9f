"""Exclusive groups at the decision: what live grants of other policies leave to be granted, held against races.

The grants and claims of a whole line of enterprises count as one holder's. A claim whose grant lapsed or was withdrawn,
or that its department left out, is spent: it is in nobody's way, though its own department may still grant it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.translation import gettext

from cms.kernel.money import from_fen, to_fen
from cms.kernel.states import locked
from policies.catalogue.grouping import Group, group_of, live_of_group
from policies.catalogue.models import Version
from policies.catalogue.states import Channel
from policies.grants.models import Exclusion, Grant
from policies.grants.settling import is_ceiling
from policies.grants.states import DEAD
from policies.matching.grouping import HeldBy, Rival, Spent, Told, is_in_group, rivals, standings, year_of
from policies.matching.models import Match
from policies.matching.queries import latest_run, matches_to_decide
from policies.matching.states import Verdict
from policies.registry.lineage import Lineage, holder_of, lineage, of_outer_line
from policies.rules.groups import Claim, Held, settle
from policies.rules.syntax import GroupMode

YUAN: "Final[DecimalField[Any, Any]]" = DecimalField(max_digits=16, decimal_places=2)


def locked_group(version_id: int) -> Version:
    """The version, held with all live versions of its group (in order of their ids) until the transaction ends.

    Whoever grants under a policy of the group waits, so that what is granted beside it is seen.
    """
    name = Version.objects.values_list("exclusive_group", flat=True).get(pk=version_id)
    if name:
        beside = live_of_group(name).values("pk")
        held = Version.objects.filter(Q(pk__in=beside) | Q(pk=version_id)).order_by("pk")
        list(held.select_for_update(no_key=True).values_list("pk"))
    return locked(Version, version_id)


def grants_in_group(name: str) -> QuerySet[Grant]:
    """The live grants that were decided under a version of the group."""
    return Grant.objects.filter(version__exclusive_group=name).exclude(state__in=DEAD)


def held_by(matches: Iterable[Match]) -> HeldBy:
    """The live grants beside these matches: by group, holder and year."""
    asked, line = [match for match in matches if match.version.exclusive_group], lineage()
    beside = Grant.objects.filter(
        version__exclusive_group__in={match.version.exclusive_group for match in asked},
        enterprise__in={one for match in asked for one in line.line(match.enterprise_id)},
    ).exclude(state__in=DEAD)
    found: dict[tuple[str, int, str], list[Held]] = defaultdict(list)
    for grant in beside.select_related("version", "match") if asked else ():
        key = grant.version.exclusive_group, line.holder(grant.enterprise_id), year_of(grant.match.period)
        found[key].append(Held(grant.policy_id, to_fen(grant.entitled)))
    return found


def standings_of(matches: Iterable[Match]) -> dict[int, Told]:
    """By match id, how those that are of a group stand beside each other's claims and beside what was granted."""
    asked = [match for match in matches if is_in_group(match)]
    return standings(asked, held_by(asked), spent_by(asked))


def spent_by(matches: Iterable[Match]) -> Spent:
    """The claims beside these matches that were given up, refused or left out."""
    asked, line = list(matches), lineage()
    if not asked:
        return set()
    names = {match.version.exclusive_group for match in asked}
    everybody = {one for match in asked for one in line.line(match.enterprise_id)}
    ended: Any = Grant.objects.filter(
        version__exclusive_group__in=names, enterprise__in=everybody, state__in=DEAD, match__amount__isnull=False
    ).values_list("policy", "enterprise", "match__period", "match__amount")
    left_out: Any = Exclusion.objects.filter(
        match__version__exclusive_group__in=names, match__enterprise__in=everybody, match__amount__isnull=False
    ).values_list("match__version__policy", "match__enterprise", "match__period", "match__amount")
    rows = [*ended, *left_out]
    return {(policy, enterprise, year_of(period), to_fen(amount)) for policy, enterprise, period, amount in rows}


def due_matches(version: Version) -> QuerySet[Any]:
    """Whom the lead department may grant to, with `due`: yuan left by the version's exclusive group, where it has one,
    and `holder`: who stands for the enterprise's line.

    Matches that yield to another policy's, or to a grant, are not among them.
    """
    line = lineage()
    found: Any = matches_to_decide(version).annotate(holder=holder_of("enterprise_id", line))
    group, run = group_of(version), latest_run(version)
    if group is None or run is None:
        whole: QuerySet[Any] = found.annotate(due=_yuan(F("amount")))
        return whole
    granted = _granted(version, group, run.period, line)
    beside = _Beside(group, rivals(version, run.period), run.period, line)
    if group.mode is GroupMode.SHARED_CAP:
        cap = Value(from_fen(group.cap_fen or 0).amount, output_field=YUAN)
        left = cap - granted - beside.earlier(version)
        found = found.annotate(due=_yuan(Greatest(Least(_yuan(F("amount")), left), Value(0, output_field=YUAN))))
    else:
        found = found.filter(~Exists(beside.before(version)))
        left = _yuan(F("amount")) - granted
        found = found.annotate(due=_yuan(left)) if group.mode is GroupMode.TOP_UP else _ungranted(found, granted)
    due: QuerySet[Any] = found.filter(due__gt=0)
    return due


def _ungranted(found: QuerySet[Any], granted: Any) -> QuerySet[Any]:
    alone: Any = found.annotate(granted=granted, due=_yuan(F("amount")))
    left: QuerySet[Any] = alone.filter(granted=0)
    return left


def _yuan(part: Any) -> Any:
    return Coalesce(part, Value(0, output_field=YUAN), output_field=YUAN)


def _of_year(name: str, period: str) -> Q:
    """Rows whose period lies in the year of a period; for a benefit without period those without."""
    return Q(**{f"{name}__startswith": year_of(period)}) if period else Q(**{name: ""})


def _granted(version: Version, group: Group, period: str, line: Lineage) -> Any:
    """What other policies of the group granted the holder for the year, in yuan."""
    beside = grants_in_group(group.name).exclude(policy=version.policy_id).filter(_of_year("match__period", period))
    return _total(of_outer_line(beside, line), "entitled")


def _total(rows: QuerySet[Any], column: str) -> Any:
    """The sum of a column over all the rows, in yuan; 0 of none."""
    together = rows.order_by().annotate(together=Value(1)).values("together").annotate(total=Sum(column))
    return _yuan(Subquery(together.values("total"), output_field=YUAN))


@dataclass(frozen=True, slots=True)
class _Beside:
    """The claims of the group's other policies for one year, as the rows of an outer query of matches see them."""

    group: Group
    others: list[Rival]
    period: str
    line: Lineage

    def before(self, version: Version) -> QuerySet[Any]:
        """The claims that come before the holder's own: the higher ones, or the earlier by declared order."""
        if self.group.mode is GroupMode.ORDER:
            return self._claims(self._ahead(version))
        tie = Q(amount=OuterRef("amount"), version__policy__lt=version.policy_id)
        return self._claims(self.others).filter(Q(amount__gt=OuterRef("amount")) | tie)

    def earlier(self, version: Version) -> Any:
        """What the claims before the holder's own come to, in yuan."""
        return _total(self._claims(self._ahead(version)), "amount")

    def _ahead(self, version: Version) -> list[Rival]:
        own = self.group.order, version.policy_id
        return [one for one in self.others if (one.order, one.policy_id) < own]

    def _claims(self, runs: list[Rival]) -> QuerySet[Any]:
        """What those runs give the holder without application, neither granted yet nor spent."""
        due: Any = Match.objects.filter(
            run__in=[one.run_id for one in runs],
            verdict=Verdict.MET,
            channel=Channel.NO_APPLICATION,
            amount__gt=0,
        )
        mine: Any = of_outer_line(due, self.line).annotate(holder=holder_of("enterprise_id", self.line))
        standing = Grant.objects.filter(policy=OuterRef("version__policy")).exclude(state__in=DEAD)
        granted = of_outer_line(standing.filter(_of_year("match__period", self.period)), self.line)
        claims: QuerySet[Any] = mine.filter(~Exists(granted), ~Exists(self._ended()), ~Exists(self._left_out()))
        return claims

    def _ended(self) -> QuerySet[Any]:
        """Grants of the claim's amount that lapsed, were withdrawn or reclaimed."""
        own = Grant.objects.filter(policy=OuterRef("version__policy"), enterprise=OuterRef("enterprise"))
        return own.filter(_of_year("match__period", self.period), state__in=DEAD, match__amount=OuterRef("amount"))

    def _left_out(self) -> QuerySet[Any]:
        """What its department left out of a decision, of the claim's amount."""
        own = Exclusion.objects.filter(
            match__version__policy=OuterRef("version__policy"), match__enterprise=OuterRef("enterprise")
        )
        return own.filter(_of_year("match__period", self.period), match__amount=OuterRef("amount"))


def places_of(version: Version, matches: Iterable[Match]) -> dict[int, dict[str, Any]]:
    """By match id, the columns by which its grant takes its place in the group; nothing without a group.

    Who is paid a difference tops up the highest grant that stands; under a shared cap no place is taken.
    """
    group = group_of(version)
    if group is None or group.mode is GroupMode.SHARED_CAP:
        return {}
    asked, line = list(matches), lineage()
    standing: dict[tuple[int, str], Grant] = {}
    placed: set[tuple[int, str]] = set()
    beside = grants_in_group(group.name).filter(
        enterprise__in={one for match in asked for one in line.line(match.enterprise_id)}
    )
    for grant in beside.select_related("match").order_by("pk"):
        key = line.holder(grant.enterprise_id), year_of(grant.match.period)
        if grant.policy_id == version.policy_id:
            placed.add(key)  # another step of this very benefit holds the place for both
        else:
            standing[key] = grant  # the latest tops up all before it
    found: dict[int, dict[str, Any]] = {}
    for match in asked:
        key = line.holder(match.enterprise_id), year_of(match.period)
        if key in placed:
            continue
        if key in standing:
            found[match.pk] = {"tops_up": standing[key]}
        else:
            found[match.pk] = {"exclusive_key": f"{group.name}:{key[0]}:{key[1]}"}
    return found


def left_in_group(version: Version, match: Match, fen: int) -> int:
    """What the version's exclusive group leaves of an amount that is asked for, in fen; all of it without a group."""
    group = group_of(version)
    if group is None:
        return fen
    own_line = lineage().line(match.enterprise_id)
    beside = grants_in_group(group.name).exclude(policy=version.policy_id).filter(enterprise__in=own_line)
    given = [
        Held(one.policy_id, to_fen(one.entitled)) for one in beside.filter(_of_year("match__period", match.period))
    ]
    [standing] = settle(group.mode, [Claim(version.policy_id, fen, group.order)], given, group.cap_fen)
    return standing.fen


def leaves_too_little(grant: Grant) -> bool:
    """Whether what its group's other policies granted meanwhile leaves less than the (dead) grant's amount."""
    group = group_of(grant.version)
    if group is None:
        return False
    own_line = lineage().line(grant.enterprise_id)
    others = grants_in_group(group.name).filter(enterprise__in=own_line).exclude(pk=grant.pk)
    others = others.filter(_of_year("match__period", grant.match.period))
    if group.mode is GroupMode.SHARED_CAP:
        taken = sum(to_fen(one.entitled) for one in others)
        return taken + to_fen(grant.entitled) > (group.cap_fen or 0)
    return others.exclude(pk=grant.tops_up_id or 0).exists() or _topped_up_dead(grant)


def _topped_up_dead(grant: Grant) -> bool:
    return grant.tops_up is not None and grant.tops_up.state in DEAD


def reduction_of(grant: Grant) -> list[str]:
    """Why less is due than the rule gives, in one line; none where the group took nothing, or a person settled it."""
    if not grant.version.exclusive_group or grant.match.amount is None or grant.entitled == grant.match.amount:
        return []
    if is_ceiling(grant.match):
        return []
    given, due = f"{grant.match.amount.amount:,.2f}", f"{grant.entitled.amount:,.2f}"
    named = {"group": grant.version.exclusive_group, "given": given, "due": due}
    if grant.tops_up is None:
        return [gettext("按规则为 %(given)s 元；不重复享受组“%(group)s”设有合计上限，本项应兑 %(due)s 元。") % named]
    named["other"] = grant.tops_up.version.title
    return [gettext("按规则为 %(given)s 元；同组“%(other)s”已确认兑付，本项补足差额 %(due)s 元。") % named]
