"""Reports say what the county printed, in the shape it printed it, and as files that hold what the page shows."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.money import from_fen
from marketplace.contracts.models import Contract
from marketplace.oversight.figures import Figure
from marketplace.oversight.periods import Period
from marketplace.oversight.reports import marketplace_rows, report_of, trade_csv
from marketplace.trade.models import TradeRecord
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.worlds import Market, market

PRINTED = Path(__file__).parents[3] / "cms" / "demo" / "data" / "report"
SPRING = Period(date(2023, 1, 1), date(2023, 5, 31))


def parts(total_fen: int, count: int) -> list[int]:
    """So many amounts that come to a total."""
    return [total_fen // count] * (count - 1) + [total_fen - total_fen // count * (count - 1)]


@pytest.mark.django_db
def test_the_table_of_trades_is_the_printed_one_to_the_letter(clock: Clock) -> None:
    clock.set(datetime(2023, 6, 1, 9, tzinfo=SHANGHAI))
    clerk = market().supervisor
    printed = (PRINTED / "trade.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(StringIO(printed)):
        if row["kind"] == "total":
            continue
        count = int(row["count"])
        amounts = (parts(int(Decimal(row[name]) * 1_000_000), count) for name in ("base_wan", "deal_wan"))
        areas = parts(int(Decimal(row["area_m2"] or 0) * 100), count)
        TradeRecord.objects.bulk_create(
            TradeRecord(
                kind=row["kind"],
                name=f"{row['kind']}{number}",
                base=from_fen(base),
                deal=from_fen(deal),
                area_m2=Decimal(area) / 100 if area else None,
                closed_on=date(2023, 1 + number % 5, 15),
                entered_by=clerk,
                entered_at=business_now(),
            )
            for number, (base, deal, area) in enumerate(zip(*amounts, areas, strict=True))
        )
    assert trade_csv(report_of(SPRING).trades).split() == printed.split()


def test_the_list_of_figures_is_the_printed_one() -> None:
    printed = list(csv.DictReader(StringIO((PRINTED / "marketplace.csv").read_text(encoding="utf-8"))))
    figures: dict[str, Figure] = {row["figure"]: row["value"] for row in printed}
    figures |= {
        f"{name}_fen": int(Decimal(str(figures.pop(name))) * 1_000_000) for name in ("deal_amount", "saved_amount")
    }
    rows = marketplace_rows(figures)
    assert rows == [(row["figure"], row["label_zh"], row["value"], row["unit"]) for row in printed]


@pytest.fixture
def contract(db: None, clock: Clock) -> Contract:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town: Market = market()
    return filed(town, clock, ["60000.00", "52000.00", "58000.00"], title='=HYPERLINK("http://x","点我")')


def asked(query: str) -> tuple[int, bytes]:
    answer = Client().get(reverse("marketplace:reports") + query)
    return answer.status_code, answer.content


def test_every_kind_of_report_has_a_page_and_files(contract: Contract) -> None:
    for span in ("month", "quarter", "half", "year"):
        status, page = asked(f"?span={span}&day=2023-03-06")
        assert (status, "35.00" in page.decode()) == (200, True), span
    assert asked("?span=&first=2023-03-01&last=2023-03-31")[0] == 200
    assert [asked(query)[0] for query in ("?first=2023-03-01", "?span=&first=2023-03-02&last=2023-03-01")] == [422, 422]
    _status, pdf = asked("?span=year&day=2023-03-06&file=pdf")
    assert (pdf[:5], len(pdf) > 10_000) == (b"%PDF-", True)
    _status, text = asked("?span=year&day=2023-03-06&file=marketplace.csv")
    assert "saved_amount,节约资金,2.80,万元" in text.decode("utf-8-sig")


def test_the_workbook_goes_down_to_the_contract_and_takes_no_formula(contract: Contract) -> None:
    _status, content = asked("?span=year&day=2023-03-06&file=xlsx")
    book = load_workbook(BytesIO(content))
    rows = list(book["合同明细"].iter_rows(min_row=2))
    assert [(row[1].value, row[1].data_type) for row in rows] == [(contract.procurement.title, "s")]
    assert (
        sum(row[5].value for row in rows) == 52000 == sum(row[3].value for row in book["服务类别"].iter_rows(min_row=2))
    )
