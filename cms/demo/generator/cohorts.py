"""Who is meant to meet which policy: small, evenly spread groups, so that demand is known and grants stay few.

A group grows with the fourth root of the county: twice as many grants need sixteen times the enterprises. Facts of
everybody else are drawn so that they miss the no-application policies clearly (few months insured, slow growth, long
since in statistics), as most enterprises of a real county do.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from cms.demo.generator.seeds import place_among

_CLASSES = 8
_USUAL_SIZE = 20_000


class Group(StrEnum):
    """What an enterprise was chosen for."""

    STEADY_JOBS = "steady_jobs"  # C01 稳岗返还
    GROWING_SERVICE = "growing_service"  # C12 营利性服务业
    NEWLY_ABOVE_SCALE = "newly_above_scale"  # C16 首次进规
    FIRST_IN_STATISTICS = "first_in_statistics"  # C11 首次纳统
    GROWING_OUTPUT = "growing_output"  # C09, C23A
    CERTIFIED = "certified"  # C17
    HIGH_YIELD = "high_yield"  # C20
    INVESTING = "investing"  # C05, C06, C22


@dataclass(frozen=True, slots=True)
class _Share:
    """The group's size in a county of 20,000, and the classes of ordinals (modulo 8) it is drawn from."""

    wanted: int
    classes: tuple[int, ...]


SHARES = {
    Group.STEADY_JOBS: _Share(560, (0, 1, 2, 3)),
    Group.GROWING_SERVICE: _Share(32, (4,)),
    Group.NEWLY_ABOVE_SCALE: _Share(18, (5,)),
    Group.FIRST_IN_STATISTICS: _Share(26, (6,)),
    Group.GROWING_OUTPUT: _Share(24, (7,)),
    Group.CERTIFIED: _Share(40, (7,)),
    Group.HIGH_YIELD: _Share(18, (7,)),
    Group.INVESTING: _Share(30, (7,)),
}
_OF_CLASS: dict[int, tuple[Group, ...]] = {
    number: tuple(group for group, share in SHARES.items() if number in share.classes) for number in range(_CLASSES)
}


@dataclass(frozen=True, slots=True)
class Membership:
    """The group of an enterprise and its place in it (from 0)."""

    group: Group
    place: int


def wanted(group: Group, county_size: int) -> int:
    """How many of a county of this size are in the group."""
    return round(SHARES[group].wanted * math.sqrt(math.sqrt(county_size / _USUAL_SIZE)))


def membership(ordinal: int, county_size: int) -> Membership | None:
    """The group of the enterprise of that ordinal, or None for the great majority."""
    row, number = divmod(ordinal, _CLASSES)
    rows = county_size // _CLASSES
    if row >= rows:
        return None
    groups = _OF_CLASS[number]
    for turn, group in enumerate(groups):
        classes = SHARES[group].classes
        # Groups that share a class take turns row by row; classes that share a group number their rows together.
        if row % len(groups) != turn:
            continue
        index = row // len(groups) * len(classes) + classes.index(number)
        size = rows // len(groups) * len(classes)
        if index >= size:
            return None
        place = place_among(index, size, min(wanted(group, county_size), size), shift=size // 3)
        if place is not None:
            return Membership(group, place)
    return None
