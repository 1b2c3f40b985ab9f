"""Clues in what contracts became: additions that would have changed who won, or were kept back from the competition."""

from fractions import Fraction

from cms.kernel.money import to_fen
from marketplace.clues.findings import Finding, decimal
from marketplace.contracts.models import Contract

BOUND = Fraction(1, 10)
"""Additions beyond a tenth of the signed amount (政府采购法 49, by analogy for what that law does not govern)."""


def addition_findings(contract: Contract) -> list[Finding]:
    """S030: the contract's amount now is more than a tenth above the amount signed."""
    signed, now = to_fen(contract.amount), to_fen(contract.current_amount)
    share = Fraction(now - signed, signed)
    if share <= BOUND:
        return []
    parties = (contract.award.party_id, contract.procurement.owner.party_id)
    told = {"signed_fen": signed, "now_fen": now, "changes": contract.changes.count()}
    return [
        Finding("S030", parties, contract.award.need_id, decimal(share), decimal(BOUND), evidence=told),
    ]
