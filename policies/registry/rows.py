"""One row of a department's file made into facts, or sent back with the reason; nothing of a row sent back is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.display import semicolon_text
from cms.kernel.people.models import validate_uscc
from policies.registry.cells import BLANK, CellRefused, Stored, day, number, plain, stored, words
from policies.registry.mapping import AS_OF, NAME, PARTICULARS, PERIOD, USCC, Column, FileMapping, definition_at
from policies.rules.facts import FactDefinition, Grain, Kind, Vocabulary
from policies.rules.periods import NotAPeriod, parse_period

Say = Callable[[str], Stored | None]
_LENGTHS: Final[Mapping[str, int]] = {
    "award.family": 80, "award.step": 40, "award.level": 20, "account.bank_code": 12, "former.number": 18
}  # fmt: skip
_SHOWN: Final = {
    NAME: gettext_lazy("企业名称"), PERIOD: gettext_lazy("所属期"), AS_OF: gettext_lazy("数据日期")
}  # fmt: skip
"""How the columns read from every row are named to the clerk, put into words only when a row is sent back."""
ACCOUNT_NUMBER: Final = re.compile(r"\d{8,30}", re.ASCII)


class RowRefused(ValueError):
    """The row is sent back; `column` is the header of the cell at fault, empty when it is the row as a whole."""

    def __init__(self, reason: str, column: str = "", shown: str = "") -> None:
        super().__init__(reason)
        self.reason, self.column, self.shown = reason, column, shown


@dataclass(slots=True)
class ParsedRow:
    """What one row says of one enterprise."""

    uscc: str
    name: str
    as_of: date
    facts: list[tuple[str, str, Stored]]
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)
    particulars: dict[str, str] = field(default_factory=dict)


class RowReader:
    """Reads the rows of one file; remembers which enterprises and periods it has seen."""

    def __init__(
        self, mapping: FileMapping, header: Sequence[str], vocabulary: Vocabulary, known: Mapping[str, str], as_of: date
    ) -> None:
        self.vocabulary, self.known, self.as_of = vocabulary, known, as_of
        places = {name: index for index, name in reversed(list(enumerate(header)))}
        at = {column.target: places[column.header] for column in mapping.columns if column.target in PARTICULARS}
        self.uscc_at, self.name_at = at.pop(USCC), at.pop(NAME, None)
        self.period_at, self.as_of_at = at.pop(PERIOD, None), at.pop(AS_OF, None)
        self.particulars = list(at.items())
        rest = [column for column in mapping.columns if column.target not in PARTICULARS]
        self.facts = [self._reader(column, places) for column in rest if "/" not in column.target]
        self.fields = [self._reader(column, places) for column in rest if "/" in column.target]
        self.repeats = bool(self.fields or self.particulars)
        self.seen: dict[tuple[str, str], int] = {}

    def _reader(self, column: Column, places: Mapping[str, int]) -> tuple[int, Column, FactDefinition, Say]:
        definition = definition_at(column.target, self.vocabulary)
        if definition is None:
            raise KeyError(column.target)
        factor = column.factor

        def say(text: str) -> Stored | None:
            return stored(text, definition, factor)

        return places[column.header], column, definition, say

    def read(self, line: int, row: Sequence[str]) -> ParsedRow:
        """The row's content. Raises RowRefused."""
        uscc = self._uscc(self._cell(row, self.uscc_at))
        name = registered(self._plain(row, self.name_at, _SHOWN[NAME]))
        if uscc not in self.known and not name:
            raise RowRefused(_("企业库中没有该统一社会信用代码，且本行没有企业名称，无法新建"), shown=uscc)
        period = self._period(row)
        self._once(uscc, period, line)
        parsed = ParsedRow(uscc, name, self._as_of(row), self._facts(row, period))
        for index, column, _definition, say in self.fields:
            code, _slash, field_name = column.target.partition("/")
            value = self._say(say, row, index, column)
            if value is not None:
                parsed.lines.setdefault(code, {})[field_name] = value
        for target, index in self.particulars:
            parsed.particulars[target] = self._particular(target, row, index)
        if parsed.particulars.get("account.number"):
            self._account(parsed)
        return parsed

    def _facts(self, row: Sequence[str], period: str) -> list[tuple[str, str, Stored]]:
        facts = []
        for index, column, definition, say in self.facts:
            value = self._say(say, row, index, column)
            if value is not None:
                own = column.period or ("" if definition.grain is Grain.NONE else period)
                if definition.grain is not Grain.NONE and parse_period(own).grain is not definition.grain:
                    raise RowRefused(_("所属期“%(period)s”与该数据项的周期不符") % {"period": own}, column.header, own)
                facts.append((definition.code, own, value))
        return facts

    def _say(self, say: Say, row: Sequence[str], index: int, column: Column) -> Stored | None:
        text = self._cell(row, index)
        try:
            return say(text)
        except CellRefused as refused:
            raise RowRefused(str(refused), column.header, text) from refused

    def _cell(self, row: Sequence[str], index: int) -> str:
        return row[index] if index < len(row) else ""

    def _plain(self, row: Sequence[str], index: int | None, what: str | Promise) -> str:
        if index is None:
            return ""
        text = self._cell(row, index)
        try:
            return words(plain(text))
        except CellRefused as refused:
            raise RowRefused(str(refused), str(what), text) from refused

    def _uscc(self, text: str) -> str:
        if text in self.known:
            return text
        try:
            uscc = plain(text).upper().removeprefix("'")
        except CellRefused as refused:
            raise RowRefused(str(refused), _("统一社会信用代码"), text) from refused
        if uscc in self.known:
            return uscc
        try:
            validate_uscc(uscc)
        except ValidationError as fault:
            sentence = _("统一社会信用代码为空") if not uscc else semicolon_text().join(fault.messages)
            raise RowRefused(sentence, _("统一社会信用代码"), text) from fault
        return uscc

    def _period(self, row: Sequence[str]) -> str:
        text = self._plain(row, self.period_at, _SHOWN[PERIOD])
        if self.period_at is None:
            return ""
        text = text.removesuffix("年度").removesuffix("年")
        try:
            return str(parse_period(text))
        except NotAPeriod as fault:
            raise RowRefused(
                _("所属期“%(text)s”应写成 2023、2023Q1 或 2023-05") % {"text": text[:20]}, _("所属期"), text
            ) from fault

    def _as_of(self, row: Sequence[str]) -> date:
        text = self._plain(row, self.as_of_at, _SHOWN[AS_OF])
        if text in BLANK:
            return self.as_of
        try:
            return min(day(text), self.as_of)
        except CellRefused as refused:
            raise RowRefused(str(refused), _("数据日期"), text) from refused

    def _once(self, uscc: str, period: str, line: int) -> None:
        if self.repeats:
            return
        before = self.seen.setdefault((uscc, period), line)
        if before != line:
            raise RowRefused(_("与第 %(row)s 行重复（同一企业、同一所属期）") % {"row": before}, shown=uscc)

    def _particular(self, target: str, row: Sequence[str], index: int) -> str:
        what = str(PARTICULARS[target])
        text = self._plain(row, index, what)
        if len(text) > _LENGTHS.get(target, 200):
            raise RowRefused(_("文字过长"), what, text)
        try:
            if target == "award.awarded_on":
                return day(text).isoformat()
            return str(number(text)) if target == "award.amount" else text
        except CellRefused as refused:
            raise RowRefused(str(refused), what, text) from refused

    def _account(self, parsed: ParsedRow) -> None:
        own = self.known.get(parsed.uscc) or parsed.name
        given = registered(parsed.particulars.get("account.account_name", "")) or own
        if given != own:
            sentence = _("账户户名“%(given)s”与企业登记名称“%(own)s”不一致") % {"given": given, "own": own}
            raise RowRefused(sentence, str(PARTICULARS["account.account_name"]), given)
        digits = "".join(parsed.particulars["account.number"].split()).replace("-", "")
        if not ACCOUNT_NUMBER.fullmatch(digits):
            raise RowRefused(_("银行账号应为 8 至 30 位数字"), str(PARTICULARS["account.number"]), "••••")
        parsed.particulars |= {"account.account_name": given, "account.number": digits}


def registered(name: str) -> str:
    """A name in the form of the register: full-width brackets, no spaces."""
    return "".join(name.split()).replace("(", "（").replace(")", "）")


def as_json(value: Stored) -> Any:
    """A stored value within dated lines: a day as text, everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def column_of(kind: Kind) -> str:
    """The value column of Fact in which facts of a kind are stored."""
    if kind is Kind.FLAG:
        return "flag"
    if kind is Kind.DATE:
        return "day"
    if kind is Kind.ITEMS:
        return "lines"
    return "text" if kind in {Kind.TEXT, Kind.CODE} else "scaled"
