"""A whole rule: who gets what, by which channel, once per what; with the tree's nodes re-exported."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from policies.rules.conditions import AllOf, Condition
from policies.rules.expressions import Expression
from policies.rules.facts import Grain, Label

LANGUAGE_VERSION = 4
READABLE = (1, 2, 3, 4)  # documents of these versions are read; what a version knows not is refused in it
SINCE = {"within_group": 2}  # members of a rule that its first version did not have
CLAUSES_SINCE = 3  # nodes name their clauses since then
FRACTIONS_SINCE = 4  # shares may be written as fractions since then: 1/3
NOBODY = AllOf(())


@dataclass(frozen=True, slots=True)
class Assessed:
    """The period a rule assesses: of this grain, `lag` periods before the one of the day of the decision."""

    grain: Grain = Grain.NONE
    lag: int = 0


class Once(StrEnum):
    """The scope in which a rule pays once."""

    ENTERPRISE = "enterprise"
    ENTERPRISE_PERIOD = "enterprise_period"
    STEP = "step"
    PROJECT = "project"
    PERSON = "person"


class Channel(StrEnum):
    """How a benefit reaches the enterprise."""

    NO_APPLICATION = "no_application"  # 免申即享
    AT_ONCE = "at_once"  # 即申即享
    WITHIN_DAYS = "within_days"  # 限时即享
    ON_APPLICATION = "on_application"  # 申报


@dataclass(frozen=True, slots=True)
class ChannelBranch:
    """Enterprises that meet `when` come by this channel instead; unknown counts as met."""

    when: Condition
    then: Channel


@dataclass(frozen=True, slots=True)
class Channels:
    """The channel of a benefit, and for whom it is another."""

    usual: Channel = Channel.NO_APPLICATION
    branches: tuple[ChannelBranch, ...] = ()


class Expiry(StrEnum):
    """What the enterprise's silence means."""

    LAPSE = "lapse"
    PROCEED = "proceed"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the enterprise must confirm, and until when: a day, a number of days after the asking, or both."""

    fields: tuple[str, ...]
    until: date | None = None
    days: int | None = None
    on_expiry: Expiry = Expiry.LAPSE


class AmountIs(StrEnum):
    """Whether the computed amount is paid as it is, or is a ceiling (最高/不超过) under which a person decides."""

    EXACT = "exact"
    CEILING = "ceiling"


class Shortage(StrEnum):
    """What happens when the pool is smaller than what is due."""

    FIRST_COME = "first_come"
    PRO_RATA = "pro_rata"
    CARRY_OVER = "carry_over"
    RANKED = "ranked"


@dataclass(frozen=True, slots=True)
class Pool:
    """The money or the places there are for everybody together; `rank_by` orders the ranked, highest first."""

    limit: Decimal | None = None
    places: int | None = None
    shortage: Shortage | None = None
    rank_by: Expression | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the amount, paid so many fiscal years after the assessed one, if the condition holds then."""

    share: Fraction
    years_later: int = 0
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """The share of the amount that one level of government bears."""

    level: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Payee:
    """Who receives a share of the amount: the enterprise, or another (a township, a person) named by `who`."""

    who: str = "enterprise"
    share: Fraction = Fraction(1)


class GroupMode(StrEnum):
    """What an enterprise that qualifies under several policies of one exclusive group receives."""

    HIGHEST = "highest"  # 就高不重复: the highest alone; after any was granted, nothing more
    TOP_UP = "top_up"  # 就高补差: the highest; after a lower one was granted, the difference
    ORDER = "order"  # the first in the declared order alone
    SHARED_CAP = "shared_cap"  # 叠加封顶: all of them in the declared order, together at most `cap`


@dataclass(frozen=True, slots=True)
class WithinGroup:
    """How the policies of an exclusive group stand to each other; `order`: lower comes first; `cap`: yuan together.

    All of a group say the same `mode` and `cap`.
    """

    mode: GroupMode = GroupMode.HIGHEST
    order: int = 0
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Verdicts on enterprises that meet `when` are flagged for a person; unknown counts as met."""

    when: Condition
    reason: Label


@dataclass(frozen=True, slots=True)
class Choice:
    """An open point of the policy text and what the editor declared it to mean."""

    point: Label
    chosen: Label


@dataclass(frozen=True, slots=True)
class Rule:
    """One benefit in executable form. `family`: awards of it are each other's history; `who`: eligibility."""

    version: int
    code: str
    title: Label
    who: Condition = NOBODY
    amount: Expression | None = None
    family: str = ""
    text: str = ""
    assessed: Assessed = Assessed()
    once_per: Once = Once.ENTERPRISE_PERIOD
    amount_is: AmountIs = AmountIs.EXACT
    channels: Channels = Channels()
    confirmation: Confirmation | None = None
    pool: Pool | None = None
    instalments: tuple[Instalment, ...] = ()
    funding: tuple[Funding, ...] = ()
    payees: tuple[Payee, ...] = (Payee(),)
    exclusive_group: str = ""
    within_group: WithinGroup = WithinGroup()
    reviews: tuple[Review, ...] = ()
    declared: tuple[Choice, ...] = ()
    budget_line: str = ""
