"""The sentences for what can be wrong with a rule or a facts file, and what to do about it."""

from policies.rules.facts import Label


def _said(zh: str, en: str, remedy_zh: str, remedy_en: str) -> tuple[Label, Label]:
    return Label(zh, en), Label(remedy_zh, remedy_en)


READING = {
    "not_json": _said(
        "不是有效的JSON：{reason}",
        "Not valid JSON: {reason}",
        "请检查括号、引号和逗号。",
        "Check brackets, quotes and commas.",
    ),
    "not_yaml": _said(
        "不是有效的YAML：{reason}",
        "Not valid YAML: {reason}",
        "请检查缩进和冒号，不要使用锚点或别名。",
        "Check indents and colons; anchors and aliases are not used.",
    ),
    "other_version": _said(
        "规则语言版本为“{found}”，本系统只认识{known}。",
        "Rule language version {found}; known: {known}.",
        "请在首行写 rule: {known}。",
        "Write rule: {known} at the top.",
    ),
    "newer_key": _said(
        "“{key}”是规则语言第{version}版才有的。",
        "“{key}” exists since version {version} of the rule language.",
        "请在首行写 rule: {version}。",
        "Write rule: {version} at the top.",
    ),
    "not_an_object": _said(
        "这里应是一组“键: 值”，实为{found}。",
        "Expected an object, found {found}.",
        "请按文档改写。",
        "Write it as documented.",
    ),
    "not_a_list": _said(
        "这里应是列表，实为{found}。",
        "Expected a list, found {found}.",
        "请写成列表，每项一条。",
        "Write a list with one entry each.",
    ),
    "not_a_text": _said(
        "这里应是文字，实为{found}。", "Expected a text, found {found}.", "请加引号写成文字。", "Put it in quotes."
    ),
    "not_clean": _said(
        "文字含有不可用字符或过长。",
        "The text has unusable characters or is too long.",
        "请删除不可见字符，或缩短文字。",
        "Remove invisible characters or shorten it.",
    ),
    "not_a_number": _said(
        "“{found}”不是可精确计算的数（最多8位小数，绝对值不超过10的15次方）。",
        "“{found}” is no exact number (at most 8 places, at most 10^15).",
        "请写成普通十进制数，不用科学计数、千分位。",
        "Write a plain decimal number.",
    ),
    "not_a_date": _said(
        "“{found}”不是存在的日期。",
        "“{found}” is not an existing date.",
        "请写成 2023-06-30 这样的日期。",
        "Write a date such as 2023-06-30.",
    ),
    "not_a_period": _said(
        "“{found}”不是期间。",
        "“{found}” is not a period.",
        "请写成 y、y-1、q-4、y.q1、2023、2023Q1 或 2023-05。",
        "Write y, y-1, q-4, y.q1, 2023, 2023Q1 or 2023-05.",
    ),
    "not_a_word": _said(
        "“{found}”不是比较用语。",
        "“{found}” is no word of comparison.",
        "请用 以上、达到、不低于、超过、高于、以下、以内、不超过、不足、不满、低于、等于。",
        "Use ge, gt, le, lt, eq, ne or a Chinese word of comparison.",
    ),
    "not_a_choice": _said(
        "“{found}”不在可选值之内：{known}。", "“{found}” is none of: {known}.", "请选用其中一个。", "Take one of them."
    ),
    "not_a_node": _said(
        "这里应是只有一个键的条件或算式，实为{found}。",
        "Expected a node with one key, found {found}.",
        "请写成 all、any、compare 等其中一个键。",
        "Write exactly one key, such as all or compare.",
    ),
    "unknown_node": _said("没有“{tag}”这种写法。", "There is no “{tag}”.", "可用：{known}。", "Known: {known}."),
    "unknown_key": _said("没有“{key}”这个键。", "There is no key “{key}”.", "可用：{known}。", "Known: {known}."),
    "missing_key": _said("缺少“{key}”。", "“{key}” is missing.", "请补上。", "Add it."),
    "too_deep": _said(
        "嵌套超过{limit}层。",
        "Nested more than {limit} deep.",
        "请拆成几条规则或合并条件。",
        "Split the rule or merge groups.",
    ),
    "too_wide": _said(
        "一个列表有{found}项，最多{limit}项。",
        "A list has {found} entries; at most {limit}.",
        "请改用目录或清单。",
        "Use a catalogue or a list.",
    ),
    "too_big": _said(
        "规则超过{limit}个节点。", "The rule has more than {limit} nodes.", "请拆成几条规则。", "Split the rule."
    ),
}

CHECKING = {
    "unknown_fact": _said(
        "没有“{code}”这项数据。",
        "There is no fact “{code}”.",
        "请从数据目录中选择，或先登记该数据。",
        "Choose one from the register or register it first.",
    ),
    "wrong_kind": _said(
        "这里要{wanted}，实为{found}。",
        "Expected {wanted}, found {found}.",
        "请换用同类的数据或数值。",
        "Use a fact or value of that kind.",
    ),
    "mixed_kinds": _said(
        "{left}不能与{right}比较或相加减。",
        "{left} cannot be compared with or added to {right}.",
        "请统一为同一种量。",
        "Use one kind of quantity.",
    ),
    "wrong_product": _said(
        "{left}不能乘以{right}。",
        "{left} cannot be multiplied by {right}.",
        "金额只能乘以比例或数。",
        "Multiply money by a ratio or a number.",
    ),
    "period_missing": _said(
        "“{code}”按{grain}统计，必须注明期间。",
        "“{code}” is by {grain}; say which.",
        "例如 {code}[y] 或 {code}[y-1]。",
        "For example {code}[y] or {code}[y-1].",
    ),
    "period_not_wanted": _said("“{code}”不分期间。", "“{code}” has no period.", "请去掉方括号。", "Drop the brackets."),
    "wrong_grain": _said(
        "“{code}”按{grain}统计，期间“{period}”不合。",
        "“{code}” is by {grain}; “{period}” does not fit.",
        "请改用对应的期间。",
        "Use a period of that length.",
    ),
    "period_too_fine": _said(
        "本规则按{assessed}考核，不能用“{period}”。",
        "The rule assesses by {assessed}; “{period}” is finer.",
        "请改变考核期间，或注明季度如 y.q1。",
        "Change the assessed period or write y.q1.",
    ),
    "needs_assessed_period": _said(
        "用到了期间，但规则没有考核期间。",
        "Periods are used but the rule assesses none.",
        "请写 assessed: {{grain: year, lag: 1}}。",
        "Write assessed: {{grain: year, lag: 1}}.",
    ),
    "wrong_order": _said(
        "期间“{first}”晚于“{last}”。", "Period “{first}” comes after “{last}”.", "请对调。", "Exchange them."
    ),
    "unknown_code": _said(
        "“{code}”不是“{fact}”的可选值。", "“{code}” is no value of “{fact}”.", "可选：{known}。", "Known: {known}."
    ),
    "unknown_field": _said(
        "明细“{items}”没有“{field}”这一栏。",
        "Lines of “{items}” have no field “{field}”.",
        "可用：{known}。",
        "Known: {known}.",
    ),
    "field_outside_lines": _said(
        "“{field}”只能用在明细之内。",
        "“{field}” may stand only inside lines.",
        "请放入 lines 的 where 或 each。",
        "Put it inside where or each of lines.",
    ),
    "empty_group": _said(
        "条件组是空的。",
        "The group is empty.",
        "空的条件组不匹配任何企业，请补条件或删去。",
        "It matches nobody: add conditions or remove it.",
    ),
    "empty_table": _said("表格没有行。", "The table has no rows.", "请至少写一行。", "Write at least one row."),
    "ragged_table": _said(
        "表格行列数不一致：应为{wanted}，实为{found}。",
        "The table is ragged: {wanted} expected, {found} found.",
        "请补齐每一行。",
        "Complete every row.",
    ),
    "not_constant": _said("这里只能写定值。", "Only a constant may stand here.", "请写成数值。", "Write a value."),
    "too_few_parts": _said(
        "至少要{wanted}项，实为{found}项。",
        "At least {wanted} parts, found {found}.",
        "请补齐。",
        "Add the missing ones.",
    ),
    "step_not_positive": _said(
        "步长必须大于零。", "The step must be above zero.", "请改为正数。", "Write a positive number."
    ),
    "step_missing": _said("阶梯方式为step，但没有步长。", "Mode step without a step.", "请补step。", "Add step."),
    "shares_not_whole": _said(
        "各份额之和为{found}，不是1。",
        "The shares add up to {found}, not 1.",
        "请使各份额之和等于1。",
        "Make the shares add up to 1.",
    ),
    "cap_without_family": _said(
        "“{scope}”封顶要看以往奖补，但没有写明家族。", "A cap by {scope} needs a family.", "请补family。", "Add family."
    ),
    "ladder_step_unknown": _said(
        "“{step}”不是“{items}”的认定类型。", "“{step}” is no kind of “{items}”.", "可用：{known}。", "Known: {known}."
    ),
    "ladder_falls": _said(
        "“{step}”的金额不高于前一级。",
        "“{step}” is not above the step before.",
        "梯级应由低到高排列。",
        "Order the steps from low to high.",
    ),
}

LINTS = {
    "matches_nobody": _said(
        "规则没有条件，不匹配任何企业。",
        "The rule has no condition: it matches nobody.",
        "请至少写一个条件。",
        "Write at least one condition.",
    ),
    "band_overlap": _said(
        "第{number}档与上一档重叠。",
        "Band {number} overlaps the one before.",
        "请使上一档的终点等于本档的起点，且只有一档含该数。",
        "Let one band end where the next begins.",
    ),
    "band_gap": _said(
        "第{number}档与上一档之间有空缺。",
        "There is a gap before band {number}.",
        "请使上一档的终点等于本档的起点，且有一档含该数。",
        "Let one band end where the next begins.",
    ),
    "band_order": _said(
        "第{number}档的起点不高于上一档。",
        "Band {number} does not start above the one before.",
        "请由低到高排列。",
        "Order the bands from low to high.",
    ),
    "band_cliff": _said(
        "过了第{number}档的起点，金额由{below}元跳到{above}元。",
        "Past the start of band {number} the amount jumps from {below} to {above} yuan.",
        "如确为原文本意请保留；否则改用分段累进（marginal_rate）。",
        "Keep it if the text means it; otherwise use marginal_rate.",
    ),
    "band_falls": _said(
        "第{number}档的值低于上一档。",
        "Band {number} gives less than the one before.",
        "请核对原文。",
        "Check the text.",
    ),
    "pairs_unreachable": _said(
        "第{number}行永远不会生效：前面的行已包含它。",
        "Row {number} is never reached.",
        "请调整行序或命中方式。",
        "Reorder the rows or change the hit policy.",
    ),
    "pairs_overlap": _said(
        "命中方式为unique，但第{number}行与第{other}行会同时符合。",
        "Hit policy unique, but rows {number} and {other} can both match.",
        "请改用first、max或sum，或使各行互斥。",
        "Use first, max or sum, or make the rows exclusive.",
    ),
    "same_condition_twice": _said(
        "同一组内有相同的条件。", "The group has the same condition twice.", "请删去一个。", "Remove one."
    ),
    "never_true": _said(
        "这些条件不可能同时成立。",
        "These conditions can never hold together.",
        "请核对数值和用语。",
        "Check the numbers and words.",
    ),
    "no_source": _said(
        "“{label}”没有数据来源部门。",
        "“{label}” has no source department.",
        "请在数据目录中登记来源，或改为企业申报。",
        "Register a source, or let the enterprise declare it.",
    ),
    "tax_linked": _said(
        "奖补与税收（{label}）挂钩。",
        "The reward rests on tax paid ({label}).",
        "须经公平竞争审查；国务院令第783号原则上禁止。",
        "Fair-competition review is required (State Council decree 783).",
    ),
    "place_linked": _said(
        "条件以注册地（{label}）为准。",
        "The condition rests on the registered place ({label}).",
        "须经公平竞争审查；可改为经营所在地。",
        "Fair-competition review is required; consider the operating place.",
    ),
    "no_budget_line": _said("没有预算科目。", "No budget line.", "请选择预算科目。", "Choose a budget line."),
    "no_shortage_rule": _said(
        "有资金池或名额，但没有写明不足时怎么办。",
        "A pool without a shortage rule.",
        "请选择先到先得、按比例、结转或排序。",
        "Choose first come, pro rata, carry over or ranked.",
    ),
    "no_rank": _said(
        "按排序分配，但没有排序依据。",
        "Ranked, but nothing to rank by.",
        "请补rank_by；由专家评分排序的可以不写。",
        "Add rank_by, unless reviewers score.",
    ),
    "no_family": _said(
        "用到以往奖补，但规则没有家族名。",
        "Award history is used but the rule has no family.",
        "请填写family。",
        "Fill in family.",
    ),
    "no_confirmation_end": _said(
        "要求企业确认，但没有截止日或天数。",
        "Confirmation without an end.",
        "请写until或days。",
        "Write until or days.",
    ),
    "no_group_cap": _said(
        "组内可以叠加，但没有写明合计上限。",
        "All of the group are paid, but no cap is given.",
        "请在 cap 写合计上限（元）。",
        "Give the cap in yuan.",
    ),
    "idle_group_cap": _said(
        "写了合计上限，但组内不是叠加享受。",
        "A cap is given, but the group's policies are not paid together.",
        "请删去 cap，或改为 mode: shared_cap。",
        "Remove it, or use mode shared_cap.",
    ),
    "no_group_name": _said(
        "写了组内如何享受，但规则没有组名。",
        "Terms of a group are given, but the rule names no group.",
        "请填写 exclusive_group，或在页面的兑现参数中填写互斥组。",
        "Fill in exclusive_group, here or on the page.",
    ),
    "lines_of_all_times": _said(
        "明细没有按日期（{fields}）筛选，历年的都会计入。",
        "The lines are not limited by a date ({fields}): those of all years count.",
        "如只计考核期内的，请在 where 中写明起止。",
        "Limit them in where, if only those of the period are meant.",
    ),
    "person_may_repeat": _said(
        "按人员明细计算，但没有去重，同一人可能重复计入。",
        "Lines of persons are counted without distinct: one person may count twice.",
        "请加 distinct: person。",
        "Add distinct: person.",
    ),
    "idle_each": _said(
        "只计笔数，each 不起作用。",
        "Only the number is taken: each does nothing.",
        "请删去，或改为合计。",
        "Remove it, or take sum.",
    ),
    "idle_used_by": _said(
        "没有 unused，used_by 不起作用。",
        "Without unused, used_by does nothing.",
        "请补 unused，或删去 used_by。",
        "Add unused, or remove it.",
    ),
    "interest_days": _said(
        "计息的截止日早于起始日，或起止用了同一栏。",
        "Interest ends before it begins, or both ends are one field.",
        "请核对起止日期。",
        "Check both days.",
    ),
    "interest_rate_high": _said(
        "年利率为{rate}%，可能漏写了百分号。",
        "A yearly rate of {rate} %: a percent sign may be missing.",
        "请核对，例如 3.45%。",
        "Check it, such as 3.45%.",
    ),
    "interest_nothing": _said(
        "利率或本金上限不大于零，不会产生利息。",
        "The rate or the principal is not positive: no interest accrues.",
        "请写正数。",
        "Write a positive number.",
    ),
    "ladder_step_twice": _said(
        "梯级“{step}”写了两次。", "The step “{step}” stands twice.", "请删去一个。", "Remove one."
    ),
    "idle_after_lower": _said(
        "只有“只按最高一级”才看是否已享受低级。",
        "Only mode highest_only asks what lower steps mean.",
        "请删去 after_lower，或改计算方式。",
        "Remove after_lower, or change the mode.",
    ),
    "pool_empty": _said(
        "资金总额或名额不大于零。", "The pool has no money or no places.", "请写正数。", "Write a positive number."
    ),
    "pool_without_end": _said(
        "有资金池，但没有总额也没有名额。",
        "A pool without limit and places.",
        "请写 limit 或 places，或删去 pool。",
        "Give limit or places, or remove the pool.",
    ),
    "idle_rank": _said(
        "写了排序依据，但不足时不按名次。",
        "A measure to rank by is given, but nobody is ranked.",
        "请改为 shortage: ranked，或删去 rank_by。",
        "Use shortage ranked, or remove rank_by.",
    ),
    "places_pro_rata": _said(
        "名额不能按比例分，只取先到的。",
        "Places cannot be shared pro rata: the first ones get them.",
        "请改为先到先得或排序。",
        "Use first_come or ranked.",
    ),
    "instalment_year": _said(
        "分期年数应在0到{most}之间。", "Years later must be 0 to {most}.", "请核对年数。", "Check the number of years."
    ),
    "instalment_order": _said(
        "分期的年份先后颠倒。", "The instalments are not in order of years.", "请按年份排列。", "Put them in order."
    ),
    "first_instalment_if": _said(
        "第一期就有条件：不符合的将一分不付。",
        "The first instalment has a condition: without it nothing is paid at all.",
        "如是享受条件，请写到 who 中。",
        "If it decides eligibility, put it into who.",
    ),
    "share_of_nothing": _said("份额为零。", "A share of zero.", "请删去这一份。", "Remove it."),
    "named_twice": _said("“{name}”写了两次。", "“{name}” stands twice.", "请合并为一份。", "Make it one share."),
    "not_named": _said("没有写明是谁。", "Nobody is named.", "请填写。", "Fill it in."),
    "confirmation_days": _said(
        "确认天数应大于零。", "Days to confirm must be positive.", "请写正数。", "Write a positive number."
    ),
    "growth_of_ratio": _said(
        "对比例求增速通常有误。",
        "Growth of a ratio is rarely meant.",
        "请改为相减（百分点）。",
        "Subtract instead (percentage points).",
    ),
    "may_divide_by_zero": _said(
        "除数可能为零；为零时结果视为未知。",
        "The divisor may be zero; the result is then unknown.",
        "请确认除数必为正数，或加一个条件。",
        "Make sure it is positive, or add a condition.",
    ),
}

FACTS = {
    "unknown_fact_given": _said(
        "没有“{code}”这项数据。", "There is no fact “{code}”.", "请核对代码。", "Check the code."
    ),
    "wrong_value": _said(
        "“{code}”应为{wanted}，实为“{found}”。",
        "“{code}” should be {wanted}, found “{found}”.",
        "请改正。",
        "Correct it.",
    ),
    "fact_period": _said(
        "“{code}”的期间“{found}”不合。",
        "The period “{found}” of “{code}” does not fit.",
        "请写成 {wanted}。",
        "Write {wanted}.",
    ),
    "too_fine": _said(
        "“{code}”最多{places}位小数，实为“{found}”。",
        "“{code}” has at most {places} places: “{found}”.",
        "请按登记的精度填写。",
        "Give it with the registered precision.",
    ),
}

PROBLEMS = {**READING, **CHECKING, **LINTS, **FACTS}
