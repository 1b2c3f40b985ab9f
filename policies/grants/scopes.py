"""Within what a benefit is given once: the enterprise's whole line, a step of a ladder, a project, the persons it is
paid for."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from policies.catalogue.models import Version
from policies.catalogue.states import OncePer
from policies.grants.models import Grant
from policies.grants.states import DEAD, GrantState
from policies.matching.models import Match
from policies.registry.lineage import Lineage

STEPS: Final = ":steps:"
"""What stands between the holder and the steps in the scope key of a benefit that is given once a step."""
WHOLE: Final = ""
"""In place of a step: all of them. So is held what is without steps, or not paid yet: rules know paid steps only."""
PROJECT: Final = ":project:"
"""What stands between the holder and a project's number in the scope key of a benefit given once a project."""
LONGEST_KEY: Final = 80
LONGEST_PROJECT: Final = 40


def period_key(version: Version, period: str) -> str:
    """The period in which the benefit is given once; empty where it, or each step of it, is given once for ever."""
    return "" if version.once_per in (OncePer.ENTERPRISE, OncePer.STEP) else period


def steps_of(match: Match) -> tuple[str, ...]:
    """The steps of a ladder that the match is paid for; none where the rule has no ladder."""
    return tuple(match.explanation.get("steps") or ())


def project_key(number: str) -> str:
    """The project's number as it is compared: letters and digits alone, in capitals, of whatever width or spacing."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", number).upper() if sign.isalnum())


def project_scope(holder: str, number: str) -> str:
    """Under what a project of the holder is given once."""
    key = project_key(number)
    return f"{holder}{PROJECT}{key if len(key) <= LONGEST_PROJECT else sha256(key.encode()).hexdigest()[:32]}"


def scope_key(version: Version, line: Lineage, match: Match, project: str = "") -> str:
    """Under what the match is given once: the first of its enterprise's line, with the steps or with the number of the
    project where those count."""
    key, steps = line.key(match.enterprise_id), sorted(steps_of(match))
    if version.once_per == OncePer.PROJECT and project:
        return project_scope(key, project)
    if version.once_per != OncePer.STEP or not steps:
        return key
    whole = f"{key}{STEPS}{'+'.join(steps)}"
    return whole if len(whole) <= LONGEST_KEY else f"{key}{STEPS}{sha256(whole.encode()).hexdigest()[:32]}"


def held_scopes(version: Version) -> dict[str, set[str]]:
    """By holder, the periods (or the steps, or the projects) of the live grants of the version's family."""
    live = Grant.objects.filter(policy_id=version.policy_id).exclude(state__in=DEAD)
    held: dict[str, set[str]] = defaultdict(set)
    if version.once_per == OncePer.STEP:
        rows: Any = live.values_list("scope_key", "state", "match__explanation__steps")
        for key, state, steps in rows:
            held[key.partition(STEPS)[0]].update(steps if steps and state == GrantState.PAID else [WHOLE])
    else:
        for key, period in live.values_list("scope_key", "period"):
            holder, is_project, number = key.partition(STEPS)[0].partition(PROJECT)
            held[holder].add(f"{PROJECT}{number}" if is_project else period)
    return held


def is_held(
    version: Version,
    held: Mapping[str, set[str]],
    line: Lineage,
    enterprise_id: int,
    period: str,
    steps: Sequence[str] | None,
    project: str = "",
) -> bool:
    """Whether anybody of the enterprise's line holds the benefit for the period, or one of the steps, or the project.

    `steps`: None while nobody knows for which one it will be; then none is held. Of a benefit given once a project,
    who names no project may mean any that was granted.
    """
    taken = {one for key in line.keys(enterprise_id) for one in held.get(key, ())}
    if version.once_per == OncePer.PROJECT and project:
        return project_scope("", project) in taken
    if version.once_per == OncePer.PROJECT and any(one.startswith(PROJECT) for one in taken):
        return True
    if version.once_per != OncePer.STEP:
        return period_key(version, period) in taken
    if steps is None or not taken:
        return False
    return not steps or WHOLE in taken or not taken.isdisjoint(steps)


def take(version: Version, held: dict[str, set[str]], line: Lineage, match: Match) -> None:
    """The match is among what is held from now on."""
    taken = held.setdefault(line.key(match.enterprise_id), set())
    taken.add(WHOLE if version.once_per == OncePer.STEP else period_key(version, match.period))


def persons_of(match: Match) -> frozenset[str]:
    """The persons, invoices or machines that the match is paid for."""
    return frozenset(match.explanation.get("keys") or ())


def persons_held(version: Version) -> set[str]:
    """Those for which a live grant of the version's family stands, paid or not yet."""
    live = Grant.objects.filter(policy_id=version.policy_id, match__explanation__has_key="keys")
    lists = live.exclude(state__in=DEAD).exclude(match__explanation__keys=[])
    return {key for keys in lists.values_list("match__explanation__keys", flat=True) for key in keys or ()}
