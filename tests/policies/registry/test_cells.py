"""Cells: what a clerk typed becomes an exact stored value, or a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from policies.registry.cells import CellRefused, stored
from policies.rules.vocabulary import VOCABULARY

WAN = Decimal(10_000)


@pytest.mark.parametrize(
    ("code", "text", "factor", "value"),
    [
        ("finance.revenue", "１，２３４．５６", Decimal(1), 123_456),
        ("finance.revenue", "12.345678", WAN, 12_345_678),
        ("finance.revenue", "3万元", Decimal(1), 3_000_000),
        ("finance.revenue", "-0.01", Decimal(1), -1),
        ("ui.layoff_rate", "5.5%", Decimal(1), 55_000),
        ("ui.insured_average", "30", Decimal(1), 30),
        ("enterprise.scale", "小型", Decimal(1), "S"),
        ("enterprise.scale", "微型企业", Decimal(1), "Micro"),
        ("enterprise.industry", "C3484", Decimal(1), "3484"),
        ("enterprise.founded_on", "２０１９年３月５日", Decimal(1), date(2019, 3, 5)),
        ("enterprise.founded_on", "20190305", Decimal(1), date(2019, 3, 5)),
        ("credit.serious_dishonest", "否", Decimal(1), False),
        ("finance.revenue", "—", Decimal(1), None),
    ],
)
def test_a_cell_is_understood_exactly(code: str, text: str, factor: Decimal, value: object) -> None:
    assert stored(text, VOCABULARY[code], factor) == value


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("finance.revenue", "1e308"),
        ("finance.revenue", "NaN"),
        ("finance.revenue", "inf"),
        ("finance.revenue", "0.001"),
        ("finance.revenue", "9" * 18),
        ("finance.revenue", "12,34"),
        ("finance.revenue", "=SUM(A1:A9)"),
        ("finance.revenue", "1\x00"),
        ("enterprise.park", "开发区\ud800"),
        ("enterprise.park", "长" * 201),
        ("enterprise.founded_on", "0001-01-01"),
        ("enterprise.founded_on", "9999-12-31"),
        ("enterprise.founded_on", "2023-02-30"),
        ("ui.insured_average", "3.5"),
        ("enterprise.scale", "超大型"),
        ("credit.serious_dishonest", "也许"),
    ],
)
def test_a_hostile_or_mistaken_cell_is_refused_with_a_sentence(code: str, text: str) -> None:
    with pytest.raises(CellRefused) as refused:
        stored(text, VOCABULARY[code])
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))
