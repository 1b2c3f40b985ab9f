"""What is right and should be looked at before it is published, in words."""

from policies.rules.wording.problems.saying import said

LINTS = {
    "matches_nobody": said(
        "规则没有条件，不匹配任何企业。",
        "The rule has no condition: it matches nobody.",
        "请至少写一个条件。",
        "Write at least one condition.",
    ),
    "band_overlap": said(
        "第{number}档与上一档重叠。",
        "Band {number} overlaps the one before.",
        "请使上一档的终点等于本档的起点，且只有一档含该数。",
        "Let one band end where the next begins.",
    ),
    "band_gap": said(
        "第{number}档与上一档之间有空缺。",
        "There is a gap before band {number}.",
        "请使上一档的终点等于本档的起点，且有一档含该数。",
        "Let one band end where the next begins.",
    ),
    "band_order": said(
        "第{number}档的起点不高于上一档。",
        "Band {number} does not start above the one before.",
        "请由低到高排列。",
        "Order the bands from low to high.",
    ),
    "band_cliff": said(
        "过了第{number}档的起点，金额由{below}元跳到{above}元。",
        "Past the start of band {number} the amount jumps from {below} to {above} yuan.",
        "如确为原文本意请保留；否则改用分段累进（marginal_rate）。",
        "Keep it if the text means it; otherwise use marginal_rate.",
    ),
    "band_falls": said(
        "第{number}档的值低于上一档。",
        "Band {number} gives less than the one before.",
        "请核对原文。",
        "Check the text.",
    ),
    "band_ends": said(
        "最高一档有终点：超过{end}的什么也得不到。",
        "The highest band has an end: beyond {end} nothing is paid.",
        "如原文没有上限，请去掉最高一档的终点。",
        "Take the end away unless the text means it.",
    ),
    "axis_order": said(
        "第{number}行（列）的起点不高于前一行（列），会按排在后面的计。",
        "Row or column {number} does not start above the one before; the later one would count.",
        "请由低到高排列。",
        "Order them from low to high.",
    ),
    "axis_shadowed": said(
        "第{number}行（列）的代码{code}已包含在前面的行（列）中，不会用到。",
        "Code {code} of row or column {number} lies under an earlier one and is never reached.",
        "请把范围小的代码放在前面，或删去重复的代码。",
        "Put the narrower code first, or take one away.",
    ),
    "pairs_unreachable": said(
        "第{number}行永远不会生效：前面的行已包含它。",
        "Row {number} is never reached.",
        "请调整行序或命中方式。",
        "Reorder the rows or change the hit policy.",
    ),
    "pairs_overlap": said(
        "命中方式为unique，但第{number}行与第{other}行会同时符合。",
        "Hit policy unique, but rows {number} and {other} can both match.",
        "请改用first、max或sum，或使各行互斥。",
        "Use first, max or sum, or make the rows exclusive.",
    ),
    "same_condition_twice": said(
        "同一组内有相同的条件。", "The group has the same condition twice.", "请删去一个。", "Remove one."
    ),
    "never_true": said(
        "这些条件不可能同时成立。",
        "These conditions can never hold together.",
        "请核对数值和用语。",
        "Check the numbers and words.",
    ),
    "no_source": said(
        "“{label}”没有数据来源部门。",
        "“{label}” has no source department.",
        "请在数据目录中登记来源，或改为企业申报。",
        "Register a source, or let the enterprise declare it.",
    ),
    "tax_linked": said(
        "奖补与税收（{label}）挂钩。",
        "The reward rests on tax paid ({label}).",
        "须经公平竞争审查；国务院令第783号原则上禁止。",
        "Fair-competition review is required (State Council decree 783).",
    ),
    "place_linked": said(
        "条件以注册地（{label}）为准。",
        "The condition rests on the registered place ({label}).",
        "须经公平竞争审查；可改为经营所在地。",
        "Fair-competition review is required; consider the operating place.",
    ),
    "no_budget_line": said("没有预算科目。", "No budget line.", "请选择预算科目。", "Choose a budget line."),
    "no_shortage_rule": said(
        "有资金池或名额，但没有写明不足时怎么办。",
        "A pool without a shortage rule.",
        "请选择先到先得、按比例、结转或排序。",
        "Choose first come, pro rata, carry over or ranked.",
    ),
    "no_rank": said(
        "按排序分配，但没有排序依据。",
        "Ranked, but nothing to rank by.",
        "请补rank_by；由专家评分排序的可以不写。",
        "Add rank_by, unless reviewers score.",
    ),
    "no_family": said(
        "用到以往奖补，但规则没有家族名。",
        "Award history is used but the rule has no family.",
        "请填写family。",
        "Fill in family.",
    ),
    "no_confirmation_end": said(
        "要求企业确认，但没有截止日或天数。",
        "Confirmation without an end.",
        "请写until或days。",
        "Write until or days.",
    ),
    "no_group_cap": said(
        "组内可以叠加，但没有写明合计上限。",
        "All of the group are paid, but no cap is given.",
        "请在 cap 写合计上限（元）。",
        "Give the cap in yuan.",
    ),
    "idle_group_cap": said(
        "写了合计上限，但组内不是叠加享受。",
        "A cap is given, but the group's policies are not paid together.",
        "请删去 cap，或改为 mode: shared_cap。",
        "Remove it, or use mode shared_cap.",
    ),
    "no_group_name": said(
        "写了组内如何享受，但规则没有组名。",
        "Terms of a group are given, but the rule names no group.",
        "请填写 exclusive_group，或在页面的兑现参数中填写互斥组。",
        "Fill in exclusive_group, here or on the page.",
    ),
    "lines_of_all_times": said(
        "明细没有按日期（{fields}）筛选，历年的都会计入。",
        "The lines are not limited by a date ({fields}): those of all years count.",
        "如只计考核期内的，请在 where 中写明起止。",
        "Limit them in where, if only those of the period are meant.",
    ),
    "person_may_repeat": said(
        "按人员明细计算，但没有去重，同一人可能重复计入。",
        "Lines of persons are counted without distinct: one person may count twice.",
        "请加 distinct: person。",
        "Add distinct: person.",
    ),
    "idle_each": said(
        "只计笔数，each 不起作用。",
        "Only the number is taken: each does nothing.",
        "请删去，或改为合计。",
        "Remove it, or take sum.",
    ),
    "idle_used_by": said(
        "没有 unused，used_by 不起作用。",
        "Without unused, used_by does nothing.",
        "请补 unused，或删去 used_by。",
        "Add unused, or remove it.",
    ),
    "interest_days": said(
        "计息的截止日早于起始日，或起止用了同一栏。",
        "Interest ends before it begins, or both ends are one field.",
        "请核对起止日期。",
        "Check both days.",
    ),
    "interest_rate_high": said(
        "年利率为{rate}%，可能漏写了百分号。",
        "A yearly rate of {rate} %: a percent sign may be missing.",
        "请核对，例如 3.45%。",
        "Check it, such as 3.45%.",
    ),
    "interest_nothing": said(
        "利率或本金上限不大于零，不会产生利息。",
        "The rate or the principal is not positive: no interest accrues.",
        "请写正数。",
        "Write a positive number.",
    ),
    "ladder_step_twice": said(
        "梯级“{step}”写了两次。", "The step “{step}” stands twice.", "请删去一个。", "Remove one."
    ),
    "idle_after_lower": said(
        "只有“只按最高一级”才看是否已享受低级。",
        "Only mode highest_only asks what lower steps mean.",
        "请删去 after_lower，或改计算方式。",
        "Remove after_lower, or change the mode.",
    ),
    "pool_empty": said(
        "资金总额或名额不大于零。", "The pool has no money or no places.", "请写正数。", "Write a positive number."
    ),
    "pool_without_end": said(
        "有资金池，但没有总额也没有名额。",
        "A pool without limit and places.",
        "请写 limit 或 places，或删去 pool。",
        "Give limit or places, or remove the pool.",
    ),
    "idle_rank": said(
        "写了排序依据，但不足时不按名次。",
        "A measure to rank by is given, but nobody is ranked.",
        "请改为 shortage: ranked，或删去 rank_by。",
        "Use shortage ranked, or remove rank_by.",
    ),
    "places_pro_rata": said(
        "名额不能按比例分，只取先到的。",
        "Places cannot be shared pro rata: the first ones get them.",
        "请改为先到先得或排序。",
        "Use first_come or ranked.",
    ),
    "instalment_year": said(
        "分期年数应在0到{most}之间。", "Years later must be 0 to {most}.", "请核对年数。", "Check the number of years."
    ),
    "instalment_order": said(
        "分期的年份先后颠倒。", "The instalments are not in order of years.", "请按年份排列。", "Put them in order."
    ),
    "first_instalment_if": said(
        "第一期就有条件：不符合的将一分不付。",
        "The first instalment has a condition: without it nothing is paid at all.",
        "如是享受条件，请写到 who 中。",
        "If it decides eligibility, put it into who.",
    ),
    "share_of_nothing": said("份额为零。", "A share of zero.", "请删去这一份。", "Remove it."),
    "named_twice": said("“{name}”写了两次。", "“{name}” stands twice.", "请合并为一份。", "Make it one share."),
    "not_named": said("没有写明是谁。", "Nobody is named.", "请填写。", "Fill it in."),
    "confirmation_days": said(
        "确认天数应大于零。", "Days to confirm must be positive.", "请写正数。", "Write a positive number."
    ),
    "negative_amount": said(
        "金额或比例为负数（{found}）。",
        "An amount or a rate below zero ({found}).",
        "请写正数；要减去一部分的，用“相减”。",
        "Write a positive number; use subtract to take something off.",
    ),
    "nothing_to_pay": said(
        "金额为零，任何企业都得不到。", "The amount is zero: nobody gets anything.", "请填写金额。", "Give an amount."
    ),
    "cap_of_nothing": said(
        "封顶的上限不大于零（{found}），任何企业都得不到。",
        "The cap is not above zero ({found}): nobody gets anything.",
        "请写正数；不封顶的，删去封顶。",
        "Write a positive number, or remove the cap.",
    ),
    "finer_than_fen": said(
        "{found}元不到分，付款时只能付到分。",
        "{found} yuan is finer than a fen; payments are not.",
        "请写到分；是单价的，写成与数量相乘。",
        "Write it in fen; a unit price belongs into a product with its quantity.",
    ),
    "pool_finer_than_fen": said(
        "{found}元不到分，不能作为资金总额。",
        "{found} yuan is finer than a fen and cannot be a total.",
        "请写到分。",
        "Write it in fen.",
    ),
    "rate_above_whole": said(
        "比例为{percent}%，奖补会超过基数本身。",
        "A rate of {percent} %: more is paid than the base itself.",
        "请核对原文；是加成系数的，写成小数（如1.2）。",
        "Check the text; a multiplier is written as a plain number (1.2).",
    ),
    "percent_forgotten": said(
        "{found}是{found}倍，可能漏写了百分号。",
        "{found} means {found} times: a percent sign may be missing.",
        "指百分之{found}的，请写成{found}%；确为倍数的请保留。",
        "Write {found}% if per cent are meant; keep it if times are meant.",
    ),
    "growth_of_ratio": said(
        "对比例求增速通常有误。",
        "Growth of a ratio is rarely meant.",
        "请改为相减（百分点）。",
        "Subtract instead (percentage points).",
    ),
    "may_divide_by_zero": said(
        "除数可能为零；为零时结果视为未知。",
        "The divisor may be zero; the result is then unknown.",
        "请确认除数必为正数，或加一个条件。",
        "Make sure it is positive, or add a condition.",
    ),
    "scope_contradicts": said(
        "规则写的享受次数是“{rule}”，页面“兑现参数”里是“{page}”。",
        "The rule says “{rule}”, the page's parameters say “{page}”.",
        "以页面为准：请删去规则中的享受次数，或改正页面；不一致的不能发布。",
        "The page decides: remove it from the rule or correct the page; publishing is refused until they agree.",
    ),
    "clause_not_in_text": said(
        "正文里没有“{clause}”这一条。",
        "The text has no clause “{clause}”.",
        "请核对条款，改正前不能发布；正文现有：{known}。",
        "Check the clause: it forbids publishing. The text has: {known}.",
    ),
}
