"""A process that demands money of a budget line: told what by a line on stdin, answering by a line on stdout.

`python -m tests.policies.budgets.demander` is one of those that `test_budget_race.py` starts. Told a demand it looks at
what the line has and says so; told to go on it demands, as often as it was told and not below what it saw; then it says
how many of its demands were met.
"""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402

from policies.budgets.errors import BudgetExhausted  # noqa: E402
from policies.budgets.models import Account  # noqa: E402
from policies.budgets.services import reserve  # noqa: E402
from policies.budgets.states import AccountKind  # noqa: E402


def demand(*, line: int, seen: int, fen: int, times: int, name: str) -> int:
    """How many of so many demands for so many fen each were met; none is made that the line did not hold when seen."""
    met = 0
    for turn in range(times):
        if seen < fen:
            break
        try:
            reserve(line_id=line, amount_fen=fen, key=f"{name}:{turn}", about="race:1")
        except BudgetExhausted:
            continue
        met += 1
    return met


def main() -> None:
    """Demand after demand, until stdin ends."""
    while told := sys.stdin.readline():
        given = json.loads(told)
        connection.close()
        connection.settings_dict["NAME"] = given.pop("database")
        seen = Account.objects.get(line=given["line"], kind=AccountKind.AVAILABLE).balance_fen
        print(seen, flush=True)
        sys.stdin.readline()
        print(demand(seen=seen, **given), flush=True)


if __name__ == "__main__":
    main()
