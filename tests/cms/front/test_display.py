"""Amounts, rates, days and account numbers as people read them, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from cms.kernel.display import (
    amount_text,
    bracketed_text,
    colon_text,
    comma_text,
    day_text,
    masked_text,
    moment_text,
    money_text,
    percent_text,
    period_text,
    short_money_text,
    span_text,
)
from cms.kernel.money import yuan

CHINESE, ENGLISH = "zh-hans", "en"


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("2471400.00", "247.14万元", "¥2.47 million"),
        ("18733500.00", "1,873.35万元", "¥18.73 million"),
        ("9800.00", "9,800.00元", "¥9,800.00"),
        ("9999.99", "9,999.99元", "¥9,999.99"),
        ("99500000", "9,950万元", "¥99.5 million"),
        ("10000", "1万元", "¥10,000.00"),
        ("99999999.99", "1亿元", "¥100 million"),
        ("98765432109876.54", "987,654.32亿元", "¥98,765.43 billion"),
        ("-123456.70", "-12.35万元", "-¥123,456.70"),
        ("0", "0.00元", "¥0.00"),
    ],
)
def test_an_amount_is_shortened_half_up_and_never_loses_its_sign(amount: str, chinese: str, english: str) -> None:
    with override(CHINESE):
        assert short_money_text(yuan(amount)) == chinese
    with override(ENGLISH):
        assert short_money_text(yuan(amount)) == english


def test_the_full_amount_has_separators_two_decimals_and_a_unit() -> None:
    with override(CHINESE):
        assert money_text(yuan("2471400")) == "2,471,400.00元"
    with override(ENGLISH):
        assert money_text(yuan("-2471400")) == "-¥2,471,400.00"
    assert amount_text(Decimal("0.005")) == "0.01"


@pytest.mark.parametrize(
    ("rate", "places", "text"),
    [("0.18131", 2, "18.13%"), ("0.00006", 3, "0.006%"), ("0.181350", 2, "18.14%"), ("-0.02", 2, "-2.00%")],
)
def test_a_rate_is_rounded_half_up(rate: str, places: int, text: str) -> None:
    assert percent_text(Decimal(rate), places) == text


def test_a_moment_is_told_in_the_time_of_the_house() -> None:
    late = datetime(2023, 6, 30, 16, 5, tzinfo=UTC)
    with override(CHINESE):
        assert moment_text(late) == "2023年7月1日 00:05"
        assert day_text(late) == "2023年7月1日"
    with override(ENGLISH):
        assert moment_text(late) == "1 July 2023 00:05"


def test_a_period_shows_its_last_day_though_its_end_is_exclusive() -> None:
    with override(CHINESE):
        assert period_text(date(2023, 1, 1), date(2023, 7, 1)) == "2023年1月1日至2023年6月30日"
        assert period_text(date(2023, 1, 1), None) == "2023年1月1日起"
        assert period_text(None, date(2023, 7, 1)) == "截至2023年6月30日"
        assert period_text(None, None) == "—"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=3, hours=4, minutes=9), "3天4小时"),
        (timedelta(days=12, hours=4), "12天"),
        (timedelta(hours=2, minutes=25), "2小时25分钟"),
        (timedelta(seconds=20), "不到1分钟"),
        (-timedelta(days=1), "1天"),
    ],
)
def test_what_is_left_is_told_in_its_largest_units(span: timedelta, text: str) -> None:
    with override(CHINESE):
        assert span_text(span) == text


def test_punctuation_is_that_of_the_language() -> None:
    with override(CHINESE):
        assert (colon_text("号码"), bracketed_text("甲级"), comma_text()) == ("号码：", "（甲级）", "、")
    with override(ENGLISH):
        assert (colon_text("Number"), bracketed_text("Grade A"), comma_text()) == ("Number: ", " (Grade A)", ", ")


@pytest.mark.parametrize(("number", "shown"), [("6228 4804 0256 4890 018", "•••• •••• 0018"), ("123", "•••")])
def test_an_account_number_shows_its_last_four_digits_at_most(number: str, shown: str) -> None:
    assert masked_text(number) == shown
