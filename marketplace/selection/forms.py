"""Forms of selection: low prices, a draw's public number, turns of an auction, a panel's scores, an owner's choice."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from cms.kernel.models import Party, User
from marketplace.needs.particulars import Criterion
from marketplace.selection.choosing import Vote
from marketplace.selection.states import CommitteeMethod


class PriceJudgementForm(forms.Form):
    """Whether what the bidder explained holds, and why."""

    decision = forms.ChoiceField(
        label=_("审查结论"),
        choices=[("accept", _("理由成立，报价有效")), ("refuse", _("理由不成立，报价无效"))],
        widget=forms.RadioSelect,
    )
    grounds = forms.CharField(
        label=_("审查意见"),
        max_length=500,
        help_text=_("写明机构的说明和证明材料，以及认可或不认可的依据。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PublicNumberForm(forms.Form):
    """The public number, as it was published."""

    number = forms.CharField(label=_("公开号码"), max_length=100, help_text=_("例如：03 09 11 20 28 31 + 07"))
    again = forms.CharField(
        label=_("再次输入"), max_length=100, help_text=_("号码登记后不能更改，请核对后再输入一次。")
    )

    def clean(self) -> dict[str, object]:
        """Both inputs are the same."""
        entered = super().clean() or {}
        if entered.get("number") and entered.get("again") and entered["number"] != entered["again"]:
            self.add_error("again", _("两次输入的号码不一致。"))
        return entered


class JustificationForm(forms.Form):
    """Why a low price can be honoured."""

    answer = forms.CharField(
        label=_("书面说明"),
        max_length=2000,
        help_text=_("说明成本构成、人员投入和如何保证服务质量。"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(label=_("证明材料"), required=False, help_text=_("PDF、PNG、JPEG、DOCX 或 XLSX。"))


class UndercutForm(forms.Form):
    """A lower price in one's own turn."""

    price = YuanField(label=_("新报价（元）"))


class SeatForm(forms.Form):
    """Which expert is asked to serve."""

    expert = forms.ModelChoiceField(label=_("评审专家"), queryset=User.objects.none())

    def __init__(self, *args: Any, experts: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"] = forms.ModelChoiceField(label=_("评审专家"), queryset=experts)


class DeclarationForm(forms.Form):
    """What an expert declares before seeing any offer."""

    declares = forms.ChoiceField(
        label=_("回避声明"),
        choices=[
            ("free", _("本人与业主单位和上列机构均不存在应当回避的关系")),
            ("recuse", _("本人存在应当回避的关系，不参加本次评审")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("回避事由"), max_length=300, required=False)


class ScoreForm(forms.Form):
    """Points for one offer, criterion by criterion."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], with_remark: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, criterion in enumerate(criteria):
            self.fields[f"c{place}"] = forms.DecimalField(
                label=_("%(name)s（满分 %(points)s 分）") % {"name": criterion.name, "points": criterion.points},
                min_value=0,
                max_value=criterion.points,
                decimal_places=1,
                max_digits=4,
                widget=forms.NumberInput(attrs={"step": "0.5"}),
            )
        if with_remark:
            self.fields["remark"] = forms.CharField(label=_("评分理由"), max_length=500, required=False)

    @property
    def points(self) -> dict[str, Decimal]:
        """The points by criterion."""
        return {name[1:]: value for name, value in self.cleaned_data.items() if name.startswith("c")}


class PanelSizeForm(forms.Form):
    """How many experts are to be drawn."""

    size = forms.TypedChoiceField(
        label=_("抽取人数"), choices=[(count, str(count)) for count in (3, 5, 7, 9)], coerce=int, initial=3
    )


class MinutesForm(forms.Form):
    """What the panel said when it conferred."""

    minutes = forms.CharField(
        label=_("合议纪要"),
        max_length=2000,
        help_text=_("写明分歧较大的评分项、讨论情况和合议结论。"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SignatureForm(forms.Form):
    """A signature, with a dissent where there is one."""

    dissent = forms.CharField(
        label=_("不同意见"),
        max_length=1000,
        required=False,
        help_text=_("同意合议结果的留空；有不同意见的在此写明，签署后随评审结果存档。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PickForm(forms.Form):
    """Whom the owner picks from the short list."""

    party = forms.ModelChoiceField(label=_("选定机构"), queryset=Party.objects.none(), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("选定理由"), max_length=500, help_text=_("随结果公开。"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, candidates: "QuerySet[Party]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = cast("forms.ModelChoiceField[Party]", self.fields["party"])
        chooser.queryset, chooser.empty_label = candidates, None


class CommitteeForm(PickForm):
    """What the award committee decided, how, by whose votes, and its signed minutes."""

    how = forms.ChoiceField(label=_("定标方法"), choices=CommitteeMethod.choices)
    votes = forms.CharField(
        label=_("委员意见"),
        help_text=_("每行一位委员：姓名，空一格写其赞成的机构全称。"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    minutes = forms.FileField(label=_("签字的会议记录"), help_text=_("PDF、PNG 或 JPEG 扫描件。"))
    field_order = ["how", "votes", "party", "reason", "minutes"]

    def clean_votes(self) -> list[Vote]:
        """One member a line with the candidate the member is for."""
        chooser = cast("forms.ModelChoiceField[Party]", self.fields["party"])
        names = {party.name: party.uscc for party in chooser.queryset or []}
        votes = []
        for line in self.cleaned_data["votes"].splitlines():
            if not line.strip():
                continue
            member, _space, name = line.strip().partition(" ")
            if name.strip() not in names:
                raise forms.ValidationError(_("“%(line)s”中没有候选机构的全称。"), params={"line": line.strip()})
            votes.append(Vote(member, names[name.strip()]))
        return votes
