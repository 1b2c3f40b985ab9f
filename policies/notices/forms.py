"""What is said against a line of a notice, and the department's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from cms.kernel.people.models import Party
from policies.notices.models import Notice, NoticeLine
from policies.notices.petitions import PROCEDURES, PetitionKind, PetitionState


class ObjectionForm(forms.Form):
    """A named objection to one line, with its grounds and, where there is any, evidence."""

    line = forms.ModelChoiceField(label=_("有异议的企业"), queryset=NoticeLine.objects.none(), empty_label=_("请选择"))
    name = forms.CharField(
        label=_("您的姓名或单位名称"),
        max_length=60,
        help_text=_("须实名，不受理匿名异议；姓名和联系方式加密保存，不对外公开。"),
    )
    contact = forms.CharField(label=_("联系电话或邮箱"), max_length=100)
    grounds = forms.CharField(label=_("异议理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    evidence = forms.FileField(label=_("证明材料"), required=False, help_text=_("PDF 或图片。"))

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = notice.lines.order_by("pk")


class AnswerForm(forms.Form):
    """The department's decision on an objection, with its written answer."""

    outcome = forms.ChoiceField(
        label=_("处理结果"),
        choices=[
            ("rejected", _("异议不成立，继续兑付")),
            ("corrected", _("异议成立，更正金额后再次公示")),
            ("upheld", _("异议成立，撤销兑付")),
        ],
        widget=forms.RadioSelect,
    )
    amount = YuanField(label=_("更正后的金额"), required=False, help_text=_("仅更正金额时填写。"))
    answer = forms.CharField(label=_("处理意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def clean(self) -> dict[str, Any]:
        """A corrected amount is given with a correction, and only then."""
        entered = super().clean() or {}
        if entered.get("outcome") == "corrected" and entered.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("请填写更正后的金额。"))
        return entered


class PetitionForm(forms.Form):
    """A complaint or a report: about which department, what happened, and who says so."""

    department = forms.ModelChoiceField(label=_("涉及部门"), queryset=Party.objects.none(), empty_label=_("请选择"))
    notice = forms.ModelChoiceField(
        label=_("相关公示"), queryset=Notice.objects.none(), required=False, empty_label=_("与公示无关")
    )
    grounds = forms.CharField(label=_("事实和理由"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    evidence = forms.FileField(label=_("证明材料"), required=False, help_text=_("PDF 或图片。"))
    name = forms.CharField(label=_("您的姓名或单位名称"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系电话或邮箱"), max_length=100, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department, notice = self.fields["department"], self.fields["notice"]
        assert isinstance(department, forms.ModelChoiceField)
        assert isinstance(notice, forms.ModelChoiceField)
        department.queryset = Party.objects.filter(is_department=True).order_by("name")
        notice.queryset = Notice.objects.select_related("decision__version").order_by("-pk")
        is_named = PROCEDURES[PetitionKind(kind)].is_named
        for field in (self.fields["name"], self.fields["contact"]):
            field.required = is_named
        if not is_named:
            self.fields["name"].help_text = _("举报可以匿名；填写的信息加密保存，仅监督人员可见。")


class FollowForm(forms.Form):
    """Number and code of a complaint or report."""

    number = forms.CharField(label=_("受理号"), max_length=20)
    code = forms.CharField(label=_("查询码"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class HandleForm(forms.Form):
    """What is done about a complaint or report at its stage."""

    act = forms.ChoiceField(label=_("办理"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("理由或答复"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("不予受理或答复时必填，提出人可以看到。"),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        act = self.fields["act"]
        assert isinstance(act, forms.ChoiceField)
        if state == PetitionState.RECEIVED:
            act.choices = [("accept", _("予以受理")), ("decline", _("不予受理"))]
        else:
            act.choices = [("answer", _("答复"))]
            act.initial = "answer"
