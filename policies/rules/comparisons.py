"""The words of comparison as policy texts use them; 以上 includes the number, 超过 does not (Civil Code art. 1259)."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Operator(StrEnum):
    """What a word of comparison asks of two values."""

    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    EQ = "eq"
    NE = "ne"

    def holds(self, left: Any, right: Any) -> bool:
        """Whether `left OP right`; both of one ordered type."""
        return bool(_TESTS[self](left, right))


_TESTS: dict[Operator, Callable[[Any, Any], Any]] = {
    Operator.GE: operator.ge,
    Operator.GT: operator.gt,
    Operator.LE: operator.le,
    Operator.LT: operator.lt,
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
}
SYMBOLS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "==": "eq", "!=": "ne"}
SIGNS = {
    Operator(code): sign.replace("==", "=").replace(">=", "≥").replace("<=", "≤").replace("!=", "≠")
    for sign, code in SYMBOLS.items()
}
WORDS: dict[str, Operator] = {
    **{operator.value: operator for operator in Operator},
    **dict.fromkeys(("以上", "达到", "不低于", "不少于", "不小于", "满", "及以上", "不早于"), Operator.GE),
    **dict.fromkeys(("超过", "高于", "多于", "大于", "以外", "晚于"), Operator.GT),
    **dict.fromkeys(("以下", "以内", "不超过", "不高于", "不多于", "不大于", "不晚于"), Operator.LE),
    **dict.fromkeys(("不足", "不满", "低于", "少于", "小于", "早于"), Operator.LT),
    **dict.fromkeys(("等于", "为", "是"), Operator.EQ),
    **dict.fromkeys(("不等于", "不为", "不是"), Operator.NE),
}
AFTER_THE_NUMBER = frozenset({"以上", "以下", "以内", "以外", "及以上"})


class NotAWord(ValueError):
    """The text is no word of comparison."""


@dataclass(frozen=True, slots=True)
class Word:
    """A comparison in the word of the policy text, or its neutral code (`ge`)."""

    text: str

    def __post_init__(self) -> None:
        if self.text not in WORDS:
            raise NotAWord(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def operator(self) -> Operator:
        return WORDS[self.text]

    @property
    def includes(self) -> bool:
        """Whether the number itself is meant too."""
        return self.operator in (Operator.GE, Operator.LE, Operator.EQ)
