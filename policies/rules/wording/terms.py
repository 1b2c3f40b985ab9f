"""The names of kinds, periods, channels and outcomes."""

from policies.rules.facts import Grain, Kind, Label

KINDS: dict[Kind, Label] = {
    Kind.MONEY: Label("金额", "money"),
    Kind.NUMBER: Label("数", "number"),
    Kind.RATIO: Label("比例", "share"),
    Kind.COUNT: Label("个数", "count"),
    Kind.TEXT: Label("文字", "text"),
    Kind.FLAG: Label("是否", "flag"),
    Kind.DATE: Label("日期", "date"),
    Kind.CODE: Label("代码", "code"),
    Kind.LIST: Label("企业清单", "list of enterprises"),
    Kind.CATALOGUE: Label("代码目录", "catalogue of codes"),
    Kind.ITEMS: Label("明细", "lines"),
    Kind.SERIES: Label("外部数列", "series"),
}
GRAINS: dict[Grain, Label] = {
    Grain.NONE: Label("时点", "moment"),
    Grain.YEAR: Label("年", "year"),
    Grain.QUARTER: Label("季度", "quarter"),
    Grain.MONTH: Label("月", "month"),
}
