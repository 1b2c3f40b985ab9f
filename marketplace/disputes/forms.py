"""Forms of disputes: what is said against a result, and how it is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
