"""The 282 procurements of January to September 2023: inputs whose honest outcomes give the county's figures.

What is solved here are ceilings and bids. Whoever bids lowest wins at 竞价; a draw (随机抽取) goes at the fixed price
that is its ceiling, so it saves nothing whoever is drawn. No losing bid is above the ceiling, nobody ties for the
lowest, no price is abnormally low, every bidder was admitted for the type before the posting, no bidders are related.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from cms.demo.generator.agencies import AgencyInput, agencies
from cms.demo.generator.catalogue import ServiceTypeInput, service_types
from cms.demo.generator.large_need import EARLIER, enlarged
from cms.demo.generator.owners import OwnerInput, owners
from cms.demo.generator.postings import BidInput, PostingInput, ProcurementInput, Reach, moment, moments_between
from cms.demo.generator.prices import Price, rival_prices, solve
from cms.demo.generator.seeds import dice
from cms.demo.generator.subjects import described, titled
from cms.demo.generator.workdays import after, worked_days

COMPLETED, PENDING, REPOSTED = 273, 9, 24
_CLOSINGS = ((2, 20), (3, 36), (4, 34), (5, 38), (6, 41), (7, 40), (8, 44), (9, 20))
"""Final closings by month; they add up to COMPLETED."""
_FIRST_CLOSING, _LAST_CLOSING = date(2023, 2, 10), date(2023, 9, 8)
_DRAW_SHARE = 0.18
_MINIMUM_BIDDERS = 3
_SERVICE_DAYS = (20, 30, 30, 45, 60, 60, 90)
_LATEST = (
    (Reach.POSTED, date(2023, 10, 11)), (Reach.POSTED, date(2023, 10, 12)), (Reach.POSTED, date(2023, 10, 13)),
    (Reach.OPENED, date(2023, 9, 27)), (Reach.OPENED, date(2023, 9, 28)),
    (Reach.AWARDED, date(2023, 9, 21)), (Reach.AWARDED, date(2023, 9, 22)), (Reach.AWARDED, date(2023, 9, 25)),
    (Reach.FAILED, date(2023, 9, 26)),
)  # fmt: skip
"""The nine that stay pending, with their closing days."""


@dataclass(frozen=True, slots=True)
class _Plan:
    kind: ServiceTypeInput
    closes_on: date
    is_draw: bool = False
    is_reposted: bool = False
    reach: Reach = Reach.FILED


@dataclass(frozen=True, slots=True)
class _Market:
    throws: Random
    owners: Sequence[OwnerInput]
    applied: Mapping[str, Sequence[tuple[date, AgencyInput]]]
    titles: set[str]

    def bidders(self, service_type: str, day: date) -> list[AgencyInput]:
        """Those who may bid on a posting of that day."""
        return [agency for reviewed_on, agency in self.applied[service_type] if reviewed_on < day]

    def owner(self) -> OwnerInput:
        """Some buy far more often than others."""
        return self.owners[int(len(self.owners) * self.throws.random() ** 1.4)]


def procurements(seed: int) -> tuple[ProcurementInput, ...]:
    """All 282 by the moment of their first posting, numbered from 1."""
    throws = dice(seed, "procurements")
    shuffled = list(owners(seed))
    throws.shuffle(shuffled)
    market = _Market(throws, shuffled, _applied(agencies(seed)), set())
    plans = _plans(market)
    prices = solve(throws, [plan.kind.usual_fee_yuan for plan in plans], [plan.is_draw for plan in plans])
    found = [_procurement(market, plan, price) for plan, price in zip(plans, prices, strict=True)]
    found += [_procurement(market, plan, _free_price(throws, plan)) for plan in _pending_plans(market)]
    found.sort(key=lambda each: (each.postings[0].posted_at, each.title))
    numbered = [replace(each, number=number) for number, each in enumerate(found, start=1)]
    place = next(place for place, each in enumerate(numbered) if each.reach is Reach.OPENED)
    large = numbered[place]
    able = market.bidders(large.service_type, (large.postings[-1].posted_at - EARLIER).date())
    numbered[place] = enlarged(large, able)
    return tuple(numbered)


def _applied(listed: Iterable[AgencyInput]) -> dict[str, list[tuple[date, AgencyInput]]]:
    """For every type, who applied and when that was reviewed."""
    found: dict[str, list[tuple[date, AgencyInput]]] = {kind.code: [] for kind in service_types()}
    for agency in listed:
        for each in agency.applications:
            found[each.service_type].append((each.reviewed_on, agency))
    return found


def _plans(market: _Market) -> list[_Plan]:
    """What the 273 completed ones are for, when they close for the last time, and which were posted twice."""
    throws = market.throws
    days = [
        throws.choice(
            [
                day
                for day in worked_days(date(2023, month, 1), _LAST_CLOSING)
                if day.month == month and day >= _FIRST_CLOSING
            ]
        )
        for month, count in _CLOSINGS
        for _ in range(count)
    ]
    late_enough = [place for place, day in enumerate(days) if day >= date(2023, 3, 6)]
    reposted = set(throws.sample(late_enough, REPOSTED))
    return [
        _Plan(_kind(market, day), day, throws.random() < _DRAW_SHARE, place in reposted)
        for place, day in enumerate(sorted(days))
    ]


def _kind(market: _Market, closes_on: date) -> ServiceTypeInput:
    """A regular type with enough agencies admitted well before that closing; common ones come more often."""
    posted_on = after(closes_on, -20)
    able = [
        kind
        for kind in service_types()
        if kind.is_regular and len(market.bidders(kind.code, posted_on)) >= _MINIMUM_BIDDERS
    ] or [kind for kind in service_types() if len(market.bidders(kind.code, after(closes_on, -8))) >= _MINIMUM_BIDDERS]
    return market.throws.choices(able, [kind.agencies_wanted + 6 for kind in able])[0]


def _pending_plans(market: _Market) -> list[_Plan]:
    """The nine that stay pending; the one that failed asks for a type with fewer than three agencies."""
    short = [kind for kind in service_types() if kind.agencies_wanted in {1, 2}]
    plans = []
    for reach, day in _LATEST:
        able = [kind for kind in short if market.bidders(kind.code, after(day, -10))]
        kind = market.throws.choice(able or short) if reach is Reach.FAILED else _kind(market, day)
        plans.append(_Plan(kind, day, reach=reach))
    return plans


def _free_price(throws: Random, plan: _Plan) -> Price:
    ceiling = round(plan.kind.usual_fee_yuan * throws.uniform(0.7, 1.4) / 500) * 500
    return Price(ceiling, round(ceiling * throws.uniform(0.76, 0.92) / 10) * 10)


def _procurement(market: _Market, plan: _Plan, price: Price) -> ProcurementInput:
    throws, kind, owner = market.throws, plan.kind, market.owner()
    days = throws.choice(_SERVICE_DAYS)
    is_awarded, is_filed = plan.reach in {Reach.AWARDED, Reach.FILED}, plan.reach is Reach.FILED
    contract_on = after(plan.closes_on, throws.randint(7, 11)) if is_filed else None
    return ProcurementInput(
        number=0,
        owner=owner.uscc,
        service_type=kind.code,
        title=titled(throws, owner, kind, market.titles),
        description=described(throws, kind, days),
        method="draw" if plan.is_draw else "lowest_price",
        ceiling_fen=price.ceiling_yuan * 100,
        service_days=days,
        splitting_note="本项目单独立项、单独列入预算，不存在拆分采购。",
        postings=tuple(_postings(market, plan, price)),
        reach=plan.reach,
        award_on=after(plan.closes_on, throws.randint(1, 2)) if is_awarded else None,
        contract_on=contract_on,
        file_on=after(contract_on, throws.randint(0, 1)) if contract_on else None,
    )


def _postings(market: _Market, plan: _Plan, price: Price) -> Iterable[PostingInput]:
    """The posting that counts, after one that too few answered where the plan says so."""
    throws = market.throws
    notice_days = throws.randint(9, 10) if plan.reach is Reach.POSTED else throws.randint(5, 7)
    posted_on = after(plan.closes_on, -notice_days)
    if plan.is_reposted:
        failed_on = after(posted_on, -throws.randint(2, 4))
        first_on = after(failed_on, -throws.randint(5, 6))
        few = market.bidders(plan.kind.code, first_on)
        chosen = throws.sample(few, min(len(few), throws.randint(1, 2)))
        yield _posting(throws, plan, [(agency, _some_price(throws, price)) for agency in chosen], first_on, failed_on)
    able = market.bidders(plan.kind.code, posted_on)
    if plan.reach is Reach.FAILED:
        offers = [(agency, price.deal_yuan) for agency in able[:1]]
    else:
        bidders = throws.sample(able, min(len(able), throws.choice((3, 3, 3, 4, 4, 4, 4, 5, 5, 7))))
        offered = (
            [price.deal_yuan, *rival_prices(throws, price, len(bidders) - 1)]
            if not plan.is_draw
            else [0] * len(bidders)
        )
        offers = list(zip(bidders, offered, strict=True))
        throws.shuffle(offers)
    yield _posting(throws, plan, offers, posted_on, plan.closes_on)


def _some_price(throws: Random, price: Price) -> int:
    return round(price.ceiling_yuan * throws.uniform(0.85, 0.99) / 10) * 10


def _posting(
    throws: Random, plan: _Plan, offers: Sequence[tuple[AgencyInput, int]], posted_on: date, closes_on: date
) -> PostingInput:
    posted_at = moment(posted_on, throws.randint(8 * 60 + 40, 16 * 60))
    closes_at = moment(closes_on, throws.choice((9 * 60 + 30, 10 * 60, 15 * 60)))
    latest = closes_at if plan.reach is not Reach.POSTED else moment(date(2023, 9, 28), 17 * 60)
    whens = moments_between(throws, posted_at, latest, len(offers))
    bids = (
        BidInput(agency.uscc, None if plan.is_draw else yuan * 100, when)
        for (agency, yuan), when in zip(offers, whens, strict=True)
    )
    return PostingInput(
        posted_at, closes_at, moment(closes_on, closes_at.hour * 60 + closes_at.minute + 30), tuple(bids)
    )
