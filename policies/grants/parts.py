"""The parts of a grant as pages and papers show them: each with the lines that bear it and its payment."""

from dataclasses import dataclass
from typing import Any

from cms.kernel.money import from_fen
from policies.budgets.models import BudgetLine
from policies.grants.instalments import Instalment
from policies.grants.models import Grant


@dataclass(frozen=True, slots=True)
class PartRow:
    """One instalment as pages show it: the lines that bear it, and its payment, once there is one."""

    instalment: Instalment
    lines: list[tuple[str, Any]]
    payment: Any


def parts_of(grant: Grant) -> list[PartRow]:
    """The parts of a grant in order; none where it is paid at once and whole."""
    rows = list(grant.instalments.select_related("payee").order_by("number", "pk"))
    if not rows:
        return []
    ids = {line for one in rows for line, _fen in one.sources}
    names = {line.pk: str(line) for line in BudgetLine.objects.filter(pk__in=ids)}
    paid = {(one.instalment, one.payee_id, one.is_personal): one for one in grant.payments.all()}
    return [
        PartRow(
            one,
            [(names[line], from_fen(fen)) for line, fen in one.sources],
            paid.get((one.number, one.payee_id, one.is_personal)),
        )
        for one in rows
    ]
