"""Forms of disputes: what is said against a result, and how it is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import DayField
from marketplace.disputes.states import ExaminationKind


class DisputeForm(forms.Form):
    """Facts and reasons, with evidence."""

    grounds = forms.CharField(label=_("事实与理由"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    evidence = forms.FileField(label=_("证据材料"), required=False)


class AnswerForm(forms.Form):
    """Whether it holds, and why."""

    is_upheld = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("no", _("不成立")), ("yes", _("成立"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("答复（处理决定）"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))


class AcceptanceForm(forms.Form):
    """Whether a complaint is accepted; a refusal has reasons."""

    accepts = forms.TypedChoiceField(
        label=_("是否受理"),
        choices=[("yes", _("受理")), ("no", _("不予受理"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("不予受理的理由"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExaminationForm(forms.Form):
    """What is examined before the complaint can be decided, for whom, and from which day on."""

    kind = forms.TypedChoiceField(label=_("类别"), choices=ExaminationKind.choices, coerce=ExaminationKind)
    subject = forms.CharField(label=_("委托事项"), max_length=300, help_text=_("例如：成果精度是否达到采购文件要求。"))
    commissioned_by = forms.CharField(label=_("委托单位"), max_length=100)
    began_on = DayField(label=_("开始日期"))


class ExaminationEndForm(forms.Form):
    """On which day it ended."""

    ended_on = DayField(label=_("结束日期"))
