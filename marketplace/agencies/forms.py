"""Forms of agencies and of those who review them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import DayField
from marketplace.catalogue.models import ServiceCategory, ServiceType


class AgencyFilter(forms.Form):
    """Which agencies to list."""

    q = forms.CharField(label=_("机构名称或信用代码"), max_length=60, required=False)
    type = forms.ModelChoiceField(
        label=_("服务事项"),
        queryset=ServiceType.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label=_("全部服务事项"),
    )


class CoverageFilter(forms.Form):
    """Which part of the coverage board to show."""

    category = forms.ModelChoiceField(
        label=_("服务类别"),
        queryset=ServiceCategory.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label=_("全部类别"),
    )


class AgencyForm(forms.Form):
    """What an agency says about itself when it comes to the market."""

    legal_person = forms.CharField(label=_("法定代表人"), max_length=60)
    legal_person_number = forms.CharField(
        label=_("法定代表人身份证件号码"),
        max_length=18,
        required=False,
        help_text=_("仅用于核查关联关系，系统只保存不可还原的校验值。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact_name = forms.CharField(label=_("联系人"), max_length=60)
    contact_mobile = forms.CharField(label=_("联系电话"), max_length=20)
    address = forms.CharField(label=_("住所"), max_length=200, required=False)
    introduction = forms.CharField(
        label=_("机构简介"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AccountForm(forms.Form):
    """The account to which an agency is paid."""

    account_number = forms.CharField(
        label=_("结算账户账号"),
        max_length=40,
        help_text=_("仅用于核查关联关系，系统只保存不可还原的校验值。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class CertificateForm(forms.Form):
    """One qualification certificate."""

    name = forms.CharField(label=_("证书名称"), max_length=100)
    number = forms.CharField(label=_("证书编号"), max_length=60)
    grade = forms.CharField(label=_("资质等级"), max_length=30, required=False)
    issuer = forms.CharField(label=_("发证机关"), max_length=100)
    valid_until = DayField(label=_("有效期至"), required=False, help_text=_("含当日；长期有效的留空。"))
    scan = forms.FileField(label=_("证书扫描件"), required=False, help_text=_("PDF、PNG 或 JPEG。"))


CertificateFormSet = forms.formset_factory(CertificateForm, min_num=1, max_num=5, extra=1, validate_min=True)


class ProfessionalForm(forms.Form):
    """One of the agency's professional people."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    qualification = forms.CharField(
        label=_("执业（职业）资格"), max_length=60, help_text=_("与证书一致，例如：注册测绘师、一级造价工程师。")
    )
    certificate_number = forms.CharField(
        label=_("证书编号"), max_length=60, help_text=_("填写证书编号或注册号，不要填写身份证件号码。")
    )
    valid_until = DayField(label=_("有效期至"), required=False, help_text=_("含当日；长期有效的留空。"))
    is_registered_here = forms.BooleanField(label=_("现注册在本机构"), required=False)


class StatementEndForm(forms.Form):
    """Since when somebody does not stand among the agency's people."""

    ended_on = DayField(label=_("终止日期"), help_text=_("人员离开或证书失效之日。"))


class DecisionForm(forms.Form):
    """What a reviewer writes beside a decision."""

    reason = forms.CharField(
        label=_("审核意见"),
        max_length=500,
        required=False,
        help_text=_("退回或不予通过时必填，申请单位可以看到。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SuspensionForm(forms.Form):
    """Why an agency as a whole is suspended, or restored."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
