"""Rows of fields: how far they are read, what is added up, which cells are listed."""

import pytest
from django import forms
from django.http import QueryDict

from cms.kernel.rows import BEYOND, MOST_TOLD, Column, RowsField, Sum

FEN = Sum({"": 1}, 2)


def fen(cell: str) -> int | None:
    """Whole yuan as fen, None for a blank."""
    return int(cell) * 100 if cell else None


def form(most: int, *cells: str, required: bool = False) -> forms.Form:
    """A form of one column of amounts."""
    made = forms.Form(QueryDict("&".join(f"lines-{number}-amount={cell}" for number, cell in enumerate(cells))))
    columns = [Column("amount", "Amount", judge=fen, sum=FEN)]
    made.fields["lines"] = RowsField(columns, most=most, required=required)
    return made


def test_rows_far_beyond_the_most_are_not_read_and_still_too_many() -> None:
    asked = form(5, *["1"] * (BEYOND * 3))
    assert not asked.is_valid()
    assert len(asked["lines"].value()) == 5 + BEYOND


def test_empty_rows_count_for_nothing_and_none_at_all_is_told_where_one_is_needed() -> None:
    asked = form(2, "", "7", " ", "8", "")
    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["lines"] == [["7"], ["8"]]
    assert not form(2, "", required=True).is_valid()


def test_of_many_faulty_cells_the_first_are_listed() -> None:
    asked = form(100, *["x"] * (MOST_TOLD + 5))
    assert not asked.is_valid()
    widget = asked.fields["lines"].widget
    assert len(widget.faults) == MOST_TOLD + 5
    assert [cell for cell, _told in widget.told_faults("lines")][:2] == ["id_lines-0-amount", "id_lines-1-amount"]
    assert len(widget.told_faults("lines")) == MOST_TOLD


@pytest.mark.parametrize(
    ("sums", "total", "told"),
    [(FEN, 123_456_70, "123,456.70"), (FEN, 0, "0.00"), (Sum({}, 4, is_trimmed=True), 25_000, "2.5")],
)
def test_a_sum_is_told_with_the_places_of_its_column(sums: Sum, total: int, told: str) -> None:
    assert sums.told(total) == told


def test_a_cell_that_cannot_be_is_not_added_up() -> None:
    assert Column("amount", "Amount", judge=fen, sum=FEN).total(["1", "x", "", "2"]) == "3.00"
