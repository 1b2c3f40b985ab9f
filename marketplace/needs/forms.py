"""Forms of owners for their needs, and the filter of the public list."""

from collections import Counter
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.display import comma_text
from cms.kernel.fields import MomentField, YuanField
from cms.kernel.models import Party
from cms.kernel.money import from_fen, to_fen
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.needs.models import Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.rules import PAPER_SIZES_MB, offered_methods
from marketplace.needs.services import USUAL_VALIDITY, NeedTerms
from marketplace.needs.states import PUBLIC_STATES, BarReason, Method, NeedState, Quote, Regime, Tie

PANELS = (Method.SCORED, Method.INVITED, Method.SEPARATION)
ONLY_FOR: dict[str, tuple[Method, ...]] = {
    "serves_approval": (Method.DIRECT,),
    "tie": (Method.LOWEST_PRICE,),
    "step": (Method.REVERSE_AUCTION,),
    "turn_minutes": (Method.REVERSE_AUCTION,),
    "basis": (Method.AVERAGE_PRICE, Method.SEPARATION),
    "price_points": PANELS,
    "criteria": PANELS,
    "credit_floor": (Method.CREDIT_PREFERRED,),
    "long_size": (Method.CREDIT_PREFERRED,),
    "short_size": (Method.CREDIT_PREFERRED,),
    "papers_mb": tuple(method for method in Method if method != Method.DRAW),
    "named": (Method.DIRECT, Method.INVITED),
    "reason": (Method.DIRECT, Method.INVITED),
}
"""The fields that only some methods ask for."""

FIRST = ("service_type", "title", "description", "ceiling", "regime", "method", "quote")
"""The fields before those of the method."""

PLAIN_FIELDS = (
    "description",
    "ceiling",
    "regime",
    "method",
    "quote",
    "service_days",
    "bid_valid_days",
    "closes_at",
    "opens_at",
    "splitting_note",
)
"""The fields that a need keeps under their own names."""

PARTICULAR = tuple(name for name in ONLY_FOR if name in Particulars.__dataclass_fields__)


BARRED_AS = {
    "barred": BarReason.WROTE_SPECIFICATION,
    "handlers": BarReason.HANDLES_NEED,
    "affiliates": BarReason.AFFILIATED,
}
"""The fields that name who has to step aside, and why."""

Barred = list[tuple[Party, BarReason]]


class NeedFilter(forms.Form):
    """Which needs to list."""

    q = forms.CharField(label=_("项目或业主名称"), max_length=60, required=False)
    category = forms.ModelChoiceField(
        label=_("服务类别"),
        queryset=ServiceCategory.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label=_("全部类别"),
    )
    method = forms.ChoiceField(label=_("选取方式"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, state.label) for state in NeedState if state in PUBLIC_STATES]
        methods = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["state"] = forms.ChoiceField(
            label=_("状态"), required=False, choices=[("", _("全部状态")), *states]
        )
        self.fields["method"] = forms.ChoiceField(
            label=_("选取方式"), required=False, choices=[("", _("全部方式")), *methods]
        )


class NeedForm(forms.Form):
    """A need on one page; everything but the declaration is kept in a draft."""

    service_type = forms.ModelChoiceField(
        label=_("服务事项"), queryset=ServiceType.objects.filter(department__isnull=False).order_by("code")
    )
    title = forms.CharField(label=_("项目名称"), max_length=200)
    description = forms.CharField(
        label=_("服务内容与要求"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    ceiling = YuanField(label=_("最高限价（元）"), help_text=_("随机抽取的项目，此价即为成交价。"))
    regime = forms.ChoiceField(
        label=_("适用制度"),
        choices=Regime.choices,
        initial=Regime.MARKET,
        required=False,
        help_text=_("依法必须招标和纳入政府采购的项目，选取方式、公告时间、异议（质疑）与投诉期限按相应法律执行。"),
    )
    method = forms.ChoiceField(label=_("选取方式"))
    quote = forms.ChoiceField(label=_("报价方式"), choices=Quote.choices, initial=Quote.AMOUNT)
    service_days = forms.IntegerField(label=_("服务期限（天）"), min_value=1, max_value=3650, initial=30)
    bid_valid_days = forms.IntegerField(
        label=_("报价有效期（天）"),
        min_value=1,
        max_value=365,
        initial=90,
        required=False,
        help_text=_("自开启之日起计算。投标保函的有效期不得短于报价有效期。"),
    )
    closes_at = MomentField(label=_("报价截止时间"))
    opens_at = MomentField(label=_("开启时间"), required=False, help_text=_("留空则截止后立即开启。"))
    barred = forms.CharField(
        label=_("参与编制本项目需求文件的单位"),
        required=False,
        help_text=_("每行一个统一社会信用代码。这些单位不得参加本项目。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    handlers = forms.CharField(
        label=_("代理本项目采购事务的单位"),
        required=False,
        help_text=_("受托编制公告、组织采购的代理机构，每行一个统一社会信用代码。代理机构不得参加其代理的项目。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    affiliates = forms.CharField(
        label=_("与本单位存在隶属或利害关系的单位"),
        required=False,
        help_text=_("每行一个统一社会信用代码。这些单位不得参加本项目。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    serves_approval = forms.BooleanField(label=_("属于本机关在行政审批过程中委托的技术性服务"), required=False)
    tie = forms.ChoiceField(
        label=_("同价（同分）时的处理"), required=False, choices=[("", _("按该方式的一般规则")), *Tie.choices]
    )
    step = YuanField(
        label=_("每次最低降价幅度（元）"), required=False, help_text=_("轮到的机构须比当前最低价至少再低这个数。")
    )
    turn_minutes = forms.IntegerField(
        label=_("每轮应答时间（分钟）"), min_value=1, max_value=1440, required=False, initial=10
    )
    basis = forms.CharField(
        label=_("采用该方式的依据"),
        max_length=300,
        required=False,
        help_text=_("写明法律、法规或本地制度的名称、文号和条款。"),
    )
    price_points = forms.IntegerField(label=_("价格分"), min_value=0, max_value=99, required=False, initial=30)
    criteria = forms.CharField(
        label=_("评分项"),
        required=False,
        help_text=_("每行一项，先写名称，空一格写分值，例如：技术方案 40。价格分与各项合计 100 分。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    credit_floor = forms.IntegerField(label=_("信用分下限"), min_value=0, max_value=999, required=False, initial=60)
    long_size = forms.IntegerField(label=_("按信用初选家数"), min_value=2, max_value=50, required=False, initial=6)
    short_size = forms.IntegerField(label=_("抽取入围家数"), min_value=2, max_value=20, required=False, initial=3)
    papers_mb = forms.TypedChoiceField(
        label=_("报价文件"),
        choices=[(0, _("不收文件"))]
        + [(size, _("合计不超过 %(size)s MB") % {"size": size}) for size in PAPER_SIZES_MB[1:]],
        coerce=int,
        initial=0,
        required=False,
        help_text=_("每份报价的文件都加密填充为同一大小，有无文件、文件多大，开启前均无从得知。"),
    )
    named = forms.CharField(
        label=_("选定或受邀的中介机构"),
        required=False,
        help_text=_("每行一个统一社会信用代码或机构全称。直接选取填一家，邀请选取至少三家。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("选定或邀请的理由"),
        max_length=500,
        required=False,
        help_text=_("随公告公开。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    splitting_note = forms.CharField(
        label=_("同类项目分次采购说明"),
        max_length=500,
        required=False,
        help_text=_("本年度同类采购合计达到限额时必填。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    document = forms.FileField(
        label=_("附件"), required=False, help_text=_("PDF、PNG、JPEG、DOCX 或 XLSX，随公告公开。")
    )
    declares_recusal = forms.BooleanField(
        label=_("本单位经办人承诺：与潜在中介机构不存在应当回避的关系，未限定或指定特定机构。"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["method"] = forms.ChoiceField(
            label=_("选取方式"),
            choices=offered,
            help_text=_("竞价为密封报价，开启前任何人都看不到报价和报价单位。"),
            widget=forms.Select(attrs={"data-chooses": "method"}),
        )
        self.order_fields([*FIRST, *ONLY_FOR])
        for name, methods in ONLY_FOR.items():
            self.fields[name].widget.attrs["data-only-for"] = " ".join(methods)

    def clean_barred(self) -> Barred:
        """The parties of the codes, each barred for having written the specification."""
        return self._barred("barred", BarReason.WROTE_SPECIFICATION)

    def clean_handlers(self) -> Barred:
        """The parties of the codes, each barred for handling the procurement."""
        return self._barred("handlers", BarReason.HANDLES_NEED)

    def clean_affiliates(self) -> Barred:
        """The parties of the codes, each barred for its tie to the owner."""
        return self._barred("affiliates", BarReason.AFFILIATED)

    def _barred(self, name: str, reason: BarReason) -> Barred:
        codes = self.cleaned_data[name].upper().split()
        known = {party.uscc: party for party in Party.objects.filter(uscc__in=codes)}
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(
                _("未找到以下信用代码：%(codes)s。"), params={"codes": comma_text().join(unknown)}
            )
        return [(known[code], reason) for code in codes]

    def clean_named(self) -> list[Party]:
        """The parties of the lines, by code or by full name."""
        lines = [line.strip() for line in self.cleaned_data["named"].splitlines() if line.strip()]
        found = list(Party.objects.filter(Q(uscc__in=[line.upper() for line in lines]) | Q(name__in=lines)))
        names = Counter(party.name for party in found)
        if shared := [line for line in dict.fromkeys(lines) if names[line] > 1]:
            told = _("有多家单位名称相同，请改填统一社会信用代码：%(names)s。")
            raise forms.ValidationError(told, params={"names": comma_text().join(shared)})
        known = {party.uscc: party for party in found} | {party.name: party for party in found}
        unknown = [line for line in lines if line not in known and line.upper() not in known]
        if unknown:
            raise forms.ValidationError(_("未找到以下机构：%(codes)s。"), params={"codes": comma_text().join(unknown)})
        return [known.get(line) or known[line.upper()] for line in lines]

    def clean_criteria(self) -> tuple[Criterion, ...]:
        """One criterion a line: its name, a space, its points."""
        lines = [line.strip() for line in self.cleaned_data["criteria"].splitlines() if line.strip()]
        split = [line.rsplit(maxsplit=1) for line in lines]
        wrong = [line for line, parts in zip(lines, split, strict=True) if len(parts) < 2 or not is_points(parts[1])]
        if wrong:
            raise forms.ValidationError(_("以下各行缺少分值：%(lines)s。"), params={"lines": comma_text().join(wrong)})
        return tuple(Criterion(name[:60], int(points)) for name, points in split)

    def terms(self) -> NeedTerms:
        """What was filled in; what the chosen method does not ask for is left out."""
        entered = dict(self.cleaned_data)
        method = Method(entered["method"])
        special = {name: entered[name] for name in PARTICULAR if method in ONLY_FOR[name] and entered[name]}
        if method == Method.REVERSE_AUCTION and entered["step"]:
            special["step_fen"] = to_fen(entered["step"])
        kept = {name: value for name, value in entered.items() if name in NeedTerms.__dataclass_fields__}
        kept["bid_valid_days"] = entered["bid_valid_days"] or USUAL_VALIDITY
        kept["regime"] = Regime(entered["regime"] or Regime.MARKET)
        kept |= {"method": method, "quote": Quote(entered["quote"]), "particulars": Particulars(**special)}
        if method not in ONLY_FOR["named"]:
            kept["named"] = ()
        kept["barred"] = [*entered["barred"], *entered["handlers"], *entered["affiliates"]]
        return NeedTerms(**kept)


def is_points(text: str) -> bool:
    """Whether the text can be the points of a criterion: a whole number of at most three digits."""
    return text.isdecimal() and len(text) <= 3


def filled_from(need: Need) -> dict[str, object]:
    """A draft as the form's initial values."""
    values: dict[str, object] = {name: getattr(need, name) for name in PLAIN_FIELDS}
    bars = [(bar.reason, bar.party.uscc) for bar in need.procurement.bars.select_related("party").order_by("pk")]
    barred = {name: "\n".join(code for why, code in bars if why == reason) for name, reason in BARRED_AS.items()}
    special = Particulars.read(need.particulars)
    values |= {name: getattr(special, name) for name in PARTICULAR if name != "criteria"}
    values |= {
        "criteria": "\n".join(f"{criterion.name} {criterion.points}" for criterion in special.criteria),
        "step": from_fen(special.step_fen) if special.step_fen else None,
        "named": "\n".join(need.invitations.values_list("party__name", flat=True)),
        "serves_approval": need.serves_approval,
    }
    return values | barred | {"service_type": need.service_type, "title": need.title}


class CancelForm(forms.Form):
    """Why a need is withdrawn."""

    reason = forms.CharField(label=_("取消原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(forms.Form):
    """Until when, and why, a need stays open longer."""

    closes_at = MomentField(label=_("新的报价截止时间"))
    reason = forms.CharField(label=_("延期原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RepostForm(forms.Form):
    """What is different when a failed need is posted again."""

    review_note = forms.CharField(
        label=_("条款复核"),
        max_length=500,
        help_text=_("说明对资质要求、限价和期限的复核结果，以及本次作出的调整。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ceiling = YuanField(label=_("最高限价（元）"))
    method = forms.ChoiceField(label=_("选取方式"))
    closes_at = MomentField(label=_("报价截止时间"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(method.value, method.label) for method in offered_methods(business_today())]
        self.fields["method"] = forms.ChoiceField(label=_("选取方式"), choices=offered)
