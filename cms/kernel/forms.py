"""Says a refusal where the person can mend it, at the fields of their form; and reads which rows were ticked."""

from collections.abc import Iterable

from django import forms

from cms.kernel.errors import FieldsRefused, Refused


def tell(form: forms.BaseForm, refusal: Refused) -> None:
    """The form shows the refusal: at the fields it names, the rest above all fields."""
    if not isinstance(refusal, FieldsRefused):
        form.add_error(None, " ".join(part for part in (str(refusal), refusal.remedy()) if part))
        return
    for name, sentences in refusal.fields.items():
        form.add_error(name if name in form.fields else None, [str(sentence) for sentence in sentences])


LONGEST_NUMBER = 18
"""Digits of a row number: with more it is no number of a row, and Python or PostgreSQL would choke on it."""


def row_numbers(sent: Iterable[str]) -> list[int]:
    """The row numbers among what was sent; anything else was never on offer and is passed over."""
    return [int(text) for text in sent if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER]


def row_number(sent: str) -> int:
    """The row number that was sent; 0, which no row has, for anything else."""
    return next(iter(row_numbers([sent])), 0)
