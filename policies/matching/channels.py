"""Which channel is open to whom: the rule's usual one, or the one its branches send an enterprise to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cms.kernel.clock import business_today
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.catalogue.states import Channel, VersionState
from policies.matching.models import Match
from policies.matching.services import verdict_now
from policies.registry.models import Enterprise

BY_CLICK_OR_FORM = (Channel.AT_ONCE, Channel.WITHIN_DAYS, Channel.ON_APPLICATION)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which applications under a version are taken; None: no such end."""

    first: date | None
    last: date | None

    def is_open(self, today: date) -> bool:
        """Whether the day lies within; both ends count."""
        return (self.first is None or self.first <= today) and (self.last is None or today <= self.last)


def window_of(version: Version) -> Window:
    """The days of application: the policy's own, else those of its validity."""
    return Window(version.apply_from or version.valid_from, version.apply_until or version.last_day)


def channels_of(version: Version) -> list[Channel]:
    """Every channel the version knows: the usual one first, then those of its branches; none for text alone."""
    if version.rule is None:
        return []
    channels = rule_of(version).channels
    named = [channels.usual, *(branch.then for branch in channels.branches)]
    return [Channel(one.value) for one in dict.fromkeys(named)]


def takes_applications(version: Version) -> bool:
    """Whether somebody may click or apply under the version today."""
    known = any(channel in BY_CLICK_OR_FORM for channel in channels_of(version))
    return known and version.state == VersionState.LIVE and window_of(version).is_open(business_today())


def open_channel(version: Version, enterprise: Enterprise) -> Channel:
    """The channel that is open to the enterprise on the facts of this moment; an unknown goes the careful way.

    ValueError for a version of text alone.
    """
    return Channel(verdict_now(version, enterprise).channel.value)


def wants_application(match: Match) -> bool:
    """Whether the enterprise of the match has to click or apply: it qualifies, and nobody will come by himself."""
    return match.channel != Channel.NO_APPLICATION


def to_apply_for(matches: Iterable[Match]) -> list[Match]:
    """Those of the matches for which the enterprise has to do something, and may today."""
    return [match for match in matches if wants_application(match) and takes_applications(match.version)]
