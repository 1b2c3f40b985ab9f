"""Forms of applications: the one click, the form made of what is missing, and what departments and reviewers say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.kernel.fields import DayInput, YuanField
from cms.kernel.models import User
from cms.kernel.rows import SPARE, Rows, RowsField
from policies.applications.completing import Said, field_of_paper, field_of_proof, papers_wanted
from policies.applications.entering import MOST_LINES, cells_of, text_of
from policies.applications.facts import Wanted
from policies.applications.lines import columns_of
from policies.applications.models import Application, Score
from policies.applications.queries import papers_of
from policies.grants.forms import AccountChoice, offer_accounts, terms_known
from policies.registry.cells import PERSONAL
from policies.registry.models import BankAccount, ScaleClass
from policies.rules.facts import FactDefinition, Kind

HINTS: Final = {
    Kind.MONEY: gettext_lazy("请写明单位，如“320万元”或“3200000元”。"),
    Kind.RATIO: gettext_lazy("填百分比，如“5.5%%”。"),
    Kind.COUNT: gettext_lazy("填整数。"),
    Kind.NUMBER: gettext_lazy("填数字。"),
}


class ApplicationForm(forms.Form):
    """What the rule lacks and the enterprise can state, each with its paper; the papers the policy names; the terms.

    Nothing is demanded while it is a draft: whether it is complete is judged when it is handed in.
    """

    def __init__(
        self,
        *args: Any,
        application: Application,
        wanted: Sequence[Wanted],
        reasons: Mapping[str, str],
        spare: int = SPARE,
        **kwargs: Any,
    ) -> None:
        self.application, self.wanted = application, list(wanted)
        self.needed: set[str] = {"scale", "account"}
        known = terms_known(application.enterprise)
        kwargs.setdefault(
            "initial",
            {"scale": application.scale or known["scale"], "account": application.account or known["account"]},
        )
        super().__init__(*args, **kwargs)
        stated = {(fact.code, fact.period): fact for fact in application.facts.select_related("evidence")}
        for one in self.wanted:
            before = stated.get(one.key)
            self.fields[one.name] = _field(one, before.text.reveal() if before else "", spare)
            proof = before.evidence if before else None
            self._add_file(
                field_of_proof(one.name), _("“%(fact)s”的证明材料") % {"fact": one.label}, proof, is_needed=True
            )
            self.needed.add(one.name)
        given = papers_of(application)
        for paper in papers_wanted(application):
            held = given[paper.code].file if paper.code in given else None
            label = paper.name(get_language() or "zh")
            self._add_file(field_of_paper(paper.code), label, held, is_needed=paper.is_needed)
        self.fields["scale"] = forms.ChoiceField(
            label=_("企业划型"), choices=ScaleClass.choices, widget=forms.RadioSelect, required=False
        )
        self.fields["account"] = AccountChoice(
            label=_("收款账户"),
            queryset=BankAccount.objects.none(),
            widget=forms.RadioSelect,
            required=False,
            empty_label=None,
            help_text=_("仅显示已核实、户名与企业名称一致的账户。"),
        )
        offer_accounts(self, application.enterprise)
        self._say_corrections(reasons)

    def _add_file(self, name: str, label: str, held: Any, *, is_needed: bool) -> None:
        hint = _("已上传：%(name)s，如需更换请重新选择。") % {"name": held.name} if held else _("PDF 或图片。")
        self.fields[name] = forms.FileField(label=label, required=False, help_text=hint)
        if is_needed:
            self.needed.add(name)

    def _say_corrections(self, reasons: Mapping[str, str]) -> None:
        for name, reason in reasons.items():
            if name in self.fields:
                told = _("补正要求：%(reason)s") % {"reason": reason}
                self.fields[name].help_text = f"{told} {self.fields[name].help_text}".strip()

    def mark_needed(self) -> None:
        """What the application needs is no longer shown as optional; what was typed is judged already."""
        self.is_valid()
        for name in self.needed & self.fields.keys():
            self.fields[name].required = True

    def said(self) -> Said:
        """What the valid form says."""
        entered = self.cleaned_data
        account = entered.get("account")
        return Said(
            facts={one.key: _text(entered.get(one.name), one.definition) for one in self.wanted},
            proofs={one.key: entered[p] for one in self.wanted if entered.get(p := field_of_proof(one.name))},
            papers={
                paper.code: entered[name]
                for paper in papers_wanted(self.application)
                if entered.get(name := field_of_paper(paper.code))
            },
            account_id=account.pk if account is not None else None,
            scale=entered.get("scale") or "",
        )


class ProjectForm(forms.Form):
    """For which project the enterprise asks, where the benefit is given once a project."""

    number = forms.CharField(
        label=gettext_lazy("项目代码"),
        max_length=40,
        help_text=gettext_lazy("立项、备案或核准文件上的代码；没有代码的，填合同或批文编号。同一项目只能享受一次。"),
    )
    name = forms.CharField(label=gettext_lazy("申报项目名称"), max_length=120)


class GiveBackForm(forms.Form):
    """Which score is given back to its reviewer, and why."""

    score = forms.ChoiceField(label=gettext_lazy("评分"))
    reason = forms.CharField(label=gettext_lazy("退回理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, given: Sequence[Score], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        score = self.fields["score"]
        assert isinstance(score, forms.ChoiceField)
        score.choices = [
            (str(one.pk), f"{one.application.enterprise} · {one.reviewer} · {one.points}") for one in given
        ]


class ApproveForm(forms.Form):
    """Which stated facts were compared with their papers, the amount under a ceiling, and why."""

    checked = forms.MultipleChoiceField(
        label=gettext_lazy("已对照证明材料核实的企业申报数据"), widget=forms.CheckboxSelectMultiple
    )
    amount = YuanField(
        label=gettext_lazy("核准金额"), required=False, help_text=gettext_lazy("在规则测算的上限内核定，并写明理由。")
    )
    reason = forms.CharField(
        label=gettext_lazy("审核意见"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("企业可以看到；核减金额或配合部门不同意时必填。"),
    )

    def __init__(self, *args: Any, stated: Sequence[tuple[str, str]], has_ceiling: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        checked = self.fields["checked"]
        assert isinstance(checked, forms.MultipleChoiceField)
        checked.choices, checked.required = list(stated), True
        if not stated:
            del self.fields["checked"]
        if not has_ceiling:
            del self.fields["amount"]


class ReturnForm(forms.Form):
    """One box for each field of the form; what is written there is wanted corrected."""

    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in labels.items():
            self.fields[f"why-{name}"] = forms.CharField(label=label, max_length=500, required=False)

    def corrections(self) -> dict[str, str]:
        """The reasons by the name of their field."""
        return {name.removeprefix("why-"): text for name, text in self.cleaned_data.items() if text}


class RefuseForm(forms.Form):
    """Why the benefit is not granted."""

    reason = forms.CharField(
        label=gettext_lazy("不予核准的理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("企业可以看到，并会收到咨询电话。"),
    )


class OpinionForm(forms.Form):
    """Yes or no, and why."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("意见"),
        choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意（写明理由）"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("说明"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ScoreForm(forms.Form):
    """Points from 0 to 100 and the reasons for them."""

    points = forms.DecimalField(
        label=gettext_lazy("得分（0–100）"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    comment = forms.CharField(label=gettext_lazy("评审意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ReviewersForm(forms.Form):
    """Who scores: two at least."""

    reviewers = forms.MultipleChoiceField(label=gettext_lazy("指定的评审专家"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, experts: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reviewers = self.fields["reviewers"]
        assert isinstance(reviewers, forms.MultipleChoiceField)
        reviewers.choices = [(str(person.pk), person.name) for person in experts]


def _field(one: Wanted, before: str, spare: int) -> forms.Field:
    definition, language = one.definition, get_language() or "zh"
    shared: dict[str, Any] = {"label": one.label, "required": False, "initial": before}
    if definition.kind is Kind.FLAG:
        return forms.ChoiceField(choices=[("是", _("是")), ("否", _("否"))], widget=forms.RadioSelect, **shared)
    if definition.kind is Kind.CODE and definition.choices:
        choices = [
            ("", _("请选择")),
            *((code, label.in_language(language)) for code, label in definition.choices.items()),
        ]
        return forms.ChoiceField(choices=choices, **shared)
    if definition.kind is Kind.DATE:
        return forms.CharField(widget=DayInput, max_length=20, **shared)
    if definition.kind is Kind.ITEMS:
        return _rows(definition, before, spare, shared)
    return forms.CharField(max_length=200, help_text=_hint(definition, language), **shared)


def _text(entered: str | Rows | None, definition: FactDefinition) -> str:
    """What was entered as text, rows of fields a line each."""
    return text_of(entered, definition) if isinstance(entered, list) else entered or ""


def _hint(definition: FactDefinition, language: str) -> str:
    hint, unit = str(HINTS.get(definition.kind, "")), definition.unit.in_language(language)
    if definition.kind in (Kind.COUNT, Kind.NUMBER) and unit:
        return f"{hint}{_('单位：%(unit)s。') % {'unit': unit}}"
    return hint


def _rows(definition: FactDefinition, before: str, spare: int, shared: dict[str, Any]) -> RowsField:
    """The lines of a fact as rows of fields, those that were kept to begin with."""
    hint = _("每行填写一条，最多 %(most)s 行；清空一行即删除该行。") % {"most": MOST_LINES}
    if not PERSONAL.isdisjoint(definition.fields or {}):
        hint += _("人员填身份证件号码，部门审核时只显示末四位。")
    columns = columns_of(definition)
    kept = [(row + [""] * len(columns))[: len(columns)] for row in cells_of(before, definition)]
    return RowsField(columns, most=MOST_LINES, spare=spare, help_text=hint, **shared | {"initial": kept})
