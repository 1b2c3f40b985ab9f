"""The figures command: exactly the agreed keys, whole numbers of fen, and the same numbers as the page's functions."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from rich.console import Console

from cms.figures.printed import print_report
from cms.figures.report import REPORT_PERIODS, figures, figures_of
from cms.kernel.money import to_fen
from marketplace.oversight.periods import Period
from policies.disbursement.figures import paid_by_month, paid_by_policy
from policies.disbursement.models import Payment
from policies.disbursement.states import PaymentState
from tests.policies.disbursement.worlds import a_county

pytestmark = pytest.mark.django_db

KINDS = {"construction", "government_procurement", "property_rights", "rural_property_rights", "land", "other"}
MARKET = {
    "agencies_admitted",
    "owners_admitted",
    "procurements_completed",
    "procurements_pending",
    "deal_amount_fen",
    "saved_amount_fen",
    "savings_rate",
    "service_categories",
    "service_types",
    "service_types_regular",
    "service_types_short",
}


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def test_the_object_has_exactly_the_agreed_keys() -> None:
    report = json.loads(printed("--json"))
    assert set(report) == {"policy", "marketplace", "trade"}
    assert report["policy"] == {"policies_entered": 0, "no_application_paid_fen": 0}
    assert set(report["marketplace"]) == MARKET
    assert report["marketplace"]["savings_rate"] is None
    assert set(report["trade"]) == KINDS
    assert set(report["trade"]["land"]) == {
        "count", "base_fen", "deal_fen", "difference_fen", "rate_percent", "area_m2",
    }  # fmt: skip


def settle(payment: Payment, day: date) -> None:
    """The payment as a statement leaves it."""
    for state in (PaymentState.LOCKED, PaymentState.APPROVED, PaymentState.RELEASED):
        Payment.objects.filter(pk=payment.pk).update(state=state)
    Payment.objects.filter(pk=payment.pk).update(state=PaymentState.SETTLED, settled_on=day)


def test_what_was_settled_in_the_period_is_counted_and_nothing_else() -> None:
    early, late, _unpaid = a_county().payments(3)
    settle(early, date(2023, 6, 30)), settle(late, date(2023, 7, 1))
    first_half = Period(date(2023, 1, 1), date(2023, 6, 30))
    assert [row.fen for row in paid_by_policy(first_half.first, first_half.last)] == [to_fen(early.amount)]
    months = paid_by_month(date(2023, 1, 1), date(2023, 12, 31))
    assert [(row.name, row.count) for row in months] == [(date(2023, 6, 1), 1), (date(2023, 7, 1), 1)]


def test_the_tables_name_every_figure() -> None:
    text = printed()
    assert "免申即享已兑付" in text
    assert "2023-01-01 至 2023-06-30" in text
    assert "土地交易" in text


@pytest.mark.parametrize("width", [140, 80, 60])
def test_no_console_is_so_narrow_that_a_figure_is_cut_short(width: int) -> None:
    report = figures_of(REPORT_PERIODS)
    row = {"count": 16, "base_fen": 25284612345, "deal_fen": 22089845678, "difference_fen": 3194766667}
    report["trade"]["construction"] = row | {"rate_percent": "12.64", "area_m2": "181709.34"}
    out = StringIO()
    print_report(report, REPORT_PERIODS, Console(file=out, width=width))
    for figure in ("252,846,123.45", "220,898,456.78", "31,947,666.67", "181709.34"):
        assert figure in out.getvalue()
    assert "…" not in out.getvalue()


def test_half_a_period_is_refused() -> None:
    with pytest.raises(CommandError):
        printed("--from=2023-01-01")
    assert figures(policy=Period(date(2022, 1, 1), date(2022, 1, 2)))["policy"]["policies_entered"] == 0
