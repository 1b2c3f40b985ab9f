"""What reads well and cannot be right, in words."""

from policies.rules.wording.problems.saying import said

CHECKING = {
    "unknown_fact": said(
        "没有“{code}”这项数据。",
        "There is no fact “{code}”.",
        "请从数据目录中选择，或先登记该数据。",
        "Choose one from the register or register it first.",
    ),
    "wrong_kind": said(
        "这里要{wanted}，实为{found}。",
        "Expected {wanted}, found {found}.",
        "请换用同类的数据或数值。",
        "Use a fact or value of that kind.",
    ),
    "mixed_kinds": said(
        "{left}不能与{right}比较或相加减。",
        "{left} cannot be compared with or added to {right}.",
        "请统一为同一种量。",
        "Use one kind of quantity.",
    ),
    "wrong_product": said(
        "{left}不能乘以{right}。",
        "{left} cannot be multiplied by {right}.",
        "金额只能乘以比例或数。",
        "Multiply money by a ratio or a number.",
    ),
    "period_missing": said(
        "“{code}”按{grain}统计，必须注明期间。",
        "“{code}” is by {grain}; say which.",
        "例如 {code}[y] 或 {code}[y-1]。",
        "For example {code}[y] or {code}[y-1].",
    ),
    "period_not_wanted": said("“{code}”不分期间。", "“{code}” has no period.", "请去掉方括号。", "Drop the brackets."),
    "wrong_grain": said(
        "“{code}”按{grain}统计，期间“{period}”不合。",
        "“{code}” is by {grain}; “{period}” does not fit.",
        "请改用对应的期间。",
        "Use a period of that length.",
    ),
    "period_too_fine": said(
        "本规则按{assessed}考核，不能用“{period}”。",
        "The rule assesses by {assessed}; “{period}” is finer.",
        "请改变考核期间，或注明季度如 y.q1。",
        "Change the assessed period or write y.q1.",
    ),
    "needs_assessed_period": said(
        "用到了期间，但规则没有考核期间。",
        "Periods are used but the rule assesses none.",
        "请写 assessed: {{grain: year, lag: 1}}。",
        "Write assessed: {{grain: year, lag: 1}}.",
    ),
    "wrong_order": said(
        "期间“{first}”晚于“{last}”。", "Period “{first}” comes after “{last}”.", "请对调。", "Exchange them."
    ),
    "unknown_code": said(
        "“{code}”不是“{fact}”的可选值。", "“{code}” is no value of “{fact}”.", "可选：{known}。", "Known: {known}."
    ),
    "unknown_field": said(
        "明细“{items}”没有“{field}”这一栏。",
        "Lines of “{items}” have no field “{field}”.",
        "可用：{known}。",
        "Known: {known}.",
    ),
    "field_outside_lines": said(
        "“{field}”只能用在明细之内。",
        "“{field}” may stand only inside lines.",
        "请放入 lines 的 where 或 each。",
        "Put it inside where or each of lines.",
    ),
    "empty_group": said(
        "条件组是空的。",
        "The group is empty.",
        "空的条件组不匹配任何企业，请补条件或删去。",
        "It matches nobody: add conditions or remove it.",
    ),
    "no_codes": said("没有选定代码。", "No code is chosen.", "请至少选定一个。", "Choose one at least."),
    "empty_table": said("表格没有行。", "The table has no rows.", "请至少写一行。", "Write at least one row."),
    "ragged_table": said(
        "表格行列数不一致：应为{wanted}，实为{found}。",
        "The table is ragged: {wanted} expected, {found} found.",
        "请补齐每一行。",
        "Complete every row.",
    ),
    "not_constant": said("这里只能写定值。", "Only a constant may stand here.", "请写成数值。", "Write a value."),
    "too_few_parts": said(
        "至少要{wanted}项，实为{found}项。",
        "At least {wanted} parts, found {found}.",
        "请补齐。",
        "Add the missing ones.",
    ),
    "step_not_positive": said(
        "步长必须大于零。", "The step must be above zero.", "请改为正数。", "Write a positive number."
    ),
    "step_missing": said("阶梯方式为step，但没有步长。", "Mode step without a step.", "请补step。", "Add step."),
    "shares_not_whole": said(
        "各份额之和为{found}，不是1。",
        "The shares add up to {found}, not 1.",
        "请使各份额之和等于1；三等分写成1/3。",
        "Make the shares add up to 1; a third is written 1/3.",
    ),
    "cap_without_family": said(
        "“{scope}”封顶要看以往奖补，但没有写明家族。", "A cap by {scope} needs a family.", "请补family。", "Add family."
    ),
    "ladder_step_unknown": said(
        "“{step}”不是“{items}”的认定类型。", "“{step}” is no kind of “{items}”.", "可用：{known}。", "Known: {known}."
    ),
    "ladder_falls": said(
        "“{step}”的金额不高于前一级。",
        "“{step}” is not above the step before.",
        "梯级应由低到高排列。",
        "Order the steps from low to high.",
    ),
}
