"""Forms of credit cases, one per step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import UsccField
from cms.kernel.models import Party
from marketplace.credit.rules import Reason


class FactForm(forms.Form):
    """A fact that may cost points."""

    party = UsccField(label=_("机构统一社会信用代码"))
    reason = forms.ChoiceField(label=_("事由"), choices=Reason.choices)
    facts = forms.CharField(label=_("事实"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_party(self) -> Party:
        """The party of the code."""
        party = Party.objects.filter(uscc=self.cleaned_data["party"]).first()
        if party is None:
            raise forms.ValidationError(_("未找到此信用代码的单位，请核对。"))
        return party


class InterviewForm(forms.Form):
    """What was said in the interview."""

    note = forms.CharField(
        label=_("约谈记录"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明约谈时间、参加人员、告知的事实、拟扣分数和陈述申辩的权利。"),
    )


class DecisionForm(forms.Form):
    """Whether points are taken."""

    takes_points = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("yes", _("扣分")), ("no", _("不予扣分"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=_("决定理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AppealDecisionForm(forms.Form):
    """What came of an appeal."""

    upholds_points = forms.TypedChoiceField(
        label=_("复核结果"),
        choices=[("yes", _("维持扣分")), ("no", _("撤销扣分"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("复核意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ReplyForm(forms.Form):
    """The party's side."""

    reply = forms.CharField(label=_("陈述申辩"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))


class AppealForm(forms.Form):
    """Why the party appeals."""

    appeal = forms.CharField(label=_("申诉理由"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
