"""Closed trades entered one by one give the county's printed trade report; what cannot be is refused."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import FieldsRefused, NotAllowed
from cms.kernel.models import Event
from cms.kernel.money import from_fen, split, yuan
from marketplace.oversight.figures import trade_report
from marketplace.oversight.periods import Period
from marketplace.trade.models import TradeRecord
from marketplace.trade.rates import KINDS, Side
from marketplace.trade.services import enter_trade
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden" / "trade.csv"
ROWS = [row for row in csv.DictReader(GOLDEN.open(encoding="utf-8")) if row["kind"] != "total"]
REPORTED = Period(date(2023, 1, 1), date(2023, 5, 31))
GOOD = {
    "kind": "land",
    "name": "云川县2023-01号国有建设用地使用权",
    "base": "1,000,000.00",
    "deal": "1,000,100.00",
    "area_m2": "2500.50",
    "closed_on": "2023-05-01",
}


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(date(2023, 6, 1))
    return market()


def fen(wan: str) -> int:
    return int(Decimal(wan) * 1_000_000)


def enter_row(town: Market, row: dict[str, str]) -> None:
    """The trades of one printed line: as many as it counts, their parts summing to its sums."""
    count, side = int(row["count"]), KINDS[row["kind"]].side
    bases = split(fen(row["base_wan"]), list(range(1, count + 1)))
    changes = split(fen(row["difference_wan"]), bases)
    areas = split(int(Decimal(row["area_m2"] or 0) * 100), [1] * count)
    for number, (base, change, area) in enumerate(zip(bases, changes, areas, strict=True)):
        enter_trade(
            kind=row["kind"],
            name=f"{row['label_zh']}第{number}宗",
            base=from_fen(base),
            deal=from_fen(base - change if side is Side.BUY else base + change),
            area_m2=Decimal(area) / 100 if area else None,
            closed_on=REPORTED.first + timedelta(days=number * 4),
            by=town.supervisor,
        )


def test_the_printed_report_follows_from_the_records(town: Market) -> None:
    for row in ROWS:
        enter_row(town, row)
    report = trade_report(REPORTED)
    for row in ROWS:
        assert report[row["kind"]] == {
            "count": int(row["count"]),
            "base_fen": fen(row["base_wan"]),
            "deal_fen": fen(row["deal_wan"]),
            "difference_fen": fen(row["difference_wan"]),
            "rate_percent": row["rate_percent"],
            "area_m2": row["area_m2"] or None,
        }
    assert trade_report(Period(date(2022, 1, 1), date(2022, 12, 31)))["land"] == {
        "count": 0,
        "base_fen": 0,
        "deal_fen": 0,
        "difference_fen": 0,
        "rate_percent": None,
        "area_m2": None,
    }


def test_a_period_counts_both_its_days(town: Market) -> None:
    for day in (REPORTED.first, REPORTED.last, REPORTED.last + timedelta(days=1)):
        enter_trade(kind="other", name="绿化养护", base=yuan(200), deal=yuan(100), closed_on=day, by=town.supervisor)
    assert trade_report(REPORTED)["other"]["count"] == 2


def entered(town: Market, **more: str) -> tuple[int, str]:
    """What the form answers."""
    client = Client()
    client.force_login(town.supervisor, "cms.kernel.people.login.EmailOrMobileBackend")
    answer = client.post(reverse("marketplace:trades"), GOOD | more)
    return answer.status_code, answer.content.decode()


def test_a_trade_is_entered_by_form_and_stands_in_the_public_statistics(town: Market) -> None:
    assert entered(town)[0] == 302
    trade = TradeRecord.objects.get()
    assert (trade.deal, trade.area_m2, trade.entered_by) == (yuan("1000100.00"), Decimal("2500.50"), town.supervisor)
    page = Client().get(reverse("marketplace:trade") + "?kind=land").content.decode()
    assert trade.name in page
    assert "0.010%" in page  # 100 / 1,000,000, with the three places that land is printed with
    other = Client().get(reverse("marketplace:trade") + "?first=2023-01-01&last=2023-02-01&kind=land").content.decode()
    assert trade.name not in other


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"deal": "999,999.99"}, "出让类成交价不能低于底价"),
        ({"kind": "construction", "deal": "1,000,000.01"}, "采购类成交价不能高于最高限价"),
        ({"area_m2": ""}, "土地交易须填写面积"),
        ({"area_m2": "-1"}, "面积须大于零"),
        ({"base": "0"}, "限价或底价须大于零"),
        ({"base": "12.345"}, "id_base"),
        ({"deal": "-1"}, "金额不能为负数"),
        ({"closed_on": "2023-06-02"}, "成交日期不能晚于今天"),
        ({"closed_on": "昨天"}, "id_closed_on"),
        ({"name": " "}, "id_name"),
        ({"kind": "smuggling"}, "id_kind"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_not_kept(town: Market, wrong: dict[str, str], words: str) -> None:
    status, page = entered(town, **wrong)
    assert (status, words in page) == (422, True)
    assert not TradeRecord.objects.exists()


def test_a_trade_is_entered_once_and_by_supervisors_only(town: Market) -> None:
    assert entered(town)[0] == 302
    assert entered(town)[0] == 422
    assert TradeRecord.objects.count() == 1
    more = {"kind": "other", "name": "绿化养护", "base": yuan(200), "deal": yuan(100), "closed_on": date(2023, 5, 1)}
    with pytest.raises(NotAllowed):
        enter_trade(**more, by=town.clerk)  # type: ignore[arg-type]
    with pytest.raises(FieldsRefused):
        enter_trade(**(more | {"kind": "smuggling"}), by=town.supervisor)  # type: ignore[arg-type]
    assert TradeRecord.objects.count() == 1


def test_a_period_that_ends_before_it_begins_is_told(town: Market) -> None:
    answer = Client().get(reverse("marketplace:trade") + "?first=2023-05-01&last=2023-01-01")
    assert (answer.status_code, "结束日期不能早于开始日期" in answer.content.decode()) == (422, True)


def test_every_kind_refuses_the_wrong_side_of_its_price_and_keeps_nothing(town: Market) -> None:
    events = Event.objects.count()
    for code, kind in KINDS.items():
        wrong = yuan("101.00") if kind.side is Side.BUY else yuan("99.00")
        with pytest.raises(FieldsRefused) as refused:
            enter_trade(
                kind=code,
                name="越界",
                base=yuan("100.00"),
                deal=wrong,
                area_m2=Decimal(1) if kind.has_area else None,
                closed_on=REPORTED.first,
                by=town.supervisor,
            )
        assert list(refused.value.fields) == ["deal"], code
    with pytest.raises(FieldsRefused) as refused:
        enter_trade(kind="luck", name="无", base=yuan(1), deal=yuan(1), closed_on=REPORTED.first, by=town.supervisor)
    assert list(refused.value.fields) == ["kind"]
    assert (TradeRecord.objects.count(), Event.objects.count()) == (0, events)
