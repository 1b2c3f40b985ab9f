"""The sums that grow contract by contract equal a recount from nothing, whatever happened in whatever order."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import connection

from cms.kernel.clock import SHANGHAI
from cms.kernel.models import Party
from cms.kernel.money import from_fen
from cms.kernel.states import locked
from marketplace.awards.models import Award
from marketplace.contracts.models import Contract
from marketplace.oversight import counting
from marketplace.oversight.counting import count_contract, counted_before, recount
from marketplace.oversight.models import CountedContract, SavingsSum
from marketplace.oversight.periods import Period, Span, full_months, span_at, span_before, year_earlier
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.worlds import market

MARCH = datetime(2023, 3, 1, 9, tzinfo=SHANGHAI)


def sums() -> set[tuple[object, ...]]:
    """Every sum that holds something."""
    rows = SavingsSum.objects.filter(count__gt=0)
    place = ("dimension", "key", "other", "other_key", "is_year", "month")
    return set(rows.values_list(*place, "count", "ceiling_fen", "deal_fen"))


def live(contracts: list[Contract], seed: int) -> None:
    """Amounts, days and winners change, by whatever way; each change is counted late, twice or at once."""
    throws, waiting = Random(seed), [contract.pk for contract in contracts]
    parties = list(Party.objects.values_list("pk", flat=True))
    for _step in range(25):
        chosen = throws.choice(contracts)
        changed = Contract.objects.filter(pk=chosen.pk)
        match throws.randrange(3):
            case 0:
                changed.update(current_amount=from_fen(throws.randrange(1, 8_000_001)))
            case 1:
                changed.update(filed_at=MARCH + timedelta(hours=throws.randrange(24 * 400)))
            case 2:
                Award.objects.filter(pk=chosen.award_id).update(party=throws.choice(parties))
        waiting.append(chosen.pk)
        if throws.random() < 0.5:
            count_contract(throws.choice(waiting))
    for pk in waiting:
        count_contract(pk)


@pytest.fixture
def contracts(db: None, clock: Clock) -> list[Contract]:
    clock.set(MARCH)
    town = market()
    return [filed(town, clock), filed(town, clock, title="城北片区地形图测绘")]


def test_the_sums_equal_a_recount_after_any_life(contracts: list[Contract]) -> None:
    for seed in range(3):
        live(contracts, seed)
        grown = sums()
        assert recount() == len(contracts) == CountedContract.objects.count()
        assert grown == sums() != set()


def test_control_sums_that_forget_what_they_counted_drift(
    contracts: list[Contract], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "counted_before", lambda pk: None)
    live(contracts, 0)
    grown = sums()
    recount()
    assert grown != sums()


def two_countings(contract: Contract, monkeypatch: pytest.MonkeyPatch, *, patience: float) -> None:
    """Two workers count a corrected contract at once, both having looked up what was counted before either adds.

    `patience`: for how many seconds the first waits for the other to look.
    """
    meet = threading.Barrier(2, timeout=patience)

    def looked_up(pk: int) -> CountedContract | None:
        found = counted_before(pk)
        try:
            meet.wait()
        except threading.BrokenBarrierError:
            return found
        return found

    def worker() -> None:
        try:
            count_contract(contract.pk)
        finally:
            connection.close()

    monkeypatch.setattr(counting, "counted_before", looked_up)
    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(("guard", "holds"), [(locked, True), (lambda model, pk: None, False)])
def test_two_workers_count_one_contract_once_and_without_the_lock_twice(
    committed_db: CommittedDatabase,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    guard: Callable[[type[Contract], int], object],
    holds: bool,
) -> None:
    clock.set(MARCH)
    contract = filed(market(), clock)
    Contract.objects.filter(pk=contract.pk).update(current_amount=from_fen(4_000_000))
    monkeypatch.setattr(counting, "locked", guard)
    two_countings(contract, monkeypatch, patience=1 if holds else 30)
    grown = sums()
    recount()
    assert (grown == sums()) is holds


@pytest.mark.parametrize(
    ("first", "last", "months", "edges"),
    [
        ("2023-01-01", "2023-12-31", ("2023-01-01", "2023-12-31"), []),
        (
            "2023-01-15",
            "2023-03-10",
            ("2023-02-01", "2023-02-28"),
            [("2023-01-15", "2023-01-31"), ("2023-03-01", "2023-03-10")],
        ),
        ("2023-01-15", "2023-02-10", None, [("2023-01-15", "2023-02-10")]),
        ("2024-02-01", "2024-02-29", ("2024-02-01", "2024-02-29"), []),
        ("2023-05-02", "2023-05-01", None, []),
    ],
)  # fmt: skip
def test_a_period_is_its_full_months_and_its_edges(
    first: str, last: str, months: tuple[str, str] | None, edges: list[tuple[str, str]]
) -> None:
    def period(days: tuple[str, str]) -> Period:
        return Period(*map(date.fromisoformat, days))

    found = full_months(period((first, last)))
    assert (found[0], list(found[1])) == (period(months) if months else None, [period(edge) for edge in edges])


def test_reports_cover_months_quarters_halves_and_years() -> None:
    day = date(2024, 5, 9)
    assert [span_at(span, day).first.isoformat() for span in Span] == [
        "2024-05-01", "2024-04-01", "2024-01-01", "2024-01-01",
    ]  # fmt: skip
    assert [span_at(span, day).last.isoformat() for span in Span] == [
        "2024-05-31", "2024-06-30", "2024-06-30", "2024-12-31",
    ]  # fmt: skip
    quarter = span_at(Span.QUARTER, day)
    assert span_before(quarter, Span.QUARTER) == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert year_earlier(span_at(Span.MONTH, date(2024, 2, 3))) == Period(date(2023, 2, 1), date(2023, 2, 28))
