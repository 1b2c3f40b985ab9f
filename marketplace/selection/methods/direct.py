"""Direct choice (直接选取): the owner names one agency and publishes why."""

from dataclasses import dataclass
from fractions import Fraction

from marketplace.selection.methods.offers import cost_text
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place, Result
from marketplace.selection.methods.terms import Method, Outcome, Quote


@dataclass(frozen=True, slots=True)
class DirectCase:
    """What decides whether an owner may choose directly; amounts in integer fen."""

    amount_fen: int
    small_amount_fen: int
    owner_is_market_entity: bool
    approval_service: bool


def direct(label: str, *, reason: str, case: DirectCase) -> Result:
    """Return the named agency as selected, or why it may not be named.

    A market entity is free to choose (优化营商环境条例 第四十三条); any other owner only below the small-amount line,
    and a public organ never for technical services of its approvals: it selects those by competition (same article).
    """
    refusals: list[Reason] = []
    if not case.owner_is_market_entity and case.approval_service:
        refusals.append(because("approval_service"))
    elif not case.owner_is_market_entity and case.amount_fen >= case.small_amount_fen:
        refusals.append(because("not_small", price=_yuan(case.amount_fen), limit=_yuan(case.small_amount_fen)))
    if not reason.strip():
        refusals.append(because("no_reason"))
    if refusals:
        return Result(Method.DIRECT, Outcome.NOT_ALLOWED, reasons=tuple(refusals))
    return Result(Method.DIRECT, Outcome.SELECTED, (Place(1, label, (because("named", reason=reason.strip()),)),))


def _yuan(fen: int) -> str:
    return cost_text(Fraction(fen), Quote.AMOUNT)
