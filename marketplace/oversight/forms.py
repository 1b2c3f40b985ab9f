"""The form of the savings page: a period, and by what the savings are cut."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.oversight.savings import Dimension
from marketplace.trade.forms import PeriodForm


class SavingsForm(PeriodForm):
    """A period, the dimension looked at, and the values already chosen, which travel along unseen."""

    by = forms.ChoiceField(label=_("统计口径"), choices=Dimension.choices, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        asked = data.copy() if data is not None else {}
        if asked.get("by") not in Dimension.values:
            asked["by"] = Dimension.CATEGORY.value
        super().__init__(asked, **options)
        for dimension in Dimension:
            if asked.get(dimension.value):
                self.fields[dimension.value] = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    @property
    def chosen(self) -> dict[str, str]:
        """The chosen value of each narrowed dimension."""
        return {each.value: self.cleaned_data[each.value] for each in Dimension if self.cleaned_data.get(each.value)}
