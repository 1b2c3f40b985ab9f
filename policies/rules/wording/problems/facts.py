"""What is wrong in a file of facts, in words."""

from policies.rules.wording.problems.saying import said

FACTS = {
    "unknown_fact_given": said(
        "没有“{code}”这项数据。", "There is no fact “{code}”.", "请核对代码。", "Check the code."
    ),
    "wrong_value": said(
        "“{code}”应为{wanted}，实为“{found}”。",
        "“{code}” should be {wanted}, found “{found}”.",
        "请改正。",
        "Correct it.",
    ),
    "not_a_recoding": said(
        "这不是一条代码沿革：“{found}”。",
        "This is no change of a code: “{found}”.",
        "请写明代码集 code_set、原代码 old、新代码 new（至少两位，两者不同）和变更日期 on；并入的加 merges: true。",
        "Give code_set, old and new (two characters or more, not the same) and on; for a merger also merges: true.",
    ),
    "fact_period": said(
        "“{code}”的期间“{found}”不合。",
        "The period “{found}” of “{code}” does not fit.",
        "请写成 {wanted}。",
        "Write {wanted}.",
    ),
    "too_fine": said(
        "“{code}”最多{places}位小数，实为“{found}”。",
        "“{code}” has at most {places} places: “{found}”.",
        "请按登记的精度填写。",
        "Give it with the registered precision.",
    ),
}
