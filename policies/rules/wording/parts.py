"""The names of the language's nodes, keys and choices, for whoever builds a form from the published schema."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from policies.rules.expressions import Gathering, Merged
from policies.rules.facts import Grain, Label
from policies.rules.syntax import AmountIs, Expiry, Once, Shortage
from policies.rules.tables import AfterLower, CapScope
from policies.rules.values import Relation
from policies.rules.wording import sentences as s
from policies.rules.wording.terms import GRAINS

CONDITION_NAMES: Final[dict[str, Label]] = {
    "all": Label("同时满足", "All of these"),
    "any": Label("满足任何一项", "Any of these"),
    "none": Label("没有以下情形", "None of these"),
    "compare": Label("比较", "Comparison"),
    "holds": Label("是（标志成立）", "Is so (flag)"),
    "one_of": Label("属于这些代码", "Is one of these codes"),
    "starts_with": Label("行业或地区属于", "Industry or region lies under"),
    "listed": Label("在企业名单上", "Is on a list of enterprises"),
    "catalogued": Label("在代码目录内", "Is in a catalogue of codes"),
    "known": Label("数据齐备", "Data are on file"),
    "pairs_hold": Label("成对门槛（符合一行）", "Paired thresholds (one row holds)"),
    "awarded": Label("已享受过奖补", "Was awarded before"),
    "first_ever": Label("首次发生在考核期", "First ever lies in the period"),
    "assessing": Label("考核期为", "The assessed period is"),
}
EXPRESSION_NAMES: Final[dict[str, Label]] = {
    "yuan": Label("定额（元）", "Amount of money"),
    "ratio": Label("比例", "Rate"),
    "number": Label("数", "Number"),
    "date": Label("日期", "Date"),
    "code": Label("代码或文字", "Code or text"),
    "fact": Label("数据项", "Fact"),
    "field": Label("明细栏目", "Field of the line"),
    "day": Label("核定、申请等日期", "Day of the decision …"),
    "shifted_day": Label("推后或提前的日期", "Shifted day"),
    "elapsed": Label("满几年（月、日）", "Elapsed years, months, days"),
    "add": Label("相加（基本＋追加）", "Sum (base + extra)"),
    "subtract": Label("相减（增量、差额）", "Difference"),
    "multiply": Label("相乘（按比例）", "Product (rate of a fact)"),
    "divide": Label("相除", "Quotient"),
    "max": Label("就高", "Highest of"),
    "min": Label("就低", "Lowest of"),
    "whole_steps": Label("每满一档的个数", "Number of whole steps"),
    "growth": Label("增速", "Growth"),
    "over_periods": Label("几期平均、合计", "Over several periods"),
    "lines": Label("明细合计、笔数", "Sum or count of lines"),
    "series": Label("外部数列（如LPR）", "Outside series (LPR …)"),
    "received": Label("已享受金额", "Received before"),
    "choose": Label("分情况", "Case by case"),
    "tiers": Label("分档", "Tiers"),
    "pairs": Label("成对查表", "Table of pairs"),
    "grid": Label("两维查表", "Two-dimensional table"),
    "ladder": Label("梯级", "Ladder"),
    "cap": Label("封顶", "Cap"),
    "interest": Label("按日计息（贴息）", "Interest by the day"),
}
KEY_NAMES: Final[dict[str, Label]] = {
    "code": Label("规则编号", "Rule code"),
    "title": Label("规则名称", "Title"),
    "zh": Label("中文", "Chinese"),
    "en": Label("英文", "English"),
    "clause": Label("出自", "From clause"),
    "who": Label("谁可以享受", "Who is eligible"),
    "amount": Label("金额", "Amount"),
    "family": Label("政策家族（首次、补差、累计按它计）", "Family (history is counted by it)"),
    "text": Label("政策原文", "Text of the policy"),
    "assessed": Label("考核期", "Assessed period"),
    "grain": Label("考核期长短", "Length of the period"),
    "lag": Label("往前数几期", "Periods back"),
    "once_per": Label("享受次数", "Paid once per"),
    "amount_is": Label("算出的金额", "The computed amount is"),
    "channels": Label("兑现方式", "Channels"),
    "usual": Label("一般方式", "Usual channel"),
    "branches": Label("分支", "Branches"),
    "when": Label("如果", "If"),
    "then": Label("则为", "Then"),
    "otherwise": Label("否则为", "Otherwise"),
    "confirmation": Label("企业确认", "Confirmation"),
    "fields": Label("须确认的内容", "What is confirmed"),
    "until": Label("截止", "Until"),
    "days": Label("天数", "Days"),
    "years": Label("年数", "Years"),
    "months": Label("月数", "Months"),
    "on_expiry": Label("到期不确认", "Without an answer"),
    "pool": Label("资金总额或名额", "Pool"),
    "limit": Label("上限", "Limit"),
    "places": Label("名额", "Places"),
    "shortage": Label("不足时", "When short"),
    "rank_by": Label("排序依据", "Ranked by"),
    "instalments": Label("分期兑付", "Instalments"),
    "share": Label("份额（合计为1，可写40%、1/3）", "Share (they sum to 1; 40% or 1/3 will do)"),
    "years_later": Label("考核期后第几年", "Years later"),
    "funding": Label("各级分担", "Funding"),
    "level": Label("层级", "Level"),
    "payees": Label("受益人", "Payees"),
    "exclusive_group": Label("不重复享受组", "Exclusive group"),
    "within_group": Label("组内如何享受", "Within the group"),
    "order": Label("先后次序（小者在先）", "Order (lower first)"),
    "reviews": Label("转人工复核", "Reviews"),
    "reason": Label("理由", "Reason"),
    "declared": Label("编辑选定的口径", "Declared choices"),
    "point": Label("原文未明之处", "Open point"),
    "chosen": Label("选定的口径", "Chosen meaning"),
    "budget_line": Label("预算科目", "Budget line"),
    "left": Label("左边", "Left"),
    "is": Label("用词", "Word"),
    "right": Label("右边", "Right"),
    "of": Label("对象", "Of"),
    "codes": Label("代码", "Codes"),
    "code_set": Label("代码集", "Code set"),
    "on_list": Label("名单", "List"),
    "on": Label("按哪一天（或哪个基数）", "On"),
    "catalogue": Label("目录", "Catalogue"),
    "measures": Label("衡量什么", "Measures"),
    "rows": Label("行", "Rows"),
    "tests": Label("门槛", "Tests"),
    "value": Label("数值", "Value"),
    "within": Label("哪一段时间", "Within"),
    "step": Label("档（级）", "Step"),
    "merged": Label("被合并企业享受过的", "Awards of merged firms"),
    "date_field": Label("日期栏目", "Date field"),
    "step_field": Label("级别栏目", "Step field"),
    "period": Label("考核期", "Period"),
    "since": Label("自", "Since"),
    "unit": Label("单位", "Unit"),
    "at": Label("本期", "At"),
    "base": Label("基期", "Base"),
    "first": Label("第一期", "First period"),
    "last": Label("最后一期", "Last period"),
    "take": Label("取", "Take"),
    "each": Label("每条取", "Of each line"),
    "where": Label("只看", "Only where"),
    "distinct": Label("同一栏目只计一次", "Each of this field once"),
    "mode": Label("计算方式", "Mode"),
    "bands": Label("档", "Bands"),
    "from": Label("起", "From"),
    "from_is": Label("起点用词", "Word at the start"),
    "until_is": Label("终点用词", "Word at the end"),
    "hit": Label("几行符合时", "When several rows match"),
    "down": Label("行按", "Rows by"),
    "across": Label("列按", "Columns by"),
    "columns": Label("列", "Columns"),
    "cells": Label("金额", "Cells"),
    "steps": Label("各级", "Steps"),
    "after_lower": Label("以前领过低级的", "After a lower step was paid"),
    "scope": Label("封顶范围", "Scope of the cap"),
    "unused": Label("没有用过的才计", "Only those not used before"),
    "used_by": Label("被谁用过不再计", "Used by whom"),
    "basis": Label("一年按多少天", "Days of a year"),
    "rate": Label("利率", "Rate"),
    "balance": Label("余额", "Balance"),
    "principal_cap": Label("本金封顶", "Cap on the principal"),
}


Choice = TypeVar("Choice", bound=StrEnum)


def _by_value(table: Mapping[Choice, Label]) -> dict[str, Label]:
    return {choice.value: label for choice, label in table.items()}


TAKES = {**_by_value(s.TAKES), Gathering.AVERAGE.value: Label("平均值", "the average")}
CHOICE_NAMES: Final[dict[str, dict[str, Label]]] = {
    "grain": {**_by_value(GRAINS), Grain.NONE.value: Label("不分期", "no period")},
    "once_per": _by_value(
        {
            Once.ENTERPRISE: Label("每家企业一次", "enterprise"),
            Once.ENTERPRISE_PERIOD: Label("每家企业每期一次", "enterprise and period"),
            Once.STEP: Label("每级一次", "step"),
            Once.PROJECT: Label("每个项目一次", "project"),
            Once.PERSON: Label("每人一次", "person"),
        }
    ),
    "amount_is": _by_value(
        {
            AmountIs.EXACT: Label("就是兑付金额", "what is paid"),
            AmountIs.CEILING: Label("是上限，由部门核定（最高、不超过）", "a ceiling; the department decides"),
        }
    ),
    "on_expiry": _by_value(
        {Expiry.LAPSE: Label("视为放弃", "it lapses"), Expiry.PROCEED: Label("视为确认", "it goes on")}
    ),
    "shortage": _by_value(
        {
            Shortage.FIRST_COME: Label("先到先得", "first come, first served"),
            Shortage.PRO_RATA: Label("按比例", "pro rata"),
            Shortage.CARRY_OVER: Label("结转下期", "carried over"),
            Shortage.RANKED: Label("按名次", "by rank"),
        }
    ),
    "used_by": {
        "anybody": Label("任何企业", "anybody"),
        "others": Label("其他企业", "others"),
    },
    "basis": {"365": Label("365天", "365 days"), "360": Label("360天", "360 days")},
    "merged": _by_value(
        {
            Merged.COUNTS: Label("视为已享受", "count"),
            Merged.REVIEW: Label("不算，但转人工复核", "do not count, but are looked at"),
            Merged.IGNORED: Label("不计", "are ignored"),
        }
    ),
    "relation": _by_value(
        {
            Relation.SELF: Label("本企业", "this enterprise"),
            Relation.FORMER_NUMBER: Label("原登记号", "its former number"),
            Relation.PREDECESSOR: Label("前身", "its predecessor"),
            Relation.MERGED: Label("被合并企业", "one merged into it"),
            Relation.CO_PAYEE: Label("其他受益人", "another payee"),
        }
    ),
    "after_lower": _by_value(
        {
            AfterLower.PAYS: Label("照付高级", "the higher step is paid"),
            AfterLower.NOTHING: Label("不再付", "nothing more is paid"),
        }
    ),
    "usual": _by_value(s.CHANNELS),
    "then": _by_value(s.CHANNELS),
    "unit": _by_value(s.UNITS),
    "take": TAKES,
    "within": _by_value(s.WITHINS),
    "mode": {**_by_value(s.TIER_MODES), **_by_value(s.LADDER_MODES), **_by_value(s.GROUP_MODES)},
    "hit": _by_value(s.HITS),
    "day": _by_value(s.MOMENTS),
    "scope": {**_by_value(s.CAP_SCOPES), CapScope.ITEM.value: Label("单项", "this amount alone")},
}


PERIOD_NAMES: Final[dict[str, tuple[tuple[str, Label], ...]]] = {
    "year": (
        ("y", Label("考核年度", "the assessed year")),
        ("y-1", Label("上年度", "the year before")),
        ("y-2", Label("前两年", "two years before")),
        ("y-3", Label("前三年", "three years before")),
        ("y+1", Label("下一年度", "the year after")),
    ),
    "quarter": (
        ("q", Label("考核季度", "the assessed quarter")),
        ("q-1", Label("上一季度", "the quarter before")),
        ("q-4", Label("上年同季", "the same quarter a year before")),
        ("y.q1", Label("考核年度一季度", "first quarter of the assessed year")),
        ("y.q2", Label("考核年度二季度", "second quarter of the assessed year")),
        ("y.q3", Label("考核年度三季度", "third quarter of the assessed year")),
        ("y.q4", Label("考核年度四季度", "fourth quarter of the assessed year")),
        ("y-1.q1", Label("上年度一季度", "first quarter of the year before")),
    ),
    "month": (
        ("m", Label("考核月份", "the assessed month")),
        ("m-1", Label("上月", "the month before")),
        ("m-12", Label("上年同月", "the same month a year before")),
    ),
    "none": (),
}
