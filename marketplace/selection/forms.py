"""Forms of selection: the judgement on a low price, and a draw's public number."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
