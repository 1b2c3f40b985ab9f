"""Forms of what happens to a need besides posting: questions, answers, changes, approvals, subscriptions, templates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import MomentField, YuanField
from marketplace.catalogue.models import ServiceType


class QuestionForm(forms.Form):
    """A question about a need."""

    text = forms.CharField(
        label=_("提问内容"),
        max_length=500,
        help_text=_("问题和答复都会公开，系统不记录提问单位；请勿在问题中写明贵单位名称。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def kept_field() -> forms.CharField:
    """Why a sentence that the fair-competition check marks stays as it is."""
    return forms.CharField(
        label=_("保留公平竞争审查提示语句的依据和理由"),
        max_length=300,
        required=False,
        help_text=_("系统提示有疑似限制竞争的表述时，改写语句，或者在此写明保留的依据，随公告公开。"),
    )


class AnswerForm(forms.Form):
    """The owner's answer."""

    answer = forms.CharField(label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    keeps = kept_field()


class AmendForm(forms.Form):
    """What is changed in a posted need, and until when agencies may now bid."""

    text = forms.CharField(
        label=_("变更内容"),
        max_length=2000,
        help_text=_("写明变更前后的内容。原公告保留，变更随公告公开。"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    ceiling = YuanField(label=_("变更后的最高限价（元）"), required=False, help_text=_("不变更的留空。"))
    closes_at = MomentField(label=_("变更后的报价截止时间"))
    keeps = kept_field()


class MethodDecisionForm(forms.Form):
    """Whether another method may be used, and why."""

    decision = forms.ChoiceField(
        label=_("审批结论"),
        choices=[("approve", _("同意变更")), ("refuse", _("不同意变更"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("审批意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SubscriptionForm(forms.Form):
    """Of which service types somebody wants to hear."""

    service_types = forms.ModelMultipleChoiceField(
        label=_("订阅的服务事项"),
        queryset=ServiceType.objects.order_by("code"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TemplateForm(forms.Form):
    """What drafts of a service type begin with."""

    description = forms.CharField(
        label=_("服务内容与要求"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    criteria = forms.CharField(
        label=_("评分项"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    service_days = forms.IntegerField(label=_("服务期限（天）"), min_value=1, max_value=3650, initial=30)
