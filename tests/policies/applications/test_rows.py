"""Lines are typed as rows of fields: kept whole, told at the cell what is wrong, read as a table by those who judge."""

from typing import Any, Final

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cms.kernel.rows import MANY, SPARE
from policies.applications.completing import Said, save_draft
from policies.applications.entering import MOST_LINES, cells_of, shown_cell, text_of, typed
from policies.applications.errors import LinesIncomplete
from policies.applications.lines import lines_of
from policies.applications.models import DeclaredFact
from policies.applications.services import submit_application
from policies.applications.states import ApplicationState
from policies.models import CurrentFact
from policies.registry.cells import CellRefused
from policies.registry.kinds import vocabulary
from tests.policies.applications.worlds import World, a_rule, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]

INVOICES: Final = {"lines": {"of": "ai.invoices", "take": "sum", "each": {"field": "amount"}}}
CODE, NAME = "ai.invoices", "fact-ai_invoices"
ROW: Final = {"kind": "model_service", "incurred_on": "2022-05-01", "amount": "1,234.50"}


@pytest.fixture
def world() -> World:
    """A policy that pays back invoices, of which the state knows nothing yet."""
    return a_world(revenue=2_000_000, rule=a_rule(amount=INVOICES))


def rows(*given: dict[str, str]) -> dict[str, str]:
    """The rows as a browser sends them."""
    return {f"{NAME}-{number}-{field}": row.get(field, "") for number, row in enumerate(given) for field in ROW}


def sent(world: World, client: Client, **given: str) -> HttpResponse:
    """The answer to the form, sent by the enterprise's person."""
    client.force_login(world.clerk)
    answer = client.post(reverse("policies:application", args=[world.begun().pk]), given, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def shown(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def cell(page: BeautifulSoup, number: int, field: str) -> Tag:
    """The field of a row, counted from nought."""
    found = page.find(id=f"id_{NAME}-{number}-{field}")
    assert isinstance(found, Tag)
    return found


def count_of_rows(page: BeautifulSoup) -> int:
    return len(page.select(".rows tbody tr"))


def test_rows_are_saved_with_the_unit_of_their_head_and_shown_again(world: World, client: Client) -> None:
    second = {"kind": "其他", "incurred_on": "2022年6月1日", "amount": "2万元"}
    page = shown(sent(world, client, act="save", **rows(ROW, {}, second)))
    fact = DeclaredFact.objects.get(code=CODE)
    assert fact.value == [
        {"kind": "model_service", "incurred_on": "2022-05-01", "amount": 1_234_50},
        {"kind": "other", "incurred_on": "2022-06-01", "amount": 20_000_00},
    ]
    assert [cell(page, number, "amount")["value"] for number in range(2)] == ["1,234.50", "2万元"]
    assert [cell(page, number, "incurred_on")["value"] for number in range(2)] == ["2022-05-01", "2022-06-01"]
    assert cell(page, 1, "kind").select("[selected]")[0]["value"] == "other"
    assert count_of_rows(page) == 2 + SPARE
    assert page.select("[data-rows-sum]")[0].text == "21,234.50"
    assert not CurrentFact.objects.filter(kind__code=CODE).exists()


def test_every_field_is_named_by_its_row_and_column_and_a_day_is_picked(world: World, client: Client) -> None:
    page = shown(sent(world, client, act="save"))
    labels = {label["for"]: " ".join(label.text.split()) for label in page.select(".rows__label")}
    assert labels[f"id_{NAME}-1-amount"] == "第 2 行 金额（元）"
    assert cell(page, 0, "incurred_on")["type"] == "date"
    assert [option["value"] for option in cell(page, 0, "kind").select("option")] == ["", "model_service", "other"]
    assert f"最多 {MOST_LINES} 行" in page.text


def test_what_is_wrong_is_told_at_its_cell_what_was_typed_stays_and_nothing_is_kept(
    world: World, client: Client
) -> None:
    wrong = {"kind": "咨询费", "incurred_on": "2022年13月1日", "amount": "很多"}
    answer = sent(world, client, act="save", **rows(ROW, wrong))
    page = shown(answer)
    assert (answer.status_code, DeclaredFact.objects.count()) == (422, 0)
    assert [cell(page, 0, field).get("aria-invalid") for field in ROW] == [None] * 3
    assert [cell(page, 1, field)["aria-invalid"] for field in ROW] == ["true"] * 3
    assert [cell(page, 1, field)["value"] for field in ("incurred_on", "amount")] == ["2022年13月1日", "很多"]
    assert cell(page, 1, "kind").select("[selected]")[0].text == "咨询费"
    for field in ROW:
        told = page.find(id=cell(page, 1, field)["aria-describedby"])
        assert isinstance(told, Tag)
        assert told.text
    links = {link["href"]: link.text for link in page.select(".error-summary a")}
    assert links[f"#id_{NAME}-1-amount"].startswith("第 2 行“金额（元）”：“很多”不是金额")
    assert cell(page, 0, "amount")["value"] == "1,234.50"


def test_more_rows_than_may_be_are_refused(world: World, client: Client) -> None:
    answer = sent(world, client, act="save", **rows(*[ROW] * (MOST_LINES + 1)))
    assert (answer.status_code, DeclaredFact.objects.count()) == (422, 0)
    assert f"最多填写 {MOST_LINES} 行" in shown(answer).text


def test_without_javascript_more_rows_come_with_the_saved_draft(world: World, client: Client) -> None:
    answer = sent(world, client, more=NAME, **rows(ROW))
    assert DeclaredFact.objects.get().value[0]["amount"] == 1_234_50
    assert count_of_rows(shown(answer)) == 1 + MANY
    redirects: Any = answer
    assert redirects.redirect_chain[0][0].endswith(f"?more=1#id_{NAME}")


def test_rows_that_were_emptied_are_taken_back(world: World, client: Client) -> None:
    sent(world, client, act="save", **rows(ROW))
    assert DeclaredFact.objects.count() == 1
    sent(world, client, act="save", **rows({}, {}))
    assert DeclaredFact.objects.count() == 0


def test_a_draft_of_lines_between_commas_comes_back_in_rows(world: World, client: Client) -> None:
    said = Said(facts={(CODE, ""): "模型服务费,2022-05-01,1万元\n其他,2022/6/1,2000元"})
    application = save_draft(application_id=world.begun().pk, said=said, by=world.clerk)
    client.force_login(world.clerk)
    page = shown(client.get(reverse("policies:application", args=[application.pk])))
    assert [cell(page, number, "amount")["value"] for number in range(2)] == ["1万元", "2000"]
    assert cell(page, 1, "incurred_on")["value"] == "2022-06-01"


def test_a_blank_that_the_rule_needs_is_told_by_row_and_column_and_nothing_is_handed_in(
    world: World, client: Client
) -> None:
    answer = sent(world, client, act="submit", **rows(ROW, ROW | {"amount": ""}))
    page = shown(answer)
    assert answer.status_code == 422
    assert "第 2 行未填“金额”，请补充。" in page.text
    assert "须由" not in page.text  # no department is to be asked for it
    application = world.begun()
    assert (application.state, application.round) == (ApplicationState.DRAFT, 0)
    with pytest.raises(LinesIncomplete):
        submit_application(application_id=application.pk, by=world.clerk)


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("ai.invoices", ["", "2022-05-01", ""]),
        ("loan.loans", ["1,000,000", "", "3.45", "", ""]),
        ("power.hours", ["2022-05-01", "8", "12.5"]),
        ("hr.hires", ["", "", "", "graduate"]),
    ],
)
def test_a_row_comes_back_as_it_was_typed_its_blanks_in_their_places(code: str, row: list[str]) -> None:
    definition = vocabulary()[code]
    [kept] = cells_of(text_of([row], definition), definition)
    fields = (definition.fields or {}).values()
    assert [shown_cell(cell, one) for cell, one in zip(kept, fields, strict=True)] == row


def test_a_rate_under_its_head_is_in_percent_and_an_amount_in_yuan() -> None:
    loans = vocabulary()["loan.loans"]
    [line] = typed(text_of([["100", "", "3.45", "", ""]], loans), loans)
    assert line == {"principal": 100_00, "rate": 34_500}
    with pytest.raises(CellRefused, match="请写明金额单位"):
        typed("100,,3.45,,", loans)  # no head beside a line of text


def test_the_table_of_those_who_judge_masks_persons_and_adds_up_what_can_be() -> None:
    hires, loans = vocabulary()["hr.hires"], vocabulary()["loan.loans"]
    table = lines_of("340826199001010010\t2022-05-06\t12\tgraduate", hires)
    assert [cell for _head, cell, _number in table.rows[0]] == ["•••• 0010", "2022-05-06", "12", "高校毕业生"]
    assert table.totals == ()
    two = lines_of("100万元\t\t3.45%\t2022-01-05\t\n5000元\t1元\t4%\t\t", loans)
    assert [head for head, _number in two.heads][:3] == ["贷款本金（元）", "已付利息（元）", "年利率（%）"]
    assert [cell for _head, cell, _number in two.rows[0]] == ["1,000,000.00", "", "3.45", "2022-01-05", ""]
    assert [total for _head, total in two.totals] == ["1,005,000.00", "1.00", "", "", ""]
