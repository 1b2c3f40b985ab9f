"""The four pools of the half-year's no-application payments, and a cheap check that demand exceeds each of them.

Appropriations add up to the county's printed 2,471,400.00 yuan. Each pool is shared pro rata, so it is paid out to the
fen whenever more is due than it holds. What is due is computed here by plain arithmetic, independently of the rule
language; the services of the house have the last word.
"""

from dataclasses import dataclass
from typing import Final

from cms.demo.generator.cohorts import Group, membership
from cms.demo.generator.enterprises import COUNTY_SIZE, SMALLEST_COUNTY, WAN, Enterprise, enterprise

APPROPRIATED_TOTAL_FEN: Final = 2_471_400_00
_MARGIN = (105, 100)
"""Some who are owed do not confirm: a pool wants five per cent more demand than it holds."""


class DemandBelowPools(ValueError):
    """The county is too small: less is due than a pool holds. `sentence` says so in Chinese."""

    def __init__(self, size: int, pool: "Pool", due_fen: int) -> None:
        self.sentence = (
            f"县域企业数 {size} 过少：“{pool.name}”应兑付 {due_fen / 100:,.2f} 元，不足以覆盖安排资金 "
            f"{pool.appropriation_fen / 100:,.2f} 元。请调大 COUNTY_SIZE（建议不少于 3000）。"
        )
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Pool:
    """Money for one policy (by its code) and the group of enterprises it is meant for."""

    policy: str
    budget_line: str
    name: str
    group: Group
    appropriation_fen: int


@dataclass(frozen=True, slots=True)
class Demand:
    """How many are owed under a pool's policy, and how much, in fen."""

    count: int
    fen: int


POOLS: Final = (
    Pool("WG-2023", "unemployment-fund", "失业保险稳岗返还资金", Group.STEADY_JOBS, 900_000_00),
    Pool("JG-2023", "industry", "首次进规奖励资金", Group.NEWLY_ABOVE_SCALE, 730_000_00),
    Pool("FW-2023", "services", "营利性服务业增长奖励资金", Group.GROWING_SERVICE, 420_000_00),
    Pool("NT-2023", "trade", "商贸企业首次纳统奖励资金", Group.FIRST_IN_STATISTICS, 421_400_00),
)


def claim_fen(one: Enterprise) -> int:
    """What is owed to an enterprise under the pool of its group and can be paid: 0 when it misses or has no account."""
    if one.member is None or one.account is None or one.licence != "active":
        return 0
    return {
        Group.STEADY_JOBS: _refund,
        Group.GROWING_SERVICE: _growth,
        Group.NEWLY_ABOVE_SCALE: _new_above,
        Group.FIRST_IN_STATISTICS: _first_entry,
    }.get(one.member.group, lambda _: 0)(one)


def demand(seed: int, size: int = COUNTY_SIZE) -> dict[str, Demand]:
    """What is due under each pool's policy (by policy code) in the county of this seed and size."""
    due: dict[Group, list[int]] = {pool.group: [] for pool in POOLS}
    for ordinal in range(size):
        member = membership(ordinal, size)
        if member and member.group in due and (fen := claim_fen(enterprise(seed, ordinal, size))):
            due[member.group].append(fen)
    return {pool.policy: Demand(len(due[pool.group]), sum(due[pool.group])) for pool in POOLS}


def check_demand(seed: int, size: int = COUNTY_SIZE) -> dict[str, Demand]:
    """The demand of every pool. Raises DemandBelowPools for a county in which some pool would not be paid out."""
    found = demand(seed, size) if size >= SMALLEST_COUNTY else {pool.policy: Demand(0, 0) for pool in POOLS}
    for pool in POOLS:
        due = found[pool.policy].fen
        if due * _MARGIN[1] < pool.appropriation_fen * _MARGIN[0]:
            raise DemandBelowPools(size, pool, due)
    return found


def _refund(one: Enterprise) -> int:
    """C01: 60 % of what was paid (30 % for the large), twelve full months, few laid off, no bad credit."""
    paid = one.insurance
    if paid is None or one.declared_scale is None or one.credit or paid.paid_in_full_months < 12:
        return 0
    allowed = 200_000 if paid.insured_average <= 30 else 55_000
    if paid.layoff_rate_millionths > allowed:
        return 0
    percent = 30 if one.declared_scale == "L" else 60
    return (paid.paid_fen * percent + 50) // 100


def _growth(one: Enterprise) -> int:
    """C12: 2,000 yuan for every 2 million yuan of increment, from a fifth and 20 million on."""
    now, before = one.revenue_2022_fen or 0, one.revenue_2021_fen or 0
    increment = now - before
    if not before or now * 5 < before * 6 or increment < 2_000 * WAN:
        return 0
    return increment // (200 * WAN) * 2_000_00


def _new_above(one: Enterprise) -> int:
    """C16: 100,000 yuan unless the award was received before."""
    return 0 if one.awards else 100_000_00


def _first_entry(one: Enterprise) -> int:
    """C11: 30,000 yuan (3,000 for the self-employed) and more from 20 (5) million yuan of increment on."""
    if len([line for line in one.lines if line.code == "stat.registrations"]) > 1:
        return 0
    if one.type != "enterprise":
        return 3_000_00
    is_trade = one.industry.code.startswith(("51", "52"))
    increment = next(int(fact.value) for fact in one.facts if fact.code.startswith("sales."))
    return 30_000_00 + min(increment // ((2_000 if is_trade else 500) * WAN), 4) * 200_000_00
