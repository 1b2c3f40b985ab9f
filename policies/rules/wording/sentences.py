"""The phrases in which rules and verdicts are told, in Chinese and English; 以上 and 超过 are kept apart."""

from policies.rules.comparisons import Operator
from policies.rules.expressions import LineTake, MomentName, Unit, Within
from policies.rules.facts import Label
from policies.rules.syntax import Channel, GroupMode
from policies.rules.tables import CapScope, Hit, LadderMode, TierMode
from policies.rules.values import Lack
from policies.rules.verdicts import NoteKind, Truth, VerdictOutcome

GROUPS = {
    "all": Label("同时满足：", "All of these:"),
    "any": Label("满足以下任何一项：", "At least one of these:"),
    "none": Label("没有以下任何一种情形：", "None of these:"),
}
PLAIN_WORDS = {  # the word for a neutral code
    Operator.GE: Label("不低于", "is at least"),
    Operator.GT: Label("高于", "is more than"),
    Operator.LE: Label("不高于", "is at most"),
    Operator.LT: Label("低于", "is less than"),
    Operator.EQ: Label("等于", "equals"),
    Operator.NE: Label("不等于", "is not"),
}
DAY_WORDS = {
    Operator.GE: Label("不早于", "is not before"),
    Operator.GT: Label("晚于", "is after"),
    Operator.LE: Label("不晚于", "is not after"),
    Operator.LT: Label("早于", "is before"),
    Operator.EQ: Label("为", "is"),
    Operator.NE: Label("不为", "is not"),
}
BEFORE = {True: Label("不含", "exclusive"), False: Label("含", "inclusive")}
MOMENTS = {
    MomentName.DECIDED_ON: Label("核定之日", "the day of the decision"),
    MomentName.APPLIED_ON: Label("申请之日", "the day of the application"),
    MomentName.PERIOD_START: Label("考核期首日", "the first day of the assessed period"),
    MomentName.PERIOD_END: Label("考核期末日", "the last day of the assessed period"),
}
UNITS = {
    Unit.YEARS: Label("满年数", "completed years"),
    Unit.MONTHS: Label("满月数", "completed months"),
    Unit.DAYS: Label("天数", "days"),
}
TAKES = {
    LineTake.SUM: Label("合计", "the sum"),
    LineTake.COUNT: Label("笔数", "the number"),
    LineTake.MAX: Label("最大值", "the highest"),
    LineTake.MIN: Label("最小值", "the lowest"),
}
TIER_MODES = {
    TierMode.WHOLE_RATE: Label("按全额", "of the whole"),
    TierMode.MARGINAL_RATE: Label("分段累进", "of the part in each band"),
    TierMode.FIXED: Label("定额", "fixed"),
    TierMode.STEP: Label("每满一档计一次", "for every whole step"),
}
HITS = {
    Hit.FIRST: Label("取首个符合的一行", "the first row that matches"),
    Hit.MAX: Label("取符合各行的最高值", "the highest of the rows that match"),
    Hit.MIN: Label("取符合各行的最低值", "the lowest of the rows that match"),
    Hit.SUM: Label("取符合各行之和", "the sum of the rows that match"),
    Hit.UNIQUE: Label("至多一行符合", "at most one row may match"),
}
LADDER_MODES = {
    LadderMode.STACK: Label("各级分别奖励，可累加", "every step is paid"),
    LadderMode.HIGHEST_ONLY: Label("只按最高一级奖励", "only the highest step is paid"),
    LadderMode.TOP_UP_DIFFERENCE: Label("按最高一级补足差额", "the difference to the highest step is paid"),
}
GROUP_MODES = {
    GroupMode.HIGHEST: Label("就高不重复，已享受的不再补差", "the highest alone; after any was granted, nothing more"),
    GroupMode.TOP_UP: Label("就高不重复，已享受较低的补足差额", "the highest alone; after a lower one, the difference"),
    GroupMode.ORDER: Label("按先后次序只享受一项", "the first in the declared order alone"),
    GroupMode.SHARED_CAP: Label("可以叠加，合计不超过上限", "all of them, together up to a cap"),
}
CAP_SCOPES = {
    CapScope.ITEM: Label("", ""),
    CapScope.PERIOD: Label("同一考核期累计", " in one assessed period"),
    CapScope.YEAR: Label("同一年度累计", " in one calendar year"),
    CapScope.LIFETIME: Label("历年累计", " over all years"),
    CapScope.SHARED: Label("各受益人合计", " over all payees"),
}
WITHINS = {
    Within.EVER: Label("历年", "ever"),
    Within.PERIOD: Label("本考核期", "in the assessed period"),
    Within.YEAR: Label("本年度", "in the calendar year"),
}
CHANNELS = {
    Channel.NO_APPLICATION: Label("免申即享", "paid without application"),
    Channel.AT_ONCE: Label("即申即享", "decided at once on a click"),
    Channel.WITHIN_DAYS: Label("限时即享", "decided within a time limit"),
    Channel.ON_APPLICATION: Label("申报", "on application"),
}
PAYEES = {
    "enterprise": Label("企业", "the enterprise"),
    "person": Label("个人", "the person"),
    "township": Label("乡镇（街道）", "the township"),
    "bank": Label("贷款银行", "the lending bank"),
}
LEVELS = {
    "nation": Label("国家级", "the nation"),
    "province": Label("省级", "the province"),
    "city": Label("市级", "the city"),
    "county": Label("县级", "the county"),
}
CONFIRMED = {
    "scale": Label("企业划型", "scale class"),
    "insured_count": Label("参保人数", "insured staff"),
    "headcount": Label("职工人数", "staff"),
    "amount": Label("金额", "amount"),
    "bank_account": Label("收款账户", "bank account"),
}
TRUTHS = {
    Truth.TRUE: Label("满足", "holds"),
    Truth.FALSE: Label("不满足", "fails"),
    Truth.UNKNOWN: Label("尚缺数据", "not known"),
}
OUTCOMES = {
    VerdictOutcome.MET: Label("符合条件", "Eligible"),
    VerdictOutcome.UNMET: Label("不符合条件", "Not eligible"),
    VerdictOutcome.UNKNOWN: Label("尚缺数据，不能判定", "Data are missing: not decided"),
}
LACKS = {
    Lack.ABSENT: Label("没有数据", "not on file"),
    Lack.STALE: Label("数据已过期", "too old"),
    Lack.BASE_NOT_POSITIVE: Label("基数为零或负数，增速无意义", "growth over a zero or negative base is undefined"),
    Lack.ZERO_DIVISOR: Label("除数为零", "division by zero"),
    Lack.NO_LINES: Label("没有明细", "there are no lines"),
    Lack.SEVERAL_ROWS: Label("表格有几行同时符合", "several rows of the table match"),
    Lack.NO_PERIOD: Label("没有考核期间", "there is no assessed period"),
    Lack.TOO_MANY_LINES: Label("明细过多", "there are too many lines"),
    Lack.WRONG_KIND: Label("数据类型不符", "the value is of another kind"),
}
NOTES = {
    NoteKind.BAND: Label("适用第{number}档", "row {number} of the table applies"),
    NoteKind.BELOW_BANDS: Label("未达到表格的任何一档", "no row of the table is reached"),
    NoteKind.CAPPED: Label("由{before}元封顶为{after}元", "capped from {before} to {after} yuan"),
    NoteKind.NOTHING_DUE: Label("计算金额为零，没有可兑付的金额", "the amount comes to zero: nothing is due"),
    NoteKind.LADDER: Label("达到梯级的第{number}级", "step {number} of the ladder is reached"),
}
PHRASES = {
    "clause": Label("〔{clause}〕", " [{clause}]"),
    "eligible_if": Label("享受条件", "Who is eligible"),
    "amount": Label("金额", "Amount"),
    "nothing": Label("没有条件，不匹配任何企业。", "There is no condition: nobody is eligible."),
    "no_amount": Label("不发放资金。", "No money is paid."),
    "ceiling": Label("（为上限，由主管部门核定）", " (a ceiling; the department decides)"),
    "channel": Label("兑现方式：{channel}", "Channel: {channel}"),
    "group": Label("不重复享受组“{group}”：{mode}", "Exclusive group “{group}”: {mode}"),
    "group_order": Label("（次序{order}）", " (order {order})"),
    "terms": Label("兑付口径", "Terms"),
    "assessed_now": Label("考核期：办理之日所在的{grain}", "Assessed period: the {grain} of the day it is dealt with"),
    "assessed_before": Label(
        "考核期：办理之日所在{grain}之前的第{number}个{grain}",
        "Assessed period: {grain} number {number} before that of the day it is dealt with",
    ),
    "once": Label("享受次数：{scope}", "Paid once per {scope}"),
    "family": Label(
        "首次、累计等按政策家族“{family}”计", "First and earlier awards are those of the family “{family}”"
    ),
    "confirmed": Label(
        "企业确认：{fields}{until}{days}，到期不确认的{silence}",
        "The enterprise confirms {fields}{until}{days}; without an answer {silence}",
    ),
    "confirmed_by": Label("，{day}截止", ", by {day}"),
    "confirmed_within": Label("，通知后{number}天内", ", within {number} days of being asked"),
    "payee": Label("收款：{who}{share}", "Paid to {who}: {share}"),
    "instalment": Label("分期：第{number}期{share}，{year}{when}", "Instalment {number}: {share}, {year}{when}"),
    "years_after": Label("考核期后第{number}年", "{number} years after the assessed one"),
    "borne": Label("资金分担：{level}{share}", "Borne by {level}: {share}"),
    "pool": Label("资金与名额：{parts}", "Pool: {parts}"),
    "pool_limit": Label("总额{limit}", "{limit} in all"),
    "pool_places": Label("名额{number}个", "{number} places"),
    "pool_short": Label("不足时{rule}", "when short: {rule}"),
    "pool_rank": Label("按{of}由高到低排序", "ranked by {of}, highest first"),
    "budget_line": Label("预算项目：{line}", "Budget line: {line}"),
    "looked_at": Label("转人工复核：如{when}（{reason}）", "Looked at by a person if {when} ({reason})"),
    "declared": Label("选定口径：{point}——{chosen}", "Declared: {point} — {chosen}"),
    "group_cap": Label("（合计最高{cap}）", " (at most {cap} together)"),
    "growth": Label("{of}（{at}较{base}）的增速", "growth of {of} from {base} to {at}"),
    "add": Label("{parts}之和", "the sum of {parts}"),
    "subtract": Label("（{first}减去{others}）", "({first} minus {others})"),
    "max": Label("{parts}中的较高者", "the higher of {parts}"),
    "min": Label("{parts}中的较低者", "the lower of {parts}"),
    "whole_steps": Label("{of}每满{step}计1的个数", "the number of whole {step} in {of}"),
    "over_average": Label("{of}{first}至{last}的平均值", "the average of {of} from {first} to {last}"),
    "over_sum": Label("{of}{first}至{last}的合计", "the sum of {of} from {first} to {last}"),
    "over_max": Label("{of}{first}至{last}的最高值", "the highest {of} from {first} to {last}"),
    "over_min": Label("{of}{first}至{last}的最低值", "the lowest {of} from {first} to {last}"),
    "lines": Label("“{of}”中{where}的{each}{take}", "{take} of {each} over lines of “{of}” {where}"),
    "lines_where": Label("{where}", "where {where}"),
    "distinct": Label("（同一{field}只计一次）", " (each {field} once)"),
    "unused": Label(
        "（已享受过“{family}”的{field}不计{others}）", " (not {field} that “{family}” was paid for{others})"
    ),
    "used_by_others": Label("，本企业享受过的除外", " to others"),
    "interest": Label(
        "“{of}”{where}自{first}至{last}按日计息（{balance}×{rate}，自{since}起至{until}止，每年{basis}日{cap}）",
        "interest on “{of}” {where} from {first} to {last} ({balance} × {rate}, owed from {since} to {until}, "
        "{basis} days a year{cap})",
    ),
    "interest_cap": Label("，本金合计以{cap}为限", ", on at most {cap} in all"),
    "rank": Label("择优排序值：{rank}", "Rank by: {rank}"),
    "plan": Label("兑付安排", "Payments"),
    "planned": Label("{year}：{payee}{amount}元{when}{levels}", "{year}: {payee} {amount} yuan{when}{levels}"),
    "planned_if": Label("（届时须{when}）", " (if then {when})"),
    "planned_levels": Label("（{levels}）", " ({levels})"),
    "fiscal_year": Label("{year}年度", "fiscal year {year}"),
    "years_later": Label("兑现后第{number}年", "{number} years later"),
    "this_year": Label("当年", "this year"),
    "series": Label("{on}的{of}", "{of} on {on}"),
    "received": Label("{within}已享受“{family}”{detail}的金额", "what “{family}”{detail} paid {within}"),
    "choose_if": Label("如{when}，为{then}", "{then} if {when}"),
    "choose_else": Label("否则为{then}", "otherwise {then}"),
    "tiers": Label("按{of}分档（{mode}{on}）：{bands}", "by {of} ({mode}{on}): {bands}"),
    "tiers_on": Label("，以{on}为基数", ", applied to {on}"),
    "tiers_step": Label("，每{step}", ", per {step}"),
    "band": Label("{range}为{then}", "{range}: {then}"),
    "pairs": Label("查表（{hit}）：{rows}", "by table ({hit}): {rows}"),
    "grid": Label("按{down}与{across}查表：{rows}", "by table over {down} and {across}: {rows}"),
    "ladder": Label(
        "“{family}”梯级（看“{of}”的{by}，{mode}）：{steps}", "ladder “{family}” (by {by} of “{of}”; {mode}): {steps}"
    ),
    "after_lower_pays": Label("，以前领过低级的照付高级", ", a higher one also after a lower one was paid"),
    "after_lower_nothing": Label("，以前领过低级的不再付", ", nothing more after a lower one was paid"),
    "cap": Label("{of}，{scope}最高不超过{limit}", "{of}, at most {limit}{scope}"),
    "cap_family": Label("“{family}”{scope}", "{scope} of “{family}”"),
    "shifted": Label("{of}之{by}", "{by} {of}"),
    "elapsed": Label("自{since}至{until}的{unit}", "{unit} from {since} to {until}"),
    "one_of": Label("{of}为{codes}", "{of} is {codes}"),
    "starts_with": Label("{of}属于{codes}{code_set}", "{of} lies under {codes}{code_set}"),
    "listed": Label("{on}在“{of}”名单上", "is on the list “{of}” on {on}"),
    "catalogued": Label("{of}属于{on}有效的“{catalogue}”", "{of} is in “{catalogue}” as of {on}"),
    "holds": Label("{of}：是", "{of}: yes"),
    "known": Label("已有数据：{facts}", "on file: {facts}"),
    "pairs_hold": Label("符合其中一行：{rows}", "one row holds: {rows}"),
    "awarded": Label("{within}已享受过“{family}”{detail}{merged}", "was awarded “{family}” {within}{detail}{merged}"),
    "merged_review": Label(
        "（被合并企业享受过的不算，但转人工复核）", " (those of merged firms do not count, but are looked at)"
    ),
    "merged_ignored": Label("（被合并企业享受过的不计）", " (those of merged firms are ignored)"),
    "first_ever": Label("首次{of}（按{by}）在{period}", "first ever “{of}” (by {by}) lies in {period}"),
    "assessing": Label("考核期为{periods}", "the assessed period is {periods}"),
    "or": Label("或", " or "),
    "and": Label("、", ", "),
    "both": Label("且", " and "),
    "semicolon": Label("；", "; "),
    "not_any": Label("没有（{parts}）", "not ({parts})"),
    "bracket": Label("（{parts}）", "({parts})"),
    "actual": Label("实际{left}", "it is {left}"),
    "source": Label("{name}：{value}（{source}{as_of}）", "{name}: {value} ({source}{as_of})"),
    "missing": Label("缺少：{name}（{lack}）", "missing: {name} ({lack})"),
    "paid": Label("金额：{amount}元", "Amount: {amount} yuan"),
    "unrounded": Label("（未取整：{amount}元）", " (unrounded: {amount} yuan)"),
    "range": Label("如符合条件，金额在{low}元至{high}元之间", "If eligible, between {low} and {high} yuan"),
    "range_open": Label("如符合条件，金额不少于{low}元", "If eligible, at least {low} yuan"),
    "near": Label("只差一项：{condition}{by}", "One condition away: {condition}{by}"),
    "short_by": Label("，相差{by}", ", short by {by}"),
    "review": Label("需人工复核：{reason}", "A person must look: {reason}"),
    "decide": Label(
        "此为上限，由主管部门核定实际金额并说明理由。", "A ceiling: the department decides the amount with a reason."
    ),
    "days": Label("{number}天", "{number} days"),
    "awards": Label("“{family}”奖补记录", "award history of “{family}”"),
    "used": Label("“{family}”已用过的人员或凭证", "persons or papers used up by “{family}”"),
    "no_source": Label("来源未注明", "no source given"),
    "yes": Label("是", "yes"),
    "no": Label("否", "no"),
    "lines_count": Label("{number}条", "{number} lines"),
}
