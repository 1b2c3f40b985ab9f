"""The savings arithmetic, against the county's printed figure."""

import csv
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from marketplace.awards.savings import SavingsFigure, deal_from_discount
from marketplace.trade.rates import percent

GOLDEN = Path(__file__).parents[1] / "trade" / "golden" / "marketplace.csv"
PRINTED = {row["figure"]: row["value"] for row in csv.DictReader(GOLDEN.open(encoding="utf-8"))}
DEAL = int(Decimal(PRINTED["deal_amount"]) * 1_000_000)
SAVED = int(Decimal(PRINTED["saved_amount"]) * 1_000_000)

awards = st.builds(SavingsFigure.of, ceiling_fen=st.integers(1, 10**12), deal_fen=st.integers(1, 10**12))


def test_the_printed_savings_rate_follows_from_the_printed_parts() -> None:
    figure = SavingsFigure(saved_fen=SAVED, ceiling_fen=DEAL + SAVED, count=273)
    assert (figure.deal_fen, figure.percent()) == (1_873_350_000, PRINTED["savings_rate"])


def test_dividing_by_the_deal_would_print_another_rate() -> None:
    assert percent(SAVED, DEAL) == "22.15"


@given(st.lists(awards, max_size=20))
def test_the_sum_of_figures_is_the_figure_of_the_sums(figures: list[SavingsFigure]) -> None:
    total = SavingsFigure.total(figures)
    assert total == sum(figures, SavingsFigure())
    assert total.saved_fen == total.ceiling_fen - sum(figure.deal_fen for figure in figures)
    assert total.count == len(figures)


def test_no_awards_have_no_rate() -> None:
    assert SavingsFigure.total([]).rate is None
    assert SavingsFigure.total([]).percent() is None


def test_a_deal_above_its_ceiling_is_a_negative_saving() -> None:
    assert SavingsFigure.of(ceiling_fen=100, deal_fen=101).percent() == "-1.00"


def test_a_discount_rate_is_rounded_once_half_up() -> None:
    assert deal_from_discount(100_001, Decimal("0.125")) == 87_501
    assert deal_from_discount(4, Decimal("0.125")) == 4
    assert deal_from_discount(12, Decimal("0.125")) == 11
