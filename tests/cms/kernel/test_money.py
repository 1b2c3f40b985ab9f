"""Money is exact: one rounding, one ratio, a split that loses no fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.kernel.money import from_fen, percent, ratio, round_fen, split, to_fen, yuan


def test_half_a_fen_rounds_up() -> None:
    assert round_fen(Decimal("449999.99985")) == Decimal("450000.00")
    assert round_fen(Decimal("0.005")) == Decimal("0.01")


def test_a_float_or_a_fraction_of_a_fen_is_no_money() -> None:
    with pytest.raises(TypeError):
        yuan(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="fraction"):
        yuan("0.001")


def test_a_ratio_without_denominator_is_none() -> None:
    assert ratio(1, 0) is None
    assert percent(Decimal("414.90"), Decimal("1873.35") + Decimal("414.90")) == Decimal("18.13")


@given(st.integers(0, 10**13), st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_the_parts_of_a_split_sum_to_the_whole_and_differ_from_their_share_by_less_than_a_fen(
    total: int, weights: list[int]
) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


@given(st.integers(-(10**15), 10**15))
def test_fen_and_yuan_are_the_same_money(fen: int) -> None:
    assert to_fen(from_fen(fen)) == fen
