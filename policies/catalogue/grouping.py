"""Exclusive groups: policies an enterprise may not receive beside each other; each version says how they stand."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from policies.catalogue.documents import PolicyDocument
from policies.catalogue.errors import GroupContradicted, GroupNamedTwice
from policies.catalogue.models import Version
from policies.catalogue.states import VersionState
from policies.rules.syntax import GroupMode, Rule


@dataclass(frozen=True, slots=True)
class Group:
    """What a version says of its group; `cap_fen`: what all of it may come to, under SHARED_CAP."""

    name: str
    mode: GroupMode
    order: int
    cap_fen: int | None
    has_period: bool

    @property
    def terms(self) -> tuple[object, ...]:
        """What all versions of a group say alike."""
        return self.mode, self.cap_fen, self.has_period


def group_of(version: Version) -> Group | None:
    """The version's group with its terms; None without a group or a rule."""
    if not version.exclusive_group or version.rule is None:
        return None
    within = version.rule.get("within_group", {})
    cap = within.get("cap")
    return Group(
        version.exclusive_group,
        GroupMode(within.get("mode", GroupMode.HIGHEST)),
        int(within.get("order", 0)),
        None if cap is None else _fen(str(cap)),
        version.rule.get("assessed", {}).get("grain", "none") != "none",
    )


def _fen(yuan: str) -> int:
    whole, _, part = yuan.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0")[:2])


def live_of_group(name: str) -> QuerySet[Version]:
    """The live versions with a rule that stand in the group, by policy."""
    return Version.objects.filter(state=VersionState.LIVE, exclusive_group=name, rule__isnull=False).order_by("policy")


def grouped(document: PolicyDocument, rule: Rule) -> PolicyDocument:
    """The document with the group that it or its rule names. Raises GroupNamedTwice when they name two."""
    named = {name for name in (document.exclusive_group, rule.exclusive_group) if name}
    if len(named) > 1:
        raise GroupNamedTwice(one=document.exclusive_group, other=rule.exclusive_group)
    return replace(document, exclusive_group=named.pop() if named else "")


def check_group(version: Version) -> None:
    """The version says of its group what the others in force say. Raises GroupContradicted."""
    own = group_of(version)
    if own is None:
        return
    for other in live_of_group(own.name).exclude(policy=version.policy_id).select_related("policy"):
        theirs = group_of(other)
        if theirs is not None and theirs.terms != own.terms:
            raise GroupContradicted(group=own.name, policy=other.title_zh)
