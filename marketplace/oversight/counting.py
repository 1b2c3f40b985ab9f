"""Keeping the sums: a filed or corrected contract changes them by what it changed; a recount makes them anew."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import RECORDS, errand
from cms.kernel.money import to_fen
from cms.kernel.states import locked
from marketplace.contracts.models import Contract
from marketplace.oversight.models import CountedContract

SUMMED = ("category", "service_type", "owner_id", "agency_id", "method")
"""The columns of a counted contract that have sums of their own; their dimensions follow in the same order."""
NAMES = ("category", "type", "owner", "agency", "method")

ADD = """
INSERT INTO marketplace_savingssum (dimension, key, month, count, ceiling_fen, deal_fen)
SELECT * FROM unnest(%s::text[], %s::text[], %s::date[], %s::bigint[], %s::bigint[], %s::bigint[])
ON CONFLICT (dimension, key, month) DO UPDATE SET
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
"""
SUM_ALL = """
INSERT INTO marketplace_savingssum (dimension, key, month, count, ceiling_fen, deal_fen)
SELECT cut.dimension, cut.key, date_trunc('month', filed_on)::date, count(*), sum(ceiling_fen), sum(deal_fen)
FROM marketplace_countedcontract,
     LATERAL (VALUES ('', ''), ('category', category), ('type', service_type), ('owner', owner_id::text),
                     ('agency', agency_id::text), ('method', method)) AS cut(dimension, key)
GROUP BY 1, 2, 3
"""


@errand(queue=RECORDS)
@atomic
def count_contract(contract_id: int) -> None:
    """Every sum counts the contract once, as it stands now, however often this runs."""
    locked(Contract, contract_id)
    contract = Contract.objects.select_related("procurement__service_type__category", "award__need").get(pk=contract_id)
    before, now = counted_before(contract_id), counted(contract)
    change: Counter[tuple[str, str, str, str]] = Counter()
    for one, sign in ((before, -1), (now, 1)):
        for place, part in _parts(one):
            change[place] += sign * part
    now.save()
    _add(change)


def counted_before(contract_id: int) -> CountedContract | None:
    """What the sums hold of the contract; None when it was never counted."""
    return CountedContract.objects.filter(pk=contract_id).first()


def counted(contract: Contract) -> CountedContract:
    """The contract as statistics count it; not saved."""
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


def _parts(one: CountedContract | None) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    """What a counted contract adds: (dimension, key, month, measure) and a number."""
    if one is None:
        return
    month = one.filed_on.replace(day=1).isoformat()
    keys = [("", ""), *((name, str(getattr(one, column))) for name, column in zip(NAMES, SUMMED, strict=True))]
    for dimension, key in keys:
        yield (dimension, key, month, "count"), 1
        yield (dimension, key, month, "ceiling_fen"), one.ceiling_fen
        yield (dimension, key, month, "deal_fen"), one.deal_fen


def _add(change: Counter[tuple[str, str, str, str]]) -> None:
    """The sums grow by the change; rows are touched in one order, so that two countings wait and never deadlock."""
    places = sorted({place[:3] for place, part in change.items() if part})
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
        cursor.execute(SUM_ALL)
    return counted_count
