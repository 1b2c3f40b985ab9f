"""Forms of cases: what to ask whom, how a case ends, and a party's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party


class QuestionForm(forms.Form):
    """What a party is asked."""

    party = forms.ModelChoiceField(label=_("询问单位"), queryset=Party.objects.none(), empty_label=None)
    question = forms.CharField(
        label=_("请说明的问题"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("对事不对人：写明线索中的事实，请对方说明原因。对方有 5 个工作日。"),
    )

    def __init__(self, *args: Any, parties: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].queryset = Party.objects.filter(pk__in=parties).order_by("name")  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """How a case ends."""

    CLOSE = "close"
    MOVE = "pass_on"

    how = forms.ChoiceField(
        label=_("办结方式"),
        choices=[(CLOSE, _("了结：已有合理解释或未发现问题")), (MOVE, _("移送有权处理的单位"))],
        widget=forms.RadioSelect,
        initial=CLOSE,
    )
    passed_to = forms.CharField(label=_("移送单位"), max_length=100, required=False)
    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(forms.Form):
    """What a party says."""

    answer = forms.CharField(label=_("说明"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
