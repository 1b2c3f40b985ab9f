"""Direct choice: allowed to market entities and for small amounts, never for a public organ's approval services."""

from dataclasses import replace

import pytest

from marketplace.selection.methods.direct import DirectCase, direct
from marketplace.selection.methods.terms import Outcome

SMALL = DirectCase(
    amount_fen=29_999_99, small_amount_fen=30_000_00, owner_is_market_entity=False, approval_service=False
)


def codes(case: DirectCase, reason: str = "同一项目的后续服务") -> list[str]:
    return [reason.code for reason in direct("A", reason=reason, case=case).reasons]


def test_a_small_amount_may_be_given_directly_and_says_why() -> None:
    result = direct("A", reason=" 同一项目的后续服务 ", case=SMALL)
    assert (result.outcome, result.winner) == (Outcome.SELECTED, "A")
    assert result.ranking[0].reasons[0].sentence() == "由业主直接选取：同一项目的后续服务"


def test_at_the_line_it_is_no_longer_small() -> None:
    assert codes(replace(SMALL, amount_fen=30_000_00)) == ["not_small"]


def test_a_public_organ_never_chooses_approval_services_directly_however_small() -> None:
    assert codes(replace(SMALL, approval_service=True)) == ["approval_service"]


@pytest.mark.parametrize("approval_service", [True, False])
def test_a_market_entity_chooses_freely_whatever_the_amount(approval_service: bool) -> None:
    case = replace(SMALL, amount_fen=10**9, owner_is_market_entity=True, approval_service=approval_service)
    assert direct("A", reason="x", case=case).winner == "A"


def test_without_a_reason_nobody_is_chosen() -> None:
    result = direct("A", reason="  ", case=SMALL)
    assert (result.outcome, result.winner, codes(SMALL, " ")) == (Outcome.NOT_ALLOWED, None, ["no_reason"])
