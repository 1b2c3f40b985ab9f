"""How likely a pattern is among independent bidders: exact counts of the possible prices, for each number of bidders.

Prices lie on a grid: the coarsest of 1, 2, 5, 10, 20, 50 … fen on which all of an auction's prices lie. Given the
lowest and the highest, each other price may stand on any of the grid's points between them; a chance is the number of
placings at least as striking as the one seen over the number of all. Coarse prices therefore never look striking by
themselves.
"""

import itertools
from collections.abc import Sequence
from fractions import Fraction
from math import comb, factorial, log

NEVER_STRIKING = Fraction(1)
USUAL_SPREAD = Fraction(1, 20)
"""Of the ceiling: between which prices independent bidders are taken to choose when equal prices are judged."""


def grid(prices_fen: Sequence[int]) -> int:
    """The coarsest step of 1, 2 or 5 times a power of ten fen that divides every price."""
    best = step = 1
    while step <= max(prices_fen):
        for times in (1, 2, 5):
            if all(price % (step * times) == 0 for price in prices_fen):
                best = step * times
        step *= 10
    return best


def equal_steps(prices_fen: Sequence[int]) -> Fraction:
    """The chance that all gaps between neighbouring prices are at least as large as the smallest seen (等差).

    With m gaps over S grid steps and a smallest gap of a: (n-2)! * C(S - m*a + m - 1, m - 1) of (S + 1)^(n-2) placings.
    """
    prices, step = sorted(prices_fen), grid(prices_fen)
    count, gaps = len(prices), len(prices) - 1
    smallest = min((after - before) // step for before, after in itertools.pairwise(prices)) if gaps else 0
    span = (prices[-1] - prices[0]) // step
    if count < 3 or not smallest:
        return NEVER_STRIKING
    ways = factorial(count - 2) * comb(span - gaps * smallest + gaps - 1, gaps - 1)
    return min(Fraction(ways, (span + 1) ** (count - 2)), NEVER_STRIKING)


def equal_ratios(prices_fen: Sequence[int]) -> Fraction:
    """An upper bound of the chance that neighbouring prices stand in such equal proportions (等比, equal discount).

    The gaps of the logarithms are judged as equal steps are, in the continuum: (1 - c)^(m-1) with c = m * smallest /
    sum; the smallest is taken one grid step smaller, and the bound is widened by how much prices crowd in logarithms.
    """
    prices, step = sorted(prices_fen), grid(prices_fen)
    count, gaps = len(prices), len(prices) - 1
    if count < 3 or len(set(prices)) < count:
        return NEVER_STRIKING
    whole = log(prices[-1] / prices[0])
    smallest = min(log(after / before) for before, after in itertools.pairwise(prices)) - step / prices[0]
    evenness = gaps * smallest / whole
    if evenness <= 0:
        return NEVER_STRIKING
    crowding = prices[-1] * whole / (prices[-1] - prices[0])
    return min(Fraction((1 - evenness) ** (gaps - 1) * crowding ** (count - 2)), NEVER_STRIKING)


def equal_prices(prices_fen: Sequence[int], ceiling_fen: int) -> Fraction:
    """The chance that two of so many prices are equal, over the grid points of the usual spread (birthday problem)."""
    points = int(ceiling_fen * USUAL_SPREAD) // grid(prices_fen)
    different = Fraction(1)
    for taken in range(len(prices_fen)):
        different *= Fraction(max(points - taken, 0), max(points, 1))
    return 1 - different


def so_close(prices_fen: Sequence[int]) -> Fraction:
    """The chance that the second lowest price is so close to the lowest: 1 - ((S - d) / (S + 1))^(n-2)."""
    gap, span, others = _first_gap(prices_fen)
    return 1 - Fraction(span - gap, span + 1) ** others if others > 0 else NEVER_STRIKING


def so_far(prices_fen: Sequence[int]) -> Fraction:
    """The chance that the second lowest price is so far from the lowest: ((S - d + 1) / (S + 1))^(n-2)."""
    gap, span, others = _first_gap(prices_fen)
    return Fraction(span - gap + 1, span + 1) ** others if others > 0 else NEVER_STRIKING


def _first_gap(prices_fen: Sequence[int]) -> tuple[int, int, int]:
    prices, step = sorted(prices_fen), grid(prices_fen)
    if len(prices) < 3:
        return 0, 0, 0
    return (prices[1] - prices[0]) // step, (prices[-1] - prices[0]) // step, len(prices) - 2


def meets_as_often(needs: int, first: int, second: int, together: int) -> Fraction:
    """The chance that two who bid in `first` and `second` of so many needs meet `together` times or more.

    The upper tail of the hypergeometric distribution, exact.
    """
    ways = sum(comb(first, met) * comb(needs - first, second - met) for met in range(together, min(first, second) + 1))
    return Fraction(ways, comb(needs, second))


def wins(chances: Sequence[Fraction]) -> list[Fraction]:
    """The chance of winning exactly 0, 1, 2 … times when each trial is won with its own chance (Poisson binomial)."""
    spread = [Fraction(1)]
    for chance in chances:
        lost = [part * (1 - chance) for part in spread] + [Fraction(0)]
        won = [Fraction(0)] + [part * chance for part in spread]
        spread = [one + other for one, other in zip(lost, won, strict=True)]
    return spread


def wins_so_seldom(chances: Sequence[Fraction], won: int) -> Fraction:
    """The chance of winning `won` times or fewer."""
    return sum(wins(chances)[: won + 1], Fraction(0))


def wins_so_often(chances: Sequence[Fraction], won: int) -> Fraction:
    """The chance of winning `won` times or more."""
    return sum(wins(chances)[won:], Fraction(0))
