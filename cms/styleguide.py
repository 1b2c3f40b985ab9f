"""The living catalogue at /styleguide/: every component with ordinary, long, empty, wrong and huge content."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import public
from cms.kernel.charts import Chart, Kind, Series, Unit
from cms.kernel.clock import business_now
from cms.kernel.fields import DayField, UsccField, YuanField
from cms.kernel.money import yuan
from cms.kernel.rows import Column, RowsField, Sum

LONG_NAME = _("云川县经济开发区新能源汽车关键零部件智能制造产业技术研究院（有限合伙）第一分公司")
MONTHS = [_("%(n)s月") % {"n": n} for n in range(1, 10)]

CHANGES = [
    (_("奖励标准"), _("一次性奖励10万元"), _("一次性奖励20万元")),
    (_("有效期"), None, _("2023年12月31日")),
    (_("牵头部门"), _("县科学技术局"), _("县科学技术局")),
]
ICONS = "home search bell calendar-event cash building-bank gavel scale list-check file-text upload download lock clock"
TABS = [
    ("?tab=open", _("报价中"), 9, True),
    ("?tab=review", _("待审核"), 0, False),
    ("?tab=done", _("已完成"), 273, False),
]
FACTS = [(_("业主单位"), LONG_NAME), (_("服务类型"), _("工程测绘")), (_("合同期限"), None)]
TONES = [
    ("neutral", _("草稿")),
    ("accent", _("办理中")),
    ("info", _("已签发")),
    ("success", _("已支付")),
    ("warning", _("待补充")),
    ("danger", _("已退回")),
]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("单位名称"), max_length=100, help_text=_("与营业执照一致。"))
    uscc = UsccField(help_text=_("18 位，填写时即时校验。"))
    ceiling = YuanField(label=_("最高限价"), help_text=_("不高于本年度预算。"))
    closes_on = DayField(label=_("报价截止日"))
    method = forms.ChoiceField(
        label=_("选取方式"),
        widget=forms.RadioSelect,
        choices=[("lowest", _("竞价（最低价）")), ("draw", _("随机抽取"))],
    )
    category = forms.ChoiceField(
        label=_("服务类型"), choices=[("", _("请选择")), ("survey", _("工程测绘")), ("eia", _("环境影响评价"))]
    )
    note = forms.CharField(label=_("服务要求"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    document = forms.FileField(label=_("附件"), required=False, help_text=_("PDF、Word 或图片，不超过 50 MB。"))
    promise = forms.BooleanField(label=_("我已阅读并承诺所填内容真实有效"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [
            Column("day", gettext("发生日期"), is_day=True),
            Column("kind", gettext("服务类型"), choices=[("survey", gettext("工程测绘"))]),
            Column("amount", gettext("金额（元）"), judge=judged_fen, is_number=True, sum=Sum({"": 1}, 2)),
        ]
        hint = gettext("每行填写一条，最多 %(most)s 行；清空一行即删除该行。") % {"most": 20}
        self.fields["lines"] = RowsField(columns, most=20, label=_("费用明细"), help_text=hint)


def judged_fen(cell: str) -> int:
    """The amount of a cell in fen, nothing for a blank. Raises ValueError with a sentence."""
    if not cell.strip():
        return 0
    if not cell.strip().isdecimal():
        raise ValueError(gettext("“%(text)s”不是数字") % {"text": cell[:40]})
    return int(cell) * 100


class ExampleFilter(forms.Form):
    """A filter bar."""

    q = forms.CharField(label=_("关键词"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), ("open", _("报价中"))])
    since = DayField(label=_("起始日期"), required=False)


def example_charts() -> dict[str, Chart]:
    """One chart of each kind, and an empty one."""
    deal = [
        Decimal(n)
        for n in ("812300", "1204000", "2188600", "1930400", "2771000", "3105200", "1894500", "2420100", "2407400")
    ]
    saved = [
        Decimal(n) for n in ("150400", "288000", "470200", "402000", "611300", "720800", "455700", "530100", "520500")
    ]
    rates = [(one / (one + other)).quantize(Decimal("0.0001")) for one, other in zip(saved, deal, strict=True)]
    types = [_("工程测绘"), _("环境影响评价"), _("工程造价咨询"), _("水土保持方案编制与验收技术服务"), _("资产评估")]
    return {
        "monthly": Chart(
            _("各月成交额与节约额"),
            MONTHS,
            [Series(_("成交额"), deal), Series(_("节约额"), saved)],
            Kind.STACKED,
            _("月份"),
        ),
        "rates": Chart(_("各月节资率"), MONTHS, [Series(_("节资率"), rates, Unit.RATE)], Kind.LINE, _("月份")),
        "types": Chart(
            _("各服务类型入驻机构数"),
            types,
            [Series(_("机构数"), [31, 24, 42, 2, 18], Unit.COUNT)],
            Kind.SIDEWAYS,
            _("服务类型"),
        ),
        "nothing": Chart(_("本月支付"), MONTHS, [Series(_("支付额"), [None] * 9)], axis=_("月份")),
    }


def example_tree() -> dict[str, object]:
    """The explanation of a verdict that is not yet known."""
    return {
        "verdict": "unknown",
        "text": _("同时满足以下全部条件"),
        "children": [
            {
                "verdict": "true",
                "text": _("注册地在本县"),
                "source": _("云川县 · 来源：市场监督管理局，截至2023年3月31日"),
            },
            {
                "verdict": "false",
                "text": _("满足以下任一条件"),
                "children": [
                    {
                        "verdict": "false",
                        "text": _("上年度营业收入超过2000万元"),
                        "source": _("1,860.25万元 · 来源：税务局，截至2022年12月31日"),
                    },
                    {
                        "verdict": "false",
                        "text": _("属于专精特新“小巨人”企业名单"),
                        "source": _("不在名单内 · 来源：经济和信息化局"),
                    },
                ],
            },
            {
                "verdict": "unknown",
                "text": _("上年度研发费用占营业收入比例不低于3%"),
                "source": _("缺少“研发费用”数据，应由统计局提供"),
            },
        ],
    }


def example_steps() -> list[dict[str, object]]:
    """A life with a past, a present, a fault and a future."""
    now = business_now()
    return [
        {"what": _("发布需求"), "when": now - timedelta(days=9), "by": _("县水利局 张敏"), "kind": "done"},
        {
            "what": _("首次报价不足三家，流选"),
            "when": now - timedelta(days=5),
            "kind": "wrong",
            "note": _("已审查服务要求并重新发布。"),
        },
        {
            "what": _("重新接受报价"),
            "when": now - timedelta(days=1),
            "kind": "now",
            "note": _("截止前任何人都看不到报价与报价家数。"),
        },
        {"what": _("开启报价并公示结果"), "when": None, "kind": "later", "note": _("公示3个工作日。")},
    ]


def example_rows() -> list[dict[str, object]]:
    """An ordinary row, one with long names and a huge amount, one with nothing yet."""
    return [
        {
            "no": "YC-2023-0271",
            "name": _("县城防洪排涝工程可行性研究报告编制"),
            "owner": _("县水利局"),
            "amount": yuan("186000.00"),
            "rate": Decimal("0.1813"),
            "day": date(2023, 9, 4),
        },
        {
            "no": "YC-2023-0272",
            "name": _("新能源产业园二期水土保持方案编制、监测与设施验收技术服务"),
            "owner": LONG_NAME,
            "amount": yuan("12345678901.23"),
            "rate": Decimal("0.0000"),
            "day": date(2023, 9, 12),
        },
        {
            "no": "YC-2023-0273",
            "name": _("农村公路桥梁定期检测"),
            "owner": _("县交通运输局"),
            "amount": yuan("9800.00"),
            "rate": None,
            "day": None,
        },
    ]


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The catalogue."""
    now = business_now()
    entered = {"uscc": "91340100MA2MW0KX1A", "ceiling": "-3", "closes_on": "2023-02-30"}
    entered |= {"lines-0-day": "2023-03-01", "lines-0-kind": "survey", "lines-0-amount": "面议"}
    wrong = ExampleForm({f"wrong-{name}": text for name, text in entered.items()}, prefix="wrong")
    context = {
        "rows": example_rows(),
        "form": ExampleForm(),
        "wrong": wrong,
        "filter": ExampleFilter(request.GET or None),
        "charts": example_charts(),
        "tree": example_tree(),
        "steps": example_steps(),
        "step_names": [_("填写"), _("上传材料"), _("核对"), _("提交")],
        "soon": now + timedelta(hours=26),
        "later": now + timedelta(days=12),
        "past": now - timedelta(days=3),
        "huge": yuan("98765432109876.54"),
        "deal": yuan("18733500.00"),
        "small": yuan("9800.00"),
        "negative": yuan("-123456.70"),
        "long_name": LONG_NAME,
        "tabs": TABS,
        "facts": FACTS,
        "changes": CHANGES,
        "icons": ICONS.split(),
        "tones": TONES,
    }
    return render(request, "styleguide.html", context)


urlpatterns = [path("", styleguide, name="styleguide")]
