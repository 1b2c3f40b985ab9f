"""Forms of the registry: a department's file, and which of its columns is which fact."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import bracketed_text, colon_text
from cms.kernel.fields import DayField
from policies.registry.cells import UNITS
from policies.registry.facts import FactImport
from policies.registry.kinds import vocabulary
from policies.registry.mapping import PARTICULARS, Column, FileMapping
from policies.rules.facts import Kind
from policies.rules.vocabulary import DEPARTMENTS


class UploadForm(forms.Form):
    """A department's file with the day its data are of."""

    source = forms.ChoiceField(label=_("来源部门"))
    as_of = DayField(label=_("数据日期"), help_text=_("填写数据截至日期，不是上传日期。"))
    file = forms.FileField(label=_("文件"), help_text=_("CSV（UTF-8 或 GB18030）或 XLSX，首行为表头。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        choices = [(code, label.in_language(language)) for code, label in DEPARTMENTS.items()]
        self.fields["source"] = forms.ChoiceField(label=_("来源部门"), choices=choices)


class EnterpriseFilter(forms.Form):
    """Which enterprises to list."""

    q = forms.CharField(label=_("企业名称或统一社会信用代码"), max_length=60, required=False)


class MappingForm(forms.Form):
    """One row of three fields per column of the file; what is left empty is not imported."""

    def __init__(self, one: FactImport, data: Any = None) -> None:
        super().__init__(data)
        self.header: list[str] = one.header
        mapping = FileMapping.from_json(one.mapping)
        mapped = {column.header: column for column in mapping.columns}
        targets, units = _targets(), [("", "—"), *((unit, unit) for unit in UNITS)]
        for index, header in enumerate(self.header):
            column = mapped.get(header, Column(header, ""))
            self.fields[f"target_{index}"] = forms.ChoiceField(
                label=header, choices=targets, required=False, initial=column.target
            )
            self.fields[f"period_{index}"] = forms.CharField(
                label=_("所属期"), max_length=7, required=False, initial=column.period
            )
            self.fields[f"unit_{index}"] = forms.ChoiceField(
                label=_("单位"), choices=units, required=False, initial=column.unit
            )
        self.fields["complete"] = forms.MultipleChoiceField(
            label=_("未列入即为无"),
            help_text=_("勾选后，文件中没有列出的企业视为没有该项（如失信名单）。"),
            choices=[(c.target.partition("/")[0], c.header) for c in mapping.columns if c.target not in PARTICULARS],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=list(mapping.complete),
        )

    def rows(self) -> list[tuple[str, Any, Any, Any]]:
        """The header of each column with its three fields."""
        return [
            (header, self[f"target_{index}"], self[f"period_{index}"], self[f"unit_{index}"])
            for index, header in enumerate(self.header)
        ]

    def mapping(self) -> FileMapping:
        """What the valid form says."""
        said = self.cleaned_data
        columns = [
            Column(header, said[f"target_{index}"], said[f"period_{index}"].strip(), said[f"unit_{index}"])
            for index, header in enumerate(self.header)
            if said[f"target_{index}"]
        ]
        return FileMapping(tuple(columns), tuple(said["complete"]))


def _targets() -> list[tuple[str, Any]]:
    """Everything a column can be."""
    language = get_language() or "zh"
    found: list[tuple[str, Any]] = [("", _("不导入")), *PARTICULARS.items()]
    for code, definition in vocabulary().items():
        label = definition.label.in_language(language)
        if definition.kind is Kind.ITEMS:
            fields = (definition.fields or {}).items()
            found += [
                (f"{code}/{name}", f"{colon_text(label)}{one.label.in_language(language)}") for name, one in fields
            ]
        elif definition.kind not in {Kind.CATALOGUE, Kind.SERIES}:
            found.append((code, label))
    return found


def told_row(row: Mapping[str, str]) -> dict[str, str]:
    """A row as a trial read it, by the names people know its columns by."""
    names = dict(_targets())

    def told(column: str) -> str:
        code, _bracket, period = column.removesuffix("]").partition("[")
        return f"{names.get(code, code)}{bracketed_text(period) if period else ''}"

    return {told(column): value for column, value in row.items()}


class SourceKeyForm(forms.Form):
    """For which department a key is issued."""

    source = forms.ChoiceField(label=_("来源部门"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        choices = [(code, label.in_language(language)) for code, label in DEPARTMENTS.items()]
        self.fields["source"] = forms.ChoiceField(label=_("来源部门"), choices=choices)


class SettleForm(forms.Form):
    """Which of two contradicting sources holds, and why."""

    keep = forms.ChoiceField(
        label=_("以哪一方为准"), choices=[("later", _("以后报数据为准")), ("earlier", _("以原数据为准"))]
    )
    reason = forms.CharField(label=_("核对依据"), max_length=300)


class ContestForm(forms.Form):
    """What an enterprise says is wrong about a fact, with what proves it."""

    claim = forms.CharField(label=_("哪里不符、应为多少"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = forms.FileField(label=_("证明材料"), required=False, help_text=_("可上传 PDF 或图片。"))


class AnswerForm(forms.Form):
    """What the department answers to an enterprise that contests a fact."""

    reason = forms.CharField(label=_("处理意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
