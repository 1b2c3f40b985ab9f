"""What an enterprise confirms, and what a department decides."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import is_chinese
from policies.grants.queries import offered_accounts
from policies.grants.states import Means, Outcome
from policies.registry.kinds import department_label
from policies.registry.models import BankAccount, Enterprise, ScaleClass
from policies.registry.states import AccountState

if TYPE_CHECKING:
    AccountField = forms.ModelChoiceField[BankAccount]
else:
    AccountField = forms.ModelChoiceField


class AccountChoice(AccountField):
    """One of the enterprise's accounts; only its last digits are shown."""

    def label_from_instance(self, obj: BankAccount) -> str:
        """Bank and masked number; of an account that a department has of the enterprise, from whom it is."""
        told = f"{obj.bank_name} {obj.number}"
        if obj.state == AccountState.VERIFIED:
            return told
        department = department_label(obj.source, "zh" if is_chinese() else "en")
        return gettext("%(account)s（%(department)s提供，确认后启用）") % {"account": told, "department": department}


class TermsForm(forms.Form):
    """Scale class and account, filled in as far as the house knows them, and the enterprise's word for it."""

    scale = forms.ChoiceField(
        label=_("企业划型"),
        choices=ScaleClass.choices,
        widget=forms.RadioSelect,
        help_text=_("按最近年度数据测算，如有不符请更正。"),
    )
    account = AccountChoice(
        label=_("收款账户"),
        queryset=BankAccount.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("仅显示已核实或部门提供、户名与企业名称一致的账户。请核对尾号，不是本企业账户的不要选择。"),
    )
    agrees = forms.BooleanField(label=_("本企业确认以上金额、划型和账户无误，所涉数据真实。"))

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        kwargs.setdefault("initial", terms_known(enterprise))
        super().__init__(*args, **kwargs)
        offer_accounts(self, enterprise)


def terms_known(enterprise: Enterprise) -> dict[str, Any]:
    """Scale class and account as far as the house knows them."""
    account = offered_accounts(enterprise.pk, enterprise.party.name).first()
    return {"scale": enterprise.computed_scale or enterprise.declared_scale, "account": account}


def offer_accounts(form: forms.Form, enterprise: Enterprise) -> None:
    """The form's account is one of those to which money may be sent."""
    field = form.fields["account"]
    assert isinstance(field, AccountChoice)
    field.queryset = offered_accounts(enterprise.pk, enterprise.party.name)


class AccountForm(forms.Form):
    """A new account in the enterprise's own name; somebody of a department verifies it before it is used."""

    bank_name = forms.CharField(label=_("开户行"), max_length=200, help_text=_("写到支行，例如：中国银行云川支行。"))
    bank_code = forms.CharField(
        label=_("联行号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("开户行的 12 位支付系统行号，可向开户行查询。"),
    )
    number = forms.CharField(
        label=_("账号"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )


class ContactForm(forms.Form):
    """How the ticked enterprises were contacted and what came of it."""

    means = forms.ChoiceField(
        label=_("联系方式"), choices=[(each.value, each.label) for each in Means if each is not Means.MESSAGE]
    )
    outcome = forms.ChoiceField(
        label=_("联系结果"), choices=[(each.value, each.label) for each in Outcome if each is not Outcome.SENT]
    )
    note = forms.CharField(label=_("备注"), max_length=300, required=False, help_text=_("不要填写账号等敏感信息。"))


class GrantReasonForm(forms.Form):
    """Why a grant is taken back or opened again."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("企业可以看到。")
    )
