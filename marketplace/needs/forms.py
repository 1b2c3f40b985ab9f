"""Forms of owners for their needs, and the filter of the public list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.fields import MomentField, YuanField
from cms.kernel.models import Party
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.needs.models import Need
from marketplace.needs.rules import offered_methods
from marketplace.needs.services import NeedTerms
from marketplace.needs.states import PUBLIC_STATES, BarReason, Method, NeedState, Quote


class NeedFilter(forms.Form):
    """Which needs to list."""

    q = forms.CharField(label=_("项目或业主名称"), max_length=60, required=False)
    category = forms.ModelChoiceField(
        label=_("服务类别"),
        queryset=ServiceCategory.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label=_("全部类别"),
    )
    method = forms.ChoiceField(label=_("选取方式"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, state.label) for state in NeedState if state in PUBLIC_STATES]
        methods = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["state"] = forms.ChoiceField(
            label=_("状态"), required=False, choices=[("", _("全部状态")), *states]
        )
        self.fields["method"] = forms.ChoiceField(
            label=_("选取方式"), required=False, choices=[("", _("全部方式")), *methods]
        )


class NeedForm(forms.Form):
    """A need on one page; everything but the declaration is kept in a draft."""

    service_type = forms.ModelChoiceField(
        label=_("服务事项"), queryset=ServiceType.objects.filter(department__isnull=False).order_by("code")
    )
    title = forms.CharField(label=_("项目名称"), max_length=200)
    description = forms.CharField(
        label=_("服务内容与要求"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    ceiling = YuanField(label=_("最高限价（元）"), help_text=_("随机抽取的项目，此价即为成交价。"))
    method = forms.ChoiceField(label=_("选取方式"))
    quote = forms.ChoiceField(label=_("报价方式"), choices=Quote.choices, initial=Quote.AMOUNT)
    service_days = forms.IntegerField(label=_("服务期限（天）"), min_value=1, max_value=3650, initial=30)
    closes_at = MomentField(label=_("报价截止时间"))
    opens_at = MomentField(label=_("开启时间"), required=False, help_text=_("留空则截止后立即开启。"))
    barred = forms.CharField(
        label=_("参与编制本项目需求文件的单位"),
        required=False,
        help_text=_("每行一个统一社会信用代码。这些单位不得参加本项目。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    splitting_note = forms.CharField(
        label=_("同类项目分次采购说明"),
        max_length=500,
        required=False,
        help_text=_("本年度同类采购合计达到限额时必填。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    document = forms.FileField(
        label=_("附件"), required=False, help_text=_("PDF、PNG、JPEG、DOCX 或 XLSX，随公告公开。")
    )
    declares_recusal = forms.BooleanField(
        label=_("本单位经办人承诺：与潜在中介机构不存在应当回避的关系，未限定或指定特定机构。"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["method"] = forms.ChoiceField(
            label=_("选取方式"), choices=offered, help_text=_("竞价为密封报价，开启前任何人都看不到报价和报价单位。")
        )

    def clean_barred(self) -> list[tuple[Party, BarReason]]:
        """The parties of the codes, each barred for having written the specification."""
        codes = self.cleaned_data["barred"].split()
        known = {party.uscc: party for party in Party.objects.filter(uscc__in=codes)}
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(_("未找到以下信用代码：%(codes)s。"), params={"codes": "、".join(unknown)})
        return [(known[code], BarReason.WROTE_SPECIFICATION) for code in codes]

    def terms(self) -> NeedTerms:
        """What was filled in."""
        entered = {
            name: value for name, value in self.cleaned_data.items() if name not in {"document", "declares_recusal"}
        }
        entered |= {"method": Method(entered["method"]), "quote": Quote(entered["quote"])}
        return NeedTerms(**entered)


def filled_from(need: Need) -> dict[str, object]:
    """A draft as the form's initial values."""
    plain = ("description", "ceiling", "method", "quote", "service_days", "closes_at", "opens_at", "splitting_note")
    values: dict[str, object] = {name: getattr(need, name) for name in plain}
    barred = need.procurement.bars.filter(reason=BarReason.WROTE_SPECIFICATION).values_list("party__uscc", flat=True)
    return values | {"service_type": need.service_type, "title": need.title, "barred": "\n".join(barred)}


class CancelForm(forms.Form):
    """Why a need is withdrawn."""

    reason = forms.CharField(label=_("取消原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(forms.Form):
    """Until when, and why, a need stays open longer."""

    closes_at = MomentField(label=_("新的报价截止时间"))
    reason = forms.CharField(label=_("延期原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RepostForm(forms.Form):
    """What is different when a failed need is posted again."""

    review_note = forms.CharField(
        label=_("条款复核"),
        max_length=500,
        help_text=_("说明对资质要求、限价和期限的复核结果，以及本次作出的调整。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ceiling = YuanField(label=_("最高限价（元）"))
    method = forms.ChoiceField(label=_("选取方式"))
    closes_at = MomentField(label=_("报价截止时间"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["method"] = forms.ChoiceField(label=_("选取方式"), choices=offered)
