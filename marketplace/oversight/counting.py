"""Keeping the sums: a filed or corrected contract changes them by what it changed; a recount makes them anew."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from django.db import connection
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import RECORDS, errand
from cms.kernel.money import to_fen
from cms.kernel.states import locked
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.oversight.models import CountedContract

COLUMNS: Mapping[str, str] = {
    "agency": "agency_id",
    "category": "category",
    "method": "method",
    "owner": "owner_id",
    "type": "service_type",
}
"""By dimension, in the alphabet's order, the column of a counted contract; each has sums, and so has each pair."""
PAIRS = tuple(combinations(COLUMNS, 2))

ADD = """
INSERT INTO marketplace_savingssum (dimension, key, other, other_key, is_year, month, count, ceiling_fen, deal_fen)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::bool[], %s::date[],
                     %s::bigint[], %s::bigint[], %s::bigint[])
ON CONFLICT (dimension, key, other, other_key, is_year, month) DO UPDATE SET
    count = marketplace_savingssum.count + excluded.count,
    ceiling_fen = marketplace_savingssum.ceiling_fen + excluded.ceiling_fen,
    deal_fen = marketplace_savingssum.deal_fen + excluded.deal_fen
"""
COUNT_ALL = """
INSERT INTO marketplace_countedcontract
    (contract_id, filed_on, category, service_type, owner_id, agency_id, method, ceiling_fen, deal_fen)
SELECT contract.id, (contract.filed_at AT TIME ZONE 'Asia/Shanghai')::date, category.code, kind.code,
       procurement.owner_id, award.party_id, need.method, (contract.ceiling * 100)::bigint,
       (contract.current_amount * 100)::bigint
FROM marketplace_contract contract
JOIN marketplace_procurement procurement ON procurement.id = contract.procurement_id
JOIN marketplace_servicetype kind ON kind.id = procurement.service_type_id
JOIN marketplace_servicecategory category ON category.id = kind.category_id
JOIN marketplace_award award ON award.id = contract.award_id
JOIN marketplace_need need ON need.id = award.need_id
WHERE contract.state <> 'ended'
"""
SUM_ALL = """
INSERT INTO marketplace_savingssum (dimension, key, other, other_key, is_year, month, count, ceiling_fen, deal_fen)
SELECT {dimension}, {key}, {other}, {other_key}, {is_year}, date_trunc('{span}', filed_on)::date,
       count(*), sum(ceiling_fen), sum(deal_fen)
FROM marketplace_countedcontract GROUP BY 1, 2, 3, 4, 5, 6
"""

Place = tuple[str | bool, ...]
"""Where a number belongs: dimension, key, second dimension, its key, whether of a year, first day; then the measure."""


@errand(queue=RECORDS)
@atomic
def count_contract(contract_id: int) -> None:
    """Every sum counts the contract once, as it stands now, however often this runs; one ended early not at all."""
    locked(Contract, contract_id)
    contract = Contract.objects.select_related("procurement__service_type__category", "award__need").get(pk=contract_id)
    before, now = counted_before(contract_id), counted(contract)
    change: Counter[Place] = Counter()
    for one, sign in ((before, -1), (now, 1)):
        for place, part in _parts(one):
            change[place] += sign * part
    if now is not None:
        now.save()
    elif before is not None:
        before.delete()
    _add(change)


def counted_before(contract_id: int) -> CountedContract | None:
    """What the sums hold of the contract; None when it was never counted."""
    return CountedContract.objects.filter(pk=contract_id).first()


def counted(contract: Contract) -> CountedContract | None:
    """The contract as statistics count it, not saved; None when it ended before it was performed."""
    if contract.state == ContractState.ENDED:
        return None
    kind = contract.procurement.service_type
    return CountedContract(
        contract=contract,
        filed_on=localtime(contract.filed_at, SHANGHAI).date(),
        category=kind.category.code,
        service_type=kind.code,
        owner_id=contract.procurement.owner_id,
        agency_id=contract.award.party_id,
        method=contract.award.need.method,
        ceiling_fen=to_fen(contract.ceiling),
        deal_fen=to_fen(contract.current_amount),
    )


def _parts(one: CountedContract | None) -> Iterator[tuple[Place, int]]:
    """What a counted contract adds: a sum's place with the measure, and a number."""
    if one is None:
        return
    month, year = one.filed_on.replace(day=1).isoformat(), one.filed_on.replace(month=1, day=1).isoformat()
    keys = {name: str(getattr(one, column)) for name, column in COLUMNS.items()}
    singles = [("", "", "", ""), *((name, key, "", "") for name, key in keys.items())]
    pairs = [(first, keys[first], second, keys[second]) for first, second in PAIRS]
    places = [(*place, False, month) for place in singles] + [(*place, True, year) for place in (*singles, *pairs)]
    for place in places:
        yield (*place, "count"), 1
        yield (*place, "ceiling_fen"), one.ceiling_fen
        yield (*place, "deal_fen"), one.deal_fen


def _add(change: Counter[Place]) -> None:
    """The sums grow by the change; rows are touched in one order, so that two countings wait and never deadlock."""
    places = sorted({place[:6] for place, part in change.items() if part})
    if not places:
        return
    measures = [[change[(*place, measure)] for place in places] for measure in ("count", "ceiling_fen", "deal_fen")]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [*map(list, zip(*places, strict=True)), *measures])


@atomic
def recount() -> int:
    """All sums are made anew from the contracts; returns how many contracts were counted. Filing waits meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE marketplace_savingssum, marketplace_countedcontract IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM marketplace_savingssum")
        cursor.execute("DELETE FROM marketplace_countedcontract")
        cursor.execute(COUNT_ALL)
        counted_count = int(cursor.rowcount)
        for first, second, span in _cuts():
            cursor.execute(_sum_all(first, second, span))
    return counted_count


def _cuts() -> Iterator[tuple[str, str, str]]:
    """The dimensions and the span of every kind of sum."""
    for span in ("month", "year"):
        yield "", "", span
        yield from ((name, "", span) for name in COLUMNS)
    yield from ((first, second, "year") for first, second in PAIRS)


def _sum_all(first: str, second: str, span: str) -> str:
    """The statement that makes one kind of sum anew; every part of it is a constant of this module."""
    return SUM_ALL.format(
        dimension=f"'{first}'",
        key=f"{COLUMNS[first]}::text" if first else "''",
        other=f"'{second}'",
        other_key=f"{COLUMNS[second]}::text" if second else "''",
        is_year=span == "year",
        span=span,
    )
