"""Which column of a department's file is which fact: proposed from the header, checked, kept with the import.

A column's target is `uscc`, `name`, `period` or `as_of`; the code of a fact (or of a list of enterprises); `CODE/FIELD`
for a column of dated lines; or one of the particulars of an award, an account or a former number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.errors import FieldsRefused
from policies.registry.cells import UNITS
from policies.rules.facts import FactDefinition, Grain, Kind, Vocabulary
from policies.rules.periods import NotAPeriod, parse_period

USCC, NAME, PERIOD, AS_OF = "uscc", "name", "period", "as_of"
PARTICULARS: Final[Mapping[str, Any]] = {
    USCC: gettext_lazy("统一社会信用代码"),
    NAME: gettext_lazy("企业名称"),
    PERIOD: gettext_lazy("所属期"),
    AS_OF: gettext_lazy("数据日期"),
    "award.family": gettext_lazy("既往兑现：政策族"),
    "award.level": gettext_lazy("既往兑现：层级"),
    "award.step": gettext_lazy("既往兑现：档次"),
    "award.amount": gettext_lazy("既往兑现：金额"),
    "award.awarded_on": gettext_lazy("既往兑现：日期"),
    "award.number": gettext_lazy("既往兑现：兑现时号码"),
    "account.account_name": gettext_lazy("账户：户名"),
    "account.bank_name": gettext_lazy("账户：开户行"),
    "account.bank_code": gettext_lazy("账户：联行号"),
    "account.number": gettext_lazy("账户：账号"),
    "former.number": gettext_lazy("原号码"),
    "former.kind": gettext_lazy("原号码：类型"),
    "former.name": gettext_lazy("原号码：原名称"),
}
_HEADERS: Final = {
    "统一社会信用代码": USCC, "社会信用代码": USCC, "信用代码": USCC, "统一代码": USCC,
    "企业名称": NAME, "单位名称": NAME, "名称": NAME, "纳税人名称": NAME, "参保单位名称": NAME,
    "所属期": PERIOD, "年度": PERIOD, "季度": PERIOD, "数据日期": AS_OF,
    "户名": "account.account_name", "开户行": "account.bank_name", "开户银行": "account.bank_name",
    "联行号": "account.bank_code", "账号": "account.number", "银行账号": "account.number",
}  # fmt: skip
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]+?)\s*[)）]$")
_PERIOD = re.compile(r"^((?:19|20)\d{2})年?(?:第?([一二三四1-4])季度|(\d{1,2})月)?(?:度)?")
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: what it holds, of which fixed period, in which unit."""

    header: str
    target: str
    period: str = ""
    unit: str = ""

    @property
    def factor(self) -> Decimal:
        """What a number of this column is multiplied by to be in the fact's own unit."""
        return UNITS.get(self.unit, Decimal(1))


@dataclass(frozen=True, slots=True)
class FileMapping:
    """The whole file. `complete`: facts of which the file names every enterprise that has them; the rest have none."""

    columns: tuple[Column, ...]
    complete: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form kept with the import."""
        return {"columns": [asdict(column) for column in self.columns], "complete": list(self.complete)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "FileMapping":
        """The mapping that `as_json` kept."""
        return cls(tuple(Column(**column) for column in kept.get("columns", ())), tuple(kept.get("complete", ())))

    def targets(self) -> set[str]:
        """Everything the columns hold."""
        return {column.target for column in self.columns}


@dataclass(frozen=True, slots=True)
class Heading:
    """A header cell taken apart: 2022年营业收入（万元） is the name 营业收入, the period 2022, the unit 万元."""

    name: str
    period: str = ""
    unit: str = ""


def heading(header: str) -> Heading:
    """The parts of a header cell."""
    text, unit, period = header.strip(), "", ""
    if (found := _UNIT.search(text)) and found[1] in UNITS:
        text, unit = text[: found.start()].strip(), found[1]
    if found := _PERIOD.match(text):
        quarter = _QUARTER.get(found[2], 0) or int(found[2] or 0)
        period = f"{found[1]}Q{quarter}" if quarter else f"{found[1]}-{int(found[3]):02d}" if found[3] else found[1]
        text = text[found.end() :].strip("末底 ")
    return Heading(text, period, unit)


def proposed(header: Sequence[str], vocabulary: Vocabulary) -> FileMapping:
    """The mapping that the header itself suggests; columns it does not recognise are left out."""
    by_label = {label: d for d in vocabulary.values() for label in (d.label.zh, d.code)}
    columns = []
    for cell in header:
        parts = heading(cell)
        if parts.name in _HEADERS and not parts.period:
            columns.append(Column(cell, _HEADERS[parts.name]))
        elif definition := by_label.get(parts.name):
            columns.append(Column(cell, definition.code, parts.period, parts.unit))
    return FileMapping(tuple(columns))


def check(mapping: FileMapping, header: Sequence[str], vocabulary: Vocabulary) -> None:
    """Nothing; raises FieldsRefused with a sentence at each column that cannot be taken, or at `uscc` when it lacks."""
    refused: dict[str, list[str]] = {}
    has_period_column = PERIOD in mapping.targets()
    seen: set[tuple[str, str]] = set()
    for column in mapping.columns:
        if sentence := _fault(column, header, vocabulary, has_period_column):
            refused.setdefault(column.header, []).append(sentence)
        if (column.target, column.period) in seen:
            refused.setdefault(column.header, []).append(_("有两列对应同一数据项。"))
        seen.add((column.target, column.period))
    if USCC not in mapping.targets():
        refused["uscc"] = [_("请指定统一社会信用代码所在的列。")]
    if len(mapping.columns) < 2:
        refused.setdefault("columns", []).append(_("除统一社会信用代码外，至少要有一列数据。"))
    for code in mapping.complete:
        if code not in vocabulary or vocabulary[code].kind not in {Kind.FLAG, Kind.ITEMS, Kind.LIST}:
            refused.setdefault(code, []).append(_("只有是否类、名单类和明细类数据可以声明“未列入即为无”。"))
    if refused:
        raise FieldsRefused(refused)


def _fault(column: Column, header: Sequence[str], vocabulary: Vocabulary, has_period_column: bool) -> str:
    if column.header not in header:
        return _("文件中没有“%(header)s”列。") % {"header": column.header}
    if column.unit and column.unit not in UNITS:
        return _("无法识别计量单位“%(unit)s”。") % {"unit": column.unit}
    if column.target in PARTICULARS:
        return ""
    definition = definition_at(column.target, vocabulary)
    if definition is None:
        return _("数据项“%(target)s”不在数据目录中。") % {"target": column.target}
    if "/" in column.target:
        return ""
    return _period_fault(column, definition, has_period_column)


def _period_fault(column: Column, definition: FactDefinition, has_period_column: bool) -> str:
    if definition.grain is Grain.NONE:
        return _("“%(name)s”不分期，不应指定所属期。") % {"name": definition.label.zh} if column.period else ""
    if not column.period:
        return "" if has_period_column else _("“%(name)s”须指定所属期。") % {"name": definition.label.zh}
    try:
        fits = parse_period(column.period).grain is definition.grain
    except NotAPeriod:
        fits = False
    return (
        ""
        if fits
        else _("所属期“%(period)s”与“%(name)s”的周期不符。")
        % {
            "period": column.period,
            "name": definition.label.zh,
        }
    )


def definition_at(target: str, vocabulary: Vocabulary) -> FactDefinition | None:
    """The fact, or the field of dated lines, that a target names; None when there is none such."""
    code, _slash, name = target.partition("/")
    definition = vocabulary.get(code)
    if definition is None:
        return None
    if name:
        return (definition.fields or {}).get(name)
    return None if definition.kind in {Kind.ITEMS, Kind.CATALOGUE, Kind.SERIES} else definition


@dataclass(slots=True)
class Tally:
    """What a reading of a file found."""

    rows: int = 0
    rejected: int = 0
    facts: int = 0
    unchanged: int = 0
    new_enterprises: int = 0
    awards: int = 0
    accounts: int = 0
    listed: int = 0
    preview: list[dict[str, str]] = field(default_factory=list)
