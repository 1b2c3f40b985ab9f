"""Forms of the register of experts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party, User
from marketplace.catalogue.models import ServiceCategory
from marketplace.experts.queries import unlisted_people


class SpecialitiesForm(forms.Form):
    """For which categories an expert can be drawn."""

    specialities = forms.ModelMultipleChoiceField(
        label=_("评审专业"), queryset=ServiceCategory.objects.order_by("code"), widget=forms.CheckboxSelectMultiple
    )


class ExpertForm(SpecialitiesForm):
    """A new entry of the register."""

    user = forms.ModelChoiceField(label=_("专家"), queryset=User.objects.none(), help_text=_("须有经核验的专家身份。"))
    uscc = forms.CharField(
        label=_("工作单位统一社会信用代码"), max_length=18, required=False, help_text=_("本单位的项目不抽取该专家。")
    )
    title = forms.CharField(label=_("职称"), max_length=60, required=False)
    field_order = ["user", "uscc", "title", "specialities"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = unlisted_people()

    def clean_uscc(self) -> Party | None:
        """The employer that the code names."""
        return party_of(self.cleaned_data["uscc"])


class RestForm(forms.Form):
    """Why an expert is taken out of the draws, or put back."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RecusalForm(forms.Form):
    """A party that an expert does not judge."""

    uscc = forms.CharField(label=_("回避单位统一社会信用代码"), max_length=18)
    reason = forms.CharField(
        label=_("回避事由"), max_length=200, help_text=_("例如：近三年内任职、持股、近亲属在该单位任职。")
    )

    def clean_uscc(self) -> Party | None:
        """The party that the code names."""
        return party_of(self.cleaned_data["uscc"])


def party_of(code: str) -> Party | None:
    """The party of a credit code, None for a blank. Raises ValidationError when there is none."""
    if not code.strip():
        return None
    found = Party.objects.filter(uscc=code.strip().upper()).first()
    if found is None:
        raise forms.ValidationError(_("未找到该信用代码的单位。"))
    return found
