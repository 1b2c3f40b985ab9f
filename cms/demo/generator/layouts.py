"""LAYOUTS: the files that the bureaux of the county send, in the order in which they are imported."""

from datetime import date
from typing import Final

from cms.demo.generator.columns import (
    ColumnInput,
    FileLayout,
    Form,
    account_row,
    award_row,
    credit_row,
    fact_row,
    insurance_row,
    line_row,
    market_row,
    statistics_row,
)

_MARKET_KEY = (ColumnInput("统一社会信用代码", "uscc"), ColumnInput("企业名称", "name"))
_TAX_KEY = (ColumnInput("社会信用代码", "uscc"), ColumnInput("纳税人名称", "name"))
_LABOUR_KEY = (ColumnInput("单位信用代码", "uscc"), ColumnInput("参保单位名称", "name"))
_UNIT_KEY = (ColumnInput("信用代码", "uscc"), ColumnInput("单位名称", "name"))
_FIRST, _SPRING = date(2023, 1, 31), date(2023, 4, 20)

_STATUS = (
    ColumnInput("2022年新增规上", "stat.newly_above_scale", "2022"),
    ColumnInput("规上工业", "stat.above_scale_industry"),
    ColumnInput("在库", "stat.in_library"),
)
_SALES = (
    ColumnInput("2022年零售额比上年增加（万元）", "sales.retail_increment", "2022", "万元"),
    ColumnInput("2022年营业额比上年增加（万元）", "sales.turnover_increment", "2022", "万元"),
)
_QUARTERS = (
    ColumnInput("2023年一季度产值（万元）", "output.quarter", "2023Q1", "万元"),
    ColumnInput("2022年一季度产值（万元）", "output.quarter", "2022Q1", "万元"),
    ColumnInput("2023年一季度研发（万元）", "rd.quarter", "2023Q1", "万元"),
    ColumnInput("2022年一季度研发（万元）", "rd.quarter", "2022Q1", "万元"),
)
_TAXES = (
    *(ColumnInput(f"{year}年增值税县得（元）", "tax.vat_county_share", str(year), "元") for year in range(2019, 2023)),
    *(ColumnInput(f"{year}年增值税（元）", "tax.vat", str(year), "元") for year in range(2019, 2023)),
    ColumnInput("2022年入库税收（万元）", "tax.paid", "2022", "万元"),
    ColumnInput("2022年亩均税收（万元）", "tax.per_mu", "2022", "万元"),
)
_PROJECTS = (
    ColumnInput("设备投资（万元）", "project.equipment_investment", "", "万元"),
    ColumnInput("智能化投入（万元）", "project.smart_investment", "", "万元"),
    ColumnInput("机器人投入（万元）", "project.robot_investment", "", "万元"),
    ColumnInput("总投资（万元）", "project.total_investment", "", "万元"),
    ColumnInput("实际完成投资（万元）", "project.actual_investment", "", "万元"),
    ColumnInput("按合同开竣工", "project.contract_dates_met"),
    ColumnInput("投资进度达标", "project.investment_on_schedule"),
)
_ORIENTED = ColumnInput("是否符合县域产业导向", "list.county_oriented")
_IN_ZONE = ColumnInput("区内研发生产", "enterprise.active_in_zone")
_TOP_50 = ColumnInput("是否50强", "list.county_50")


def _credit(name: str, source: str, code: str, header: str) -> FileLayout:
    """A list of those with bad credit; whoever it leaves out has none."""
    columns = (*_UNIT_KEY, ColumnInput(header, code))
    return FileLayout(name, source, Form.UTF8_BOM, _FIRST, columns, credit_row(code), (code,))


LAYOUTS: Final = (
    FileLayout(
        "市场监管局-主体登记", "market", Form.GB18030, _FIRST,
        (
            *_MARKET_KEY, ColumnInput("主体类别", "enterprise.type"), ColumnInput("登记状态", "enterprise.licence"),
            ColumnInput("成立日期", "enterprise.founded_on"), ColumnInput("住所代码", "enterprise.registered_region"),
            ColumnInput("经营地代码", "enterprise.region"), ColumnInput("行业代码", "enterprise.industry"),
            ColumnInput("民营", "enterprise.is_private"),
        ),
        market_row, has_faults=True,
    ),
    FileLayout(
        "统计局-年度经营情况", "statistics", Form.GB18030, _FIRST,
        (
            *_UNIT_KEY, ColumnInput("2022年营业收入（万元）", "finance.revenue", "2022", "万元"),
            ColumnInput("2021年营业收入（万元）", "finance.revenue", "2021", "万元"),
            ColumnInput("2022年末资产总计（万元）", "finance.assets", "2022", "万元"),
            ColumnInput("2022年从业人数", "hr.employees", "2022"), ColumnInput("划型", "enterprise.scale"),
        ),
        statistics_row, has_faults=True,
    ),
    FileLayout(
        "人社局-失业保险参保", "social", Form.GB18030, _FIRST,
        (
            *_LABOUR_KEY, ColumnInput("足额缴费月数", "ui.paid_in_full_months"),
            ColumnInput("2022年月均参保人数", "ui.insured_average", "2022"),
            ColumnInput("2022年裁员率", "ui.layoff_rate", "2022"),
            ColumnInput("2022年实缴失业保险费（元）", "ui.paid_actual", "2022", "元"),
            ColumnInput("劳务派遣", "enterprise.is_labour_dispatch"),
        ),
        insurance_row, has_faults=True,
    ),
    FileLayout("统计局-名录库状态", "statistics", Form.XLSX, _FIRST, (*_UNIT_KEY, *_STATUS), fact_row(*_STATUS),
               tuple(column.target for column in _STATUS)),
    FileLayout("统计局-纳统记录", "statistics", Form.XLSX, _FIRST,
               (*_UNIT_KEY, ColumnInput("纳统日期", "stat.registrations/entered_on"),
                ColumnInput("退出日期", "stat.registrations/left_on")),
               line_row("stat.registrations", "entered_on", "left_on"), ("stat.registrations",)),
    FileLayout("统计局-商贸增量", "statistics", Form.XLSX, _FIRST, (*_UNIT_KEY, *_SALES), fact_row(*_SALES)),
    _credit("信用办-严重失信", "credit", "credit.serious_dishonest", "严重违法失信"),
    _credit("市场监管局-异常名录", "market", "credit.abnormal_list", "列入经营异常名录"),
    _credit("法院-失信被执行人", "court", "credit.judgment_defaulter", "失信被执行人"),
    _credit("信用办-环境黑名单", "credit", "credit.environment_blacklist", "环境黑名单"),
    FileLayout("财政局-收款账户", "finance", Form.UTF8_BOM, _FIRST,
               (*_UNIT_KEY, ColumnInput("户名", "account.account_name"), ColumnInput("开户行", "account.bank_name"),
                ColumnInput("联行号", "account.bank_code"), ColumnInput("账号", "account.number")), account_row),
    FileLayout("财政局-既往奖补", "finance", Form.GB18030, _FIRST,
               (*_UNIT_KEY, ColumnInput("政策", "award.family"), ColumnInput("级别", "award.level"),
                ColumnInput("金额", "award.amount"), ColumnInput("发放日期", "award.awarded_on"),
                ColumnInput("当时号码", "award.number")), award_row),
    FileLayout("税务局-入库税收", "tax", Form.UTF8_BOM, _FIRST, (*_TAX_KEY, *_TAXES), fact_row(*_TAXES)),
    FileLayout("经信局-技改项目", "industry", Form.XLSX, _FIRST, (*_UNIT_KEY, *_PROJECTS), fact_row(*_PROJECTS)),
    FileLayout("经信局-产业导向", "industry", Form.GB18030, _FIRST, (*_UNIT_KEY, _ORIENTED), fact_row(_ORIENTED),
               (_ORIENTED.target,)),
    FileLayout("经信局-五十强", "industry", Form.GB18030, _FIRST, (*_UNIT_KEY, _TOP_50), fact_row(_TOP_50),
               (_TOP_50.target,)),
    FileLayout("科技局-企业认定", "science", Form.UTF8_BOM, _SPRING,
               (*_UNIT_KEY, ColumnInput("类型", "cert.held/step"), ColumnInput("认定日期", "cert.held/awarded_on"),
                ColumnInput("有效期至", "cert.held/valid_until")),
               line_row("cert.held", "step", "awarded_on", "valid_until"), ("cert.held",)),
    FileLayout("经信局-园区研发生产", "industry", Form.GB18030, _SPRING, (*_UNIT_KEY, _IN_ZONE), fact_row(_IN_ZONE),
               (_IN_ZONE.target,)),
    FileLayout("税务局-模型服务发票", "tax", Form.UTF8_BOM, date(2023, 5, 31),
               (*_TAX_KEY, ColumnInput("费用类别", "ai.invoices/kind"),
                ColumnInput("发生日期", "ai.invoices/incurred_on"),
                ColumnInput("金额（元）", "ai.invoices/amount", "", "元")),
               line_row("ai.invoices", "kind", "incurred_on", "amount")),
    FileLayout("信用办-行政处罚", "credit", Form.UTF8_BOM, _SPRING,
               (*_UNIT_KEY, ColumnInput("处罚程度", "penalty.decided/severity"),
                ColumnInput("决定日期", "penalty.decided/decided_on")),
               line_row("penalty.decided", "severity", "decided_on")),
    FileLayout("统计局-一季度工业", "statistics", Form.XLSX, _SPRING, (*_UNIT_KEY, *_QUARTERS), fact_row(*_QUARTERS)),
)  # fmt: skip
MONTHLY: Final = ("信用办-严重失信", "市场监管局-异常名录", "法院-失信被执行人", "信用办-环境黑名单")
"""Those whose facts age within a month: send them again before each match."""
