"""Forms of the registers: what is typed is handed to the services, which check, keep what stood, and leave events."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.kernel.display import bracketed_text
from cms.kernel.errors import Refused
from cms.kernel.fields import DayField
from cms.kernel.models import DayChange, Party
from cms.kernel.people.models import PartyKind
from cms.kernel.people.services import register_party, rename_department
from cms.kernel.workdays.services import approve_day, propose_day, refuse_day
from policies.registry.codes import CodeEdition, CodeSet
from policies.registry.facts import FactKind
from policies.registry.keeping import (
    KEPT_BY_HAND,
    define_fact,
    end_in_catalogue,
    end_on_list,
    enter_figure,
    enter_in_catalogue,
    enter_on_list,
)
from policies.registry.kinds import vocabulary
from policies.registry.models import CatalogueEntry, Enterprise, ListMembership, SeriesPoint
from policies.rules.facts import Kind
from policies.rules.vocabulary import DEPARTMENTS
from policies.rules.wording.terms import GRAINS, KINDS


def reader() -> str:
    """The language of the person, as the rule language names it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def codes_of(kind: Kind) -> list[tuple[str, str]]:
    """The registers of a kind with their names."""
    found = ((code, one.label.in_language(reader())) for code, one in vocabulary().items() if one.kind is kind)
    return [(code, f"{name}{bracketed_text(code)}") for code, name in found]


def code_sets() -> list[str]:
    """The code sets that a fact may name, as such and by edition."""
    return sorted({*CodeSet.values, *(edition.name for edition in CodeEdition.objects.all())})


class KeptForm(WagtailAdminModelForm):
    """A form whose saving is a service's act; a refusal is shown on the form."""

    class Meta:
        fields: ClassVar[list[str]] = []

    def keep(self) -> Model:
        """The service's act; returns what now stands."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        """The services check, not the model: what stands in the row is theirs to write."""

    def clean(self) -> dict[str, Any]:
        """Acts when everything was filled in, so that a refusal can still be told on the form."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.kept = self.keep()
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """What the service made."""
        self.instance = self.kept
        return self.kept


class DepartmentForm(KeptForm):
    """A department's code and names; the code is given once."""

    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=18)
    name = forms.CharField(label=_("单位名称"), max_length=200)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    name_en = forms.CharField(
        label=_("英文名称"), max_length=200, required=False, help_text=_("显示在英文页面；留空则显示中文名称。")
    )

    class Meta(KeptForm.Meta):
        model = Party

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.instance.pk:
            self.fields["uscc"].disabled = True
            for name in ("uscc", "name", "short_name", "name_en"):
                self.fields[name].initial = getattr(self.instance, name)

    def keep(self) -> Model:
        """Registered, or renamed."""
        data = self.cleaned_data
        names = {name: data[name] for name in ("name", "short_name", "name_en")}
        if self.instance.pk:
            return rename_department(party_id=self.instance.pk, by=self.for_user, **names)
        return register_party(uscc=data["uscc"], kind=PartyKind.ORGAN, is_department=True, by=self.for_user, **names)


class FactKindForm(KeptForm):
    """A fact of the county's own."""

    code = forms.CharField(
        label=_("代码"), max_length=60, help_text=_("小写字母、数字和下划线，用点分段，如 water.used。")
    )
    label_zh = forms.CharField(label=_("名称"), max_length=100)
    label_en = forms.CharField(label=_("英文名称"), max_length=100)
    kind = forms.ChoiceField(label=_("值类型"))
    grain = forms.ChoiceField(label=_("周期"))
    source = forms.ChoiceField(label=_("来源部门"), required=False)
    unit_zh = forms.CharField(label=_("计量单位"), max_length=20, required=False)
    unit_en = forms.CharField(label=_("英文单位"), max_length=20, required=False)
    max_age_days = forms.IntegerField(label=_("有效天数"), min_value=1, required=False)
    code_set = forms.ChoiceField(label=_("代码集"), required=False)
    tax_linked = forms.BooleanField(label=_("与税收挂钩"), required=False)
    place_linked = forms.BooleanField(label=_("与注册地挂钩"), required=False)

    class Meta(KeptForm.Meta):
        model = FactKind

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = reader()
        choices = {
            "kind": [(kind.value, KINDS[kind].in_language(language)) for kind in Kind if kind in KEPT_BY_HAND],
            "grain": [(grain.value, label.in_language(language)) for grain, label in GRAINS.items()],
            "code_set": [("", "—"), *((name, name) for name in code_sets())],
            "source": [("", "—"), *((code, label.in_language(language)) for code, label in DEPARTMENTS.items())],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered
        if self.instance.pk:
            self.fields["code"].disabled = True
            for name, field in self.fields.items():
                field.initial = getattr(self.instance, name)

    def keep(self) -> Model:
        """Defined, or corrected."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "code"}
        return define_fact(code=self.cleaned_data["code"], values=values, by=self.for_user)


class ListMembershipForm(KeptForm):
    """An enterprise put on a list; afterwards only the end is set."""

    list_code = forms.ChoiceField(label=_("名单"))
    uscc = forms.CharField(label=_("企业的统一社会信用代码"), max_length=18)
    valid_from = DayField(label=_("列入日期"))
    valid_until = DayField(
        label=_("移出日期"), required=False, help_text=_("自这一天起不在名单上；与列入日期相同，即从未列入。")
    )

    class Meta(KeptForm.Meta):
        model = ListMembership

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["list_code"].choices = codes_of(Kind.LIST)
        standing: Any = self.instance
        if standing.pk:
            for name in ("list_code", "uscc", "valid_from"):
                self.fields[name].disabled = True
            self.fields["valid_until"].required = True
            self.initial |= {"list_code": standing.list_code, "uscc": standing.enterprise.uscc,
                             "valid_from": standing.valid_from, "valid_until": standing.valid_until}  # fmt: skip
        else:
            del self.fields["valid_until"]

    def keep(self) -> Model:
        """Entered, or ended."""
        data = self.cleaned_data
        if self.instance.pk:
            return end_on_list(entry_id=self.instance.pk, valid_until=data["valid_until"], by=self.for_user)
        enterprise = Enterprise.objects.filter(party__uscc=data["uscc"].strip().upper()).first()
        if enterprise is None:
            raise ValidationError({"uscc": _("企业库中没有这家企业。")})
        return enter_on_list(
            list_code=data["list_code"], enterprise=enterprise, valid_from=data["valid_from"], by=self.for_user
        )


class CatalogueEntryForm(KeptForm):
    """A code put into a catalogue; afterwards only the end is set."""

    catalogue = forms.ChoiceField(label=_("目录"))
    entry = forms.CharField(label=_("代码"), max_length=20)
    valid_from = DayField(label=_("生效日期"))
    valid_until = DayField(label=_("失效日期"), required=False)

    class Meta(KeptForm.Meta):
        model = CatalogueEntry

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["catalogue"].choices = codes_of(Kind.CATALOGUE)
        if self.instance.pk:
            for name in ("catalogue", "entry", "valid_from"):
                self.fields[name].disabled = True
            self.fields["valid_until"].required = True
            self.initial |= {name: getattr(self.instance, name) for name in self.fields}
        else:
            del self.fields["valid_until"]

    def keep(self) -> Model:
        """Entered, or ended."""
        data = self.cleaned_data
        if self.instance.pk:
            return end_in_catalogue(entry_id=self.instance.pk, valid_until=data["valid_until"], by=self.for_user)
        return enter_in_catalogue(
            catalogue=data["catalogue"], entry=data["entry"], valid_from=data["valid_from"], by=self.for_user
        )


class SeriesPointForm(KeptForm):
    """A figure from a day on; the same day again supersedes."""

    series = forms.ChoiceField(label=_("序列"))
    valid_from = DayField(label=_("生效日期"))
    value = forms.DecimalField(
        label=_("数值"), max_digits=18, decimal_places=6, help_text=_("比例用小数填写，如 3.55% 填 0.0355。")
    )

    class Meta(KeptForm.Meta):
        model = SeriesPoint

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["series"].choices = codes_of(Kind.SERIES)

    def keep(self) -> Model:
        """Entered."""
        return enter_figure(**self.cleaned_data, by=self.for_user)


WORKED: dict[str, bool | None] = {"worked": True, "free": False, "published": None}


class DayChangeForm(KeptForm):
    """A day proposed by one person; opened by another, it is decided."""

    day = DayField(label=_("日期"))
    wanted = forms.ChoiceField(
        label=_("调整为"),
        choices=[("worked", _("上班")), ("free", _("休息")), ("published", _("按国务院公布的安排"))],
    )
    reason = forms.CharField(label=_("依据"), max_length=200)
    decision = forms.ChoiceField(
        label=_("复核意见"), choices=[("approve", _("同意，立即生效")), ("refuse", _("不同意"))]
    )

    class Meta(KeptForm.Meta):
        model = DayChange

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        standing: Any = self.instance
        if standing.pk:
            for name in ("day", "wanted", "reason"):
                self.fields[name].disabled = True
            wanted = next(name for name, value in WORKED.items() if value is standing.is_working)
            self.initial |= {"day": standing.day, "wanted": wanted, "reason": standing.reason}
        else:
            del self.fields["decision"]

    def keep(self) -> Model:
        """Proposed, or decided."""
        data = self.cleaned_data
        if self.instance.pk:
            decide = approve_day if data["decision"] == "approve" else refuse_day
            return decide(change_id=self.instance.pk, by=self.for_user)
        return propose_day(day=data["day"], is_working=WORKED[data["wanted"]], reason=data["reason"], by=self.for_user)
