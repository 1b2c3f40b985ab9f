"""The printed figures of the county's trade report, reproduced from their parts."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.trade.rates import KINDS, Side, SidesDiffer, TradeFigure, percent

GOLDEN = Path(__file__).parent / "golden" / "trade.csv"
ROWS = {row["kind"]: row for row in csv.DictReader(GOLDEN.open(encoding="utf-8"))}
FEN_PER_WAN = 1_000_000

figures = st.builds(
    TradeFigure,
    side=st.just(Side.SELL),
    count=st.integers(0, 50),
    base_fen=st.integers(0, 10**13),
    deal_fen=st.integers(0, 10**13),
    area_m2=st.none() | st.decimals(0, 10**6, places=2),
)


def fen(wan: str) -> int:
    return int(Decimal(wan) * FEN_PER_WAN)


def figure(row: dict[str, str]) -> TradeFigure:
    area = Decimal(row["area_m2"]) if row["area_m2"] else None
    return TradeFigure(KINDS[row["kind"]].side, int(row["count"]), fen(row["base_wan"]), fen(row["deal_wan"]), area)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_printed_difference_and_rate_follows_from_its_parts(kind: str) -> None:
    row = ROWS[kind]
    assert figure(row).difference_fen == fen(row["difference_wan"])
    assert figure(row).percent(KINDS[kind].percent_places) == row["rate_percent"]


def test_the_golden_file_knows_the_same_kinds_and_sides_as_the_table() -> None:
    assert {kind: ROWS[kind]["side"] for kind in KINDS} == {code: str(kind.side) for code, kind in KINDS.items()}
    assert {kind: ROWS[kind]["label_zh"] for kind in KINDS} == {code: kind.label_zh for code, kind in KINDS.items()}


def test_counts_and_deals_of_the_six_kinds_make_the_printed_total() -> None:
    parts = [figure(ROWS[kind]) for kind in KINDS]
    assert sum(part.count for part in parts) == int(ROWS["total"]["count"])
    assert sum(part.deal_fen for part in parts) == fen(ROWS["total"]["deal_wan"])


def test_land_keeps_a_third_decimal_because_two_would_print_a_different_figure() -> None:
    land = figure(ROWS["land"])
    assert (land.percent(2), land.percent(KINDS["land"].percent_places)) == ("0.01", "0.006")
    assert land.area_m2 == Decimal("181709.34")


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(1, 800, "0.13"), (-1, 800, "-0.13"), (0, 5, "0.00"), (5, 0, None), (1, 3, "33.33"), (2, 3, "66.67")],
)
def test_percentages_round_half_up(part: int, whole: int, printed: str | None) -> None:
    assert percent(part, whole) == printed


@given(figures, figures, figures)
def test_the_sum_of_figures_is_the_figure_of_the_sums(a: TradeFigure, b: TradeFigure, c: TradeFigure) -> None:
    assert (a + b) + c == a + (b + c) == c + b + a
    assert (a + b).difference_fen == a.difference_fen + b.difference_fen


def test_a_saving_and_a_gain_are_never_summed() -> None:
    with pytest.raises(SidesDiffer):
        TradeFigure(Side.BUY) + TradeFigure(Side.SELL)
