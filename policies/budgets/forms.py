"""What is entered about budgets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from cms.kernel.people.models import Party
from policies.budgets.states import FundingLevel, TransferKind


class LineForm(forms.Form):
    """A new budget line."""

    fiscal_year = forms.IntegerField(label=_("预算年度"), min_value=2000, max_value=2100)
    code = forms.CharField(label=_("预算编号"), max_length=40)
    level = forms.ChoiceField(label=_("资金层级"), choices=FundingLevel.choices, initial=FundingLevel.COUNTY)
    name = forms.CharField(label=_("预算名称"), max_length=200)
    department = forms.ModelChoiceField(label=_("主管部门"), queryset=Party.objects.filter(is_department=True))


class ChangeForm(forms.Form):
    """An appropriation, raise or cut by a document."""

    kind = forms.ChoiceField(
        label=_("事项"),
        choices=[(kind.value, kind.label) for kind in (TransferKind.APPROPRIATE, TransferKind.RAISE, TransferKind.CUT)],
    )
    amount = YuanField(label=_("金额（元）"))
    document = forms.CharField(label=_("文号"), max_length=60)
