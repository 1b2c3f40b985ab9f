"""The department files by name: their form, their own headers, and which column is which fact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cms.demo.generator.enterprises import Enterprise

Cell = str
_YES, _NO = "是", "否"
_TYPES = {"enterprise": "企业", "self_employed": "个体工商户", "cooperative": "农民专业合作社"}
_LICENCES = {"active": "存续", "cancelled": "注销", "revoked": "吊销", "suspended": "歇业"}
_SCALES = {"L": "大型", "M": "中型", "S": "小型", "Micro": "微型"}


class Form(StrEnum):
    """How a file is written."""

    GB18030 = "gb18030"  # CSV as a Chinese spreadsheet saves it, without a byte-order mark
    UTF8_BOM = "utf-8-sig"  # CSV with a byte-order mark
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class ColumnInput:
    """One column: the department's header, the target the registry knows it by, its fixed period and unit."""

    header: str
    target: str
    period: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FileLayout:
    """One department's file. `source` is the code of the supplying department, `complete` what the file is complete in.

    `rows` gives the rows of one enterprise (none, one or more), cells in the order of `columns`.
    """

    name: str
    source: str
    form: Form
    as_of: date
    columns: tuple[ColumnInput, ...]
    rows: Callable[[Enterprise], Iterable[tuple[Cell, ...]]]
    complete: tuple[str, ...] = ()
    has_faults: bool = False


def wan(fen: int | None) -> Cell:
    """Fen as 万元, exact; some clerks type thousands commas, which goes by the figure itself."""
    if fen is None:
        return ""
    exact = Decimal(fen) / 1_000_000
    return f"{exact:,f}" if fen % 3 == 0 else f"{exact:f}"


def yuan(fen: int | None) -> Cell:
    """Fen as yuan with two decimals."""
    return "" if fen is None else f"{Decimal(fen) / 100:.2f}"


def yes(is_so: bool) -> Cell:
    """是 or 否."""
    return _YES if is_so else _NO


def market_row(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
    """Who is registered, where and as what."""
    yield (
        one.uscc, one.name, _TYPES[one.type], _LICENCES[one.licence], f"{one.founded_on:%Y年%m月%d日}",
        one.registered_region, one.operating_region, one.industry.section + one.industry.code, yes(one.is_private),
    )  # fmt: skip


def statistics_row(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
    """How large everybody is."""
    yield (
        one.uscc, one.name, wan(one.revenue_2022_fen), wan(one.revenue_2021_fen), wan(one.assets_fen),
        "" if one.employees is None else str(one.employees), _SCALES.get(one.declared_scale or "", ""),
    )  # fmt: skip


def insurance_row(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
    """Unemployment insurance of 2022; nothing is said of those the bureau does not know."""
    paid = one.insurance
    if paid is None:
        return
    is_insured = paid.paid_in_full_months > 0
    yield (
        one.uscc, one.name, str(paid.paid_in_full_months), str(paid.insured_average) if is_insured else "",
        f"{Decimal(paid.layoff_rate_millionths) / 10_000:.2f}%" if is_insured else "",
        yuan(paid.paid_fen) if is_insured else "", yes(paid.is_labour_dispatch),
    )  # fmt: skip


def account_row(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
    """Accounts of those that policies may soon pay; the others give theirs when they are asked."""
    if one.account and (one.member or one.ordinal % 40 == 0):
        yield one.uscc, one.name, one.name, one.account.bank_name, one.account.bank_code, one.account.number


def credit_row(code: str) -> Callable[[Enterprise], Iterable[tuple[Cell, ...]]]:
    """The list of those to whom a credit flag applies."""

    def rows(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
        if code in one.credit:
            yield one.uscc, one.name, _YES

    return rows


def fact_row(*wanted: ColumnInput) -> Callable[[Enterprise], Iterable[tuple[Cell, ...]]]:
    """The special facts of those who have any of these columns."""

    def rows(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
        found = {(fact.code, fact.period): fact.value for fact in one.facts}
        cells = [_cell(found.get((column.target, column.period)), column.unit) for column in wanted]
        if any(cells):
            yield one.uscc, one.name, *cells

    return rows


def line_row(code: str, *fields: str) -> Callable[[Enterprise], Iterable[tuple[Cell, ...]]]:
    """One row per dated line."""

    def rows(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
        for line in one.lines:
            if line.code == code:
                said = dict(line.fields)
                yield one.uscc, one.name, *(said.get(name, "") for name in fields)

    return rows


def award_row(one: Enterprise) -> Iterable[tuple[Cell, ...]]:
    """Benefits received before this system."""
    for past in one.awards:
        yield (
            one.uscc, one.name, past.family, past.level, yuan(past.amount_fen), past.awarded_on.isoformat(), past.number
        )  # fmt: skip


def _cell(value: int | bool | str | None, unit: str) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes(value)
    if isinstance(value, str):
        return value
    return wan(value) if unit == "万元" else yuan(value)
