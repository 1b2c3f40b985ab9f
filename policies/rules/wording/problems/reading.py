"""What cannot be read as a rule, in words."""

from policies.rules.wording.problems.saying import said

READING = {
    "not_json": said(
        "不是有效的JSON：{reason}",
        "Not valid JSON: {reason}",
        "请检查括号、引号和逗号。",
        "Check brackets, quotes and commas.",
    ),
    "not_yaml": said(
        "不是有效的YAML：{reason}",
        "Not valid YAML: {reason}",
        "请检查缩进和冒号，不要使用锚点或别名。",
        "Check indents and colons; anchors and aliases are not used.",
    ),
    "other_version": said(
        "规则语言版本为“{found}”，本系统只认识{known}。",
        "Rule language version {found}; known: {known}.",
        "请在首行写 rule: {known}。",
        "Write rule: {known} at the top.",
    ),
    "newer_key": said(
        "“{key}”是规则语言第{version}版才有的。",
        "“{key}” exists since version {version} of the rule language.",
        "请在首行写 rule: {version}。",
        "Write rule: {version} at the top.",
    ),
    "not_an_object": said(
        "这里应是一组“键: 值”，实为{found}。",
        "Expected an object, found {found}.",
        "请按文档改写。",
        "Write it as documented.",
    ),
    "not_a_list": said(
        "这里应是列表，实为{found}。",
        "Expected a list, found {found}.",
        "请写成列表，每项一条。",
        "Write a list with one entry each.",
    ),
    "not_a_text": said(
        "这里应是文字，实为{found}。", "Expected a text, found {found}.", "请加引号写成文字。", "Put it in quotes."
    ),
    "not_clean": said(
        "文字含有不可用字符或过长。",
        "The text has unusable characters or is too long.",
        "请删除不可见字符，或缩短文字。",
        "Remove invisible characters or shorten it.",
    ),
    "not_a_number": said(
        "“{found}”不是可精确计算的数（最多8位小数，绝对值不超过10的15次方）。",
        "“{found}” is no exact number (at most 8 places, at most 10^15).",
        "请写成普通十进制数，不用科学计数、千分位。",
        "Write a plain decimal number.",
    ),
    "not_a_date": said(
        "“{found}”不是存在的日期。",
        "“{found}” is not an existing date.",
        "请写成 2023-06-30 这样的日期。",
        "Write a date such as 2023-06-30.",
    ),
    "not_a_period": said(
        "“{found}”不是期间。",
        "“{found}” is not a period.",
        "请写成 y、y-1、q-4、y.q1、2023、2023Q1 或 2023-05。",
        "Write y, y-1, q-4, y.q1, 2023, 2023Q1 or 2023-05.",
    ),
    "not_a_word": said(
        "“{found}”不是比较用语。",
        "“{found}” is no word of comparison.",
        "请用 以上、达到、不低于、超过、高于、以下、以内、不超过、不足、不满、低于、等于。",
        "Use ge, gt, le, lt, eq, ne or a Chinese word of comparison.",
    ),
    "not_a_choice": said(
        "“{found}”不在可选值之内：{known}。", "“{found}” is none of: {known}.", "请选用其中一个。", "Take one of them."
    ),
    "not_a_node": said(
        "这里应是只有一个键的条件或算式，实为{found}。",
        "Expected a node with one key, found {found}.",
        "请写成 all、any、compare 等其中一个键。",
        "Write exactly one key, such as all or compare.",
    ),
    "unknown_node": said("没有“{tag}”这种写法。", "There is no “{tag}”.", "可用：{known}。", "Known: {known}."),
    "unknown_key": said("没有“{key}”这个键。", "There is no key “{key}”.", "可用：{known}。", "Known: {known}."),
    "missing_key": said("缺少“{key}”。", "“{key}” is missing.", "请补上。", "Add it."),
    "too_deep": said(
        "嵌套超过{limit}层。",
        "Nested more than {limit} deep.",
        "请拆成几条规则或合并条件。",
        "Split the rule or merge groups.",
    ),
    "too_wide": said(
        "一个列表有{found}项，最多{limit}项。",
        "A list has {found} entries; at most {limit}.",
        "请改用目录或清单。",
        "Use a catalogue or a list.",
    ),
    "too_big": said(
        "规则超过{limit}个节点。", "The rule has more than {limit} nodes.", "请拆成几条规则。", "Split the rule."
    ),
}
