"""The saved cases of the demo's policies: the vectors of their clauses, moved into the demo's year with them."""

import re
from collections.abc import Callable
from typing import Any, Final

from cms.demo.generator.policies import PolicyInput
from policies.rules.clauses.vectors import vectors_of

YEAR: Final = re.compile(r"20\d\d")
DATED: Final = re.compile(r"(?P<before>^|\[)(?P<year>20\d\d)(?=$|-|Q|\])")


def saved_cases(policy: PolicyInput) -> list[dict[str, Any]]:
    """What the policy's rule must say, by the vectors of its clause; none for a policy without a rule."""
    if not policy.is_executable:
        return []
    days, back = dict(policy.case_days), years_back(policy)

    def moved(text: str) -> str:
        return days.get(text) or DATED.sub(lambda found: f"{found['before']}{int(found['year']) - back}", text)

    return [_each(case, moved) for case in vectors_of(policy.clause)]


def years_back(policy: PolicyInput) -> int:
    """By how many years the policy's window lies before its clause's."""
    for old, new in policy.moved:
        before, after = YEAR.search(old), YEAR.search(new)
        if before and after:
            return int(before[0]) - int(after[0])
    return 0


def _each(part: Any, moved: Callable[[str], str]) -> Any:
    """The same with every key and text as `moved` has it."""
    if isinstance(part, dict):
        return {moved(key): _each(value, moved) for key, value in part.items()}
    if isinstance(part, list):
        return [_each(one, moved) for one in part]
    return moved(part) if isinstance(part, str) else part
