"""Chances are counts: each formula equals counting every possible placing by hand."""

from fractions import Fraction
from itertools import combinations, pairwise, product
from math import comb

import pytest

from marketplace.clues.chance import (
    equal_prices,
    equal_ratios,
    equal_steps,
    grid,
    meets_as_often,
    so_close,
    so_far,
    wins,
    wins_so_often,
    wins_so_seldom,
)
from marketplace.clues.outliers import fences, quantile


def placings(span: int, others: int) -> list[list[int]]:
    """Every way to place so many prices on a grid between 0 and `span`, with the two ends taken."""
    return [sorted([0, *inner, span]) for inner in product(range(span + 1), repeat=others)]


def gaps(prices: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(prices)]


@pytest.mark.parametrize("prices", [[0, 5, 11], [0, 3, 7, 11], [0, 2, 5, 8, 11], [0, 1, 2, 11]])
def test_each_chance_is_a_count_of_placings(prices: list[int]) -> None:
    seen, all_of_them = gaps(prices), placings(11, len(prices) - 2)
    base = [1_000_001 + 7 * price for price in prices]  # nothing but 1 divides them all
    stretched = [1_000_001 + price for price in prices]
    assert grid(base) == grid(stretched) == 1

    def share(holds: list[bool]) -> Fraction:
        return Fraction(sum(holds), len(all_of_them))

    assert equal_steps(stretched) == share([min(gaps(one)) >= min(seen) for one in all_of_them])
    assert so_close(stretched) == share([gaps(one)[0] <= seen[0] for one in all_of_them])
    assert so_far(stretched) == share([gaps(one)[0] >= seen[0] for one in all_of_them])


def test_the_grid_is_the_coarsest_round_step() -> None:
    assert [grid(prices) for prices in ([100, 250], [1000, 3000], [500_000, 1_500_000], [7, 20])] == [
        50,
        1000,
        500_000,
        1,
    ]


def test_round_prices_are_not_striking_and_odd_ones_in_step_are() -> None:
    assert equal_steps([5_000_000, 5_200_000, 5_400_000]) == Fraction(1, 3)
    assert equal_steps([5_000_001, 5_123_457, 5_246_913]) < Fraction(1, 100_000)
    proportional = [5_000_003, 5_150_003, 5_304_503, 5_463_638]
    assert equal_ratios(proportional) < Fraction(1, 10**6) < equal_ratios([5_000_003, 5_150_003, 5_304_503, 5_990_007])
    assert equal_ratios([1, 1, 2]) == equal_steps([7, 9]) == so_far([7, 9]) == 1


def test_equal_prices_are_the_birthday_problem() -> None:
    assert equal_prices([400_000_00, 400_000_00, 399_000_00], 40_000_000) == 1 - Fraction(19 * 18, 20 * 20)


def test_meeting_is_hypergeometric() -> None:
    ways = [set(one) for one in combinations(range(9), 4)]
    met = [len({0, 1, 2, 3, 4} & one) >= 3 for one in ways]
    assert meets_as_often(9, 5, 4, 3) == Fraction(sum(met), comb(9, 4))


def test_winning_is_poisson_binomial() -> None:
    chances = [Fraction(1, 3), Fraction(1, 4), Fraction(1, 5)]
    assert sum(wins(chances)) == 1
    assert wins_so_seldom(chances, 0) == Fraction(2, 3) * Fraction(3, 4) * Fraction(4, 5)
    assert wins_so_often(chances, 3) == Fraction(1, 60)


def test_quartiles_are_of_type_eight() -> None:
    values = [Fraction(n) for n in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048)]
    # at (12 + 1/3) / 4 + 1/3 = 3.41667, five twelfths of the way from the third value to the fourth
    assert quantile(values, Fraction(1, 4)) == Fraction(17, 3)
    assert quantile(values, Fraction(1, 2)) == 48
    assert quantile(values, Fraction(0)) == 1
    assert quantile(values, Fraction(1)) == 2048
    assert quantile([Fraction(7)], Fraction(1, 4)) == 7
    bounds = fences([Fraction(n) for n in range(1, 13)])
    assert bounds is not None
    assert (bounds.first, bounds.third) == (Fraction(41, 12), Fraction(115, 12))
    assert (bounds.lower, bounds.upper) == (Fraction(41, 12) - Fraction(37, 4), Fraction(115, 12) + Fraction(37, 4))
    assert fences(values[:11]) is None
    with pytest.raises(ValueError, match="no values"):
        quantile([], Fraction(1, 2))
