"""The facts every county starts with: VOCABULARY, which the fact register of a county may extend."""

from typing import Any

from policies.rules.facts import FactDefinition, Grain, Kind, Label, Subject, vocabulary_of

DEPARTMENTS: dict[str, Label] = {
    "market": Label("市场监督管理局", "Market supervision bureau"),
    "social": Label("人力资源和社会保障局", "Human resources and social security bureau"),
    "statistics": Label("统计局", "Statistics bureau"),
    "tax": Label("税务局", "Tax bureau"),
    "industry": Label("工业和信息化局", "Industry and information bureau"),
    "science": Label("科学技术局", "Science and technology bureau"),
    "reform": Label("发展和改革局", "Development and reform bureau"),
    "resources": Label("自然资源和规划局", "Natural resources and planning bureau"),
    "credit": Label("信用办公室", "Credit office"),
    "court": Label("人民法院", "People's court"),
    "finance": Label("财政局", "Finance bureau"),
    "enterprise": Label("企业申报", "Stated by the enterprise"),
    "bank": Label("人民银行", "People's Bank"),
}

YUAN = Label("元", "yuan")
PEOPLE = Label("人", "people")
MONTHS = Label("个月", "months")
HOURS = Label("小时", "hours")
KWH = Label("千瓦时", "kWh")
YUAN_PER_MU = Label("元/亩", "yuan per mu")
NO_UNIT = Label("", "")

SCALES = {
    "L": Label("大型", "large"),
    "M": Label("中型", "medium"),
    "S": Label("小型", "small"),
    "Micro": Label("微型", "micro"),
}
ENTERPRISE_TYPES = {
    "enterprise": Label("企业", "enterprise"),
    "self_employed": Label("个体工商户", "self-employed"),
    "social_organisation": Label("社会组织", "social organisation"),
    "law_firm": Label("律师事务所", "law firm"),
    "accounting_firm": Label("会计师事务所", "accounting firm"),
    "cooperative": Label("农民专业合作社", "farmers' cooperative"),
}
LICENCES = {
    "active": Label("存续", "active"),
    "cancelled": Label("注销", "cancelled"),
    "revoked": Label("吊销", "revoked"),
    "suspended": Label("歇业", "suspended"),
}
CERTIFICATES = {
    "hi_tech": Label("高新技术企业", "hi-tech enterprise"),
    "sme_tech": Label("科技型中小企业", "technology SME"),
    "prov_srdi": Label("省级专精特新中小企业", "provincial specialised enterprise"),
    "prov_giant": Label("省级专精特新小巨人", "provincial little giant"),
    "natl_giant": Label("国家级专精特新小巨人", "national little giant"),
}


def _money(code: str, zh: str, en: str, grain: Grain, source: str, **more: Any) -> FactDefinition:
    return FactDefinition(code, Label(zh, en), Kind.MONEY, grain, source, YUAN, **more)


def _flag(code: str, zh: str, en: str, source: str, grain: Grain = Grain.NONE, **more: Any) -> FactDefinition:
    return FactDefinition(code, Label(zh, en), Kind.FLAG, grain, source, **more)


def _fact(code: str, zh: str, en: str, kind: Kind, source: str = "", **more: Any) -> FactDefinition:
    return FactDefinition(code, Label(zh, en), kind, source=source, **more)


def _fields(*definitions: FactDefinition) -> dict[str, FactDefinition]:
    return vocabulary_of(definitions)


IDENTITY = (
    _fact("enterprise.type", "主体类型", "Type of entity", Kind.CODE, "market", choices=ENTERPRISE_TYPES),
    _fact("enterprise.scale", "企业划型", "Scale class", Kind.CODE, "statistics", choices=SCALES, max_age_days=550),
    _fact("enterprise.industry", "所属行业", "Industry", Kind.CODE, "statistics", code_set="GB/T 4754-2017"),
    _fact("enterprise.region", "经营所在地", "Operating place", Kind.CODE, "market", code_set="GB/T 2260"),
    _fact(
        "enterprise.registered_region",
        "注册地",
        "Registered place",
        Kind.CODE,
        "market",
        code_set="GB/T 2260",
        place_linked=True,
    ),
    _fact("enterprise.park", "所在园区", "Park", Kind.TEXT, "industry"),
    _fact("enterprise.founded_on", "成立日期", "Founded on", Kind.DATE, "market"),
    _fact("enterprise.licence", "登记状态", "Licence status", Kind.CODE, "market", choices=LICENCES, max_age_days=92),
    _flag("enterprise.is_private", "民营企业", "Private enterprise", "market"),
    _flag("enterprise.is_labour_dispatch", "劳务派遣企业", "Labour-dispatch firm", "social"),
    _flag("enterprise.active_in_zone", "在区内开展研发生产", "Researches or produces in the zone", "industry"),
    _flag("bank.account_on_file", "已核实银行账户", "Verified bank account on file", "enterprise"),
    _fact(
        "cert.held",
        "已获认定",
        "Certificates",
        Kind.ITEMS,
        "industry",
        fields=_fields(
            _fact("step", "认定类型", "Kind of certificate", Kind.CODE, choices=CERTIFICATES),
            _fact("awarded_on", "认定日期", "Awarded on", Kind.DATE),
            _fact("valid_until", "有效期至", "Valid until", Kind.DATE),
        ),
    ),
)

CREDIT = (
    _flag("credit.serious_dishonest", "严重违法失信", "Seriously dishonest", "credit", max_age_days=31),
    _flag("credit.abnormal_list", "列入经营异常名录", "On the abnormal-operations list", "market", max_age_days=31),
    _flag("credit.judgment_defaulter", "失信被执行人", "Judgment defaulter", "court", max_age_days=31),
    _flag("credit.environment_blacklist", "生态环境领域黑名单", "Environment blacklist", "credit", max_age_days=31),
    _fact(
        "penalty.decided",
        "行政处罚",
        "Penalties",
        Kind.ITEMS,
        "credit",
        fields=_fields(
            _fact(
                "severity",
                "处罚程度",
                "Severity",
                Kind.CODE,
                choices={"minor": Label("一般", "minor"), "major": Label("重大", "major")},
            ),
            _fact("decided_on", "处罚决定日期", "Decided on", Kind.DATE),
        ),
    ),
)

LABOUR = (
    _fact(
        "ui.paid_in_full_months",
        "失业保险足额缴费月数",
        "Months insurance was paid in full",
        Kind.COUNT,
        "social",
        unit=MONTHS,
    ),
    _fact(
        "ui.insured_average",
        "失业保险月平均参保人数",
        "Monthly average insured",
        Kind.COUNT,
        "social",
        grain=Grain.YEAR,
        unit=PEOPLE,
    ),
    _fact("ui.layoff_rate", "裁员率", "Layoff rate", Kind.RATIO, "social", grain=Grain.YEAR),
    _money("ui.paid_actual", "实际缴纳失业保险费", "Unemployment insurance actually paid", Grain.YEAR, "social"),
    _fact("hr.employees", "从业人员数", "Employees", Kind.COUNT, "statistics", grain=Grain.YEAR, unit=PEOPLE),
    _fact(
        "hr.hires",
        "新招用人员",
        "Hires",
        Kind.ITEMS,
        "social",
        fields=_fields(
            _fact("person", "人员", "Person", Kind.TEXT),
            _fact("hired_on", "招用日期", "Hired on", Kind.DATE),
            _fact("insured_months", "参保月数", "Months insured", Kind.COUNT, unit=MONTHS),
            _fact(
                "category",
                "人员类别",
                "Category",
                Kind.CODE,
                choices={
                    "graduate": Label("高校毕业生", "graduate"),
                    "registered_unemployed": Label("登记失业人员", "registered unemployed"),
                    "poverty_relieved": Label("脱贫人口", "relieved from poverty"),
                    "other": Label("其他", "other"),
                },
            ),
        ),
    ),
)

BUSINESS = (
    _money("finance.revenue", "营业收入", "Revenue", Grain.YEAR, "statistics"),
    _money("finance.assets", "资产总额", "Total assets", Grain.YEAR, "statistics"),
    _money("finance.profit", "利润总额", "Profit", Grain.YEAR, "statistics"),
    _money("output.quarter", "季度工业产值", "Industrial output of the quarter", Grain.QUARTER, "statistics"),
    _money("output.year", "工业总产值", "Industrial output of the year", Grain.YEAR, "statistics"),
    _money("rd.year", "研发费用", "R&D spend of the year", Grain.YEAR, "statistics"),
    _money("rd.quarter", "季度研发费用", "R&D spend of the quarter", Grain.QUARTER, "statistics"),
    _money("sales.retail_increment", "零售额增量", "Increment of retail sales", Grain.YEAR, "statistics"),
    _money("sales.turnover_increment", "营业额增量", "Increment of turnover", Grain.YEAR, "statistics"),
    _flag("stat.above_scale_industry", "规模以上工业企业", "Industrial enterprise above scale", "statistics"),
    _flag("stat.newly_above_scale", "新增规模以上企业", "Newly above scale", "statistics", Grain.YEAR),
    _flag("stat.in_library", "在统计名录库", "In the statistical register", "statistics"),
    _fact(
        "stat.registrations",
        "纳统记录",
        "Entries in statistics",
        Kind.ITEMS,
        "statistics",
        fields=_fields(
            _fact("entered_on", "纳统日期", "Entered on", Kind.DATE), _fact("left_on", "退出日期", "Left on", Kind.DATE)
        ),
    ),
    _fact(
        "ai.invoices",
        "模型服务发票",
        "Model-service invoices",
        Kind.ITEMS,
        "tax",
        fields=_fields(
            _fact(
                "kind",
                "费用类别",
                "Kind of fee",
                Kind.CODE,
                choices={"model_service": Label("模型服务费", "model service"), "other": Label("其他", "other")},
            ),
            _fact("incurred_on", "发生日期", "Incurred on", Kind.DATE),
            _fact("amount", "金额", "Amount", Kind.MONEY, unit=YUAN),
        ),
    ),
    _fact(
        "loan.loans",
        "贷款",
        "Loans",
        Kind.ITEMS,
        "finance",
        fields=_fields(
            _fact("principal", "贷款本金", "Principal", Kind.MONEY, unit=YUAN),
            _fact("interest_paid", "已付利息", "Interest paid", Kind.MONEY, unit=YUAN),
            _fact("rate", "年利率", "Yearly rate", Kind.RATIO),
            _fact("lent_on", "放款日期", "Lent on", Kind.DATE),
            _fact("due_on", "到期日期", "Due on", Kind.DATE),
        ),
    ),
    _fact(
        "loan.balances",
        "贷款余额",
        "Loan balances",
        Kind.ITEMS,
        "finance",
        fields=_fields(
            _fact("loan", "贷款合同", "Loan", Kind.TEXT),
            _fact("balance", "余额", "Balance", Kind.MONEY, unit=YUAN),
            _fact("rate", "年利率", "Yearly rate", Kind.RATIO),
            _fact("since", "起始日期", "From", Kind.DATE),
            _fact("until", "截止日期", "Until", Kind.DATE),
        ),
    ),
    _fact(
        "power.hours",
        "分时用电",
        "Metered power by hour",
        Kind.ITEMS,
        "reform",
        fields=_fields(
            _fact("used_on", "用电日期", "Day", Kind.DATE),
            _fact("hour", "时点", "Hour", Kind.COUNT, unit=HOURS),
            _fact("kwh", "用电量", "Energy", Kind.NUMBER, unit=KWH),
        ),
    ),
    _fact(
        "compute.usage",
        "算力使用",
        "Computing power used",
        Kind.ITEMS,
        "industry",
        fields=_fields(
            _fact("started_on", "起始日期", "Started on", Kind.DATE),
            _fact("hours", "使用时长", "Hours used", Kind.NUMBER, unit=HOURS),
            _fact("fee", "费用", "Fee", Kind.MONEY, unit=YUAN),
        ),
    ),
)

TAXES = (
    _money("tax.paid", "入库税收", "Tax paid", Grain.YEAR, "tax", tax_linked=True),
    _money("tax.vat", "入库增值税", "VAT paid", Grain.YEAR, "tax", tax_linked=True),
    _money("tax.vat_county_share", "增值税县得部分", "County share of VAT", Grain.YEAR, "tax", tax_linked=True),
    FactDefinition(
        "tax.per_mu", Label("亩均入库税收", "Tax per mu"), Kind.MONEY, Grain.YEAR, "tax", YUAN_PER_MU, tax_linked=True
    ),
)

_PROJECT: dict[str, Any] = {"subject": Subject.PROJECT}
PROJECTS = (
    _money("project.total_investment", "项目总投资", "Total investment", Grain.NONE, "reform", **_PROJECT),
    _money("project.actual_investment", "项目实际完成投资", "Actual investment", Grain.NONE, "reform", **_PROJECT),
    _money("project.equipment_investment", "设备投资", "Equipment investment", Grain.NONE, "industry", **_PROJECT),
    _money(
        "project.smart_investment", "智能化改造投入", "Smart-retrofit investment", Grain.NONE, "industry", **_PROJECT
    ),
    _money("project.robot_investment", "机器人等智能装备投入", "Robot investment", Grain.NONE, "industry", **_PROJECT),
    _flag(
        "project.contract_dates_met",
        "按合同约定开工竣工",
        "Contract start and finish dates met",
        "resources",
        **_PROJECT,
    ),
    _flag("project.investment_on_schedule", "投资进度达到计划", "Investment on schedule", "reform", **_PROJECT),
)

OUTSIDE = (
    _fact("list.county_50", "长兴50强企业", "County top 50", Kind.LIST, "industry"),
    _fact("list.county_oriented", "符合县域产业导向", "Fits the county's orientation", Kind.LIST, "industry"),
    _fact(
        "catalogue.hi_tech_manufacturing",
        "高技术制造业目录",
        "Hi-tech manufacturing",
        Kind.CATALOGUE,
        "statistics",
        code_set="GB/T 4754-2017",
    ),
    _fact("series.lpr_1y", "一年期贷款市场报价利率", "One-year loan prime rate", Kind.SERIES, "bank"),
    _fact("series.layoff_target", "裁员率控制目标", "Layoff-rate control target", Kind.SERIES, "social"),
)

VOCABULARY = vocabulary_of((*IDENTITY, *CREDIT, *LABOUR, *BUSINESS, *TAXES, *PROJECTS, *OUTSIDE))
