"""The real clauses give exactly the results that were computed for them by hand."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from policies.rules.clauses import clause, clause_names
from policies.rules.confirmations import last_day_to_confirm
from policies.rules.evaluation import evaluate
from policies.rules.pools import Claim, shared
from policies.rules.syntax import Shortage
from policies.rules.verdicts import Verdict
from tests.policies.rules.case_files import Case, all_cases, case_documents


def fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def verdict_on(case: Case) -> Verdict:
    return evaluate(case.rule, case.facts, decided_on=case.on, applied_on=case.applied_on, assessed=case.assessed)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_clause_gives_its_vector(case: Case) -> None:
    verdict, expected = verdict_on(case), case.expected
    assert verdict.outcome == expected["outcome"]
    assert verdict.amount_fen == (fen(expected["amount"]) if "amount" in expected else None)
    if "unrounded" in expected:
        assert verdict.unrounded == Fraction(expected["unrounded"])
    if "missing" in expected:
        assert [missing.name for missing in verdict.missing] == expected["missing"]
    if "lack" in expected:
        assert [missing.lack for missing in verdict.missing] == [expected["lack"]]
    if "range" in expected:
        assert verdict.amount_range is not None
        assert [verdict.amount_range.low, verdict.amount_range.high] == [fen(end) for end in expected["range"]]
    if "near_miss" in expected:
        assert verdict.near_miss is not None
    assert verdict.needs_decision == expected.get("needs_decision", verdict.needs_decision)
    assert verdict.channel == expected.get("channel", verdict.channel)
    assert list(verdict.steps) == expected.get("steps", list(verdict.steps))
    assert bool(verdict.reviews) == expected.get("review", False)


POOLS = [(name, pool) for name, document in case_documents().items() for pool in document.get("pools", ())]


@pytest.mark.parametrize(("name", "pool"), POOLS, ids=[f"{name} {pool['shortage']}" for name, pool in POOLS])
def test_a_short_pool_is_shared_as_declared(name: str, pool: dict[str, Any]) -> None:
    limit = clause(case_documents()[name]["clause"]).pool
    claims = [Claim(str(number), fen(pool["each"]), Fraction(number)) for number in range(pool["claims"])]
    shares = shared(
        claims, fen(str(limit.limit)) if limit and limit.limit else None, Shortage(pool["shortage"]), pool.get("places")
    )
    assert sum(share.fen for share in shares) == fen(pool["paid"])
    assert min(share.fen for share in shares) == fen(pool["smallest"])
    assert max(share.fen for share in shares) == fen(pool["largest"])
    assert sum(share.carried for share in shares) == fen(pool["carried"])


@pytest.mark.parametrize("name", [name for name, document in case_documents().items() if "confirmation" in document])
def test_a_confirmation_is_open_until_midnight_of_its_last_day(name: str) -> None:
    for one in case_documents()[name]["confirmation"]:
        confirmation = clause(case_documents()[name]["clause"]).confirmation
        assert confirmation is not None
        last = last_day_to_confirm(confirmation, date.fromisoformat(one["asked_on"]))
        assert last is not None
        assert (datetime.fromisoformat(one["at"]).date() <= last) is one["open"]


def test_every_clause_has_cases() -> None:
    assert set(clause_names()) == {document["clause"] for document in case_documents().values()}
