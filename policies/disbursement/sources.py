"""A payment that several budget lines bear: each move of its money is made on every one of them, by its part.

Lists, papers and pages name all of them: `told` is the one sentence that does.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from djmoney.money import Money

from cms.kernel.display import amount_text
from cms.kernel.money import from_fen, split
from policies.budgets.models import BudgetLine
from policies.budgets.services import Posting
from policies.disbursement.models import Payment


def spread(posting: Posting, sources: Sequence[Sequence[int]]) -> list[Posting]:
    """The posting as one on each line that bears the payment (pairs of line and fen), in proportion and to the fen;
    itself where its own line bears all."""
    if not sources:
        return [posting]
    parts = split(posting.amount_fen, [fen for _line, fen in sources])
    return [
        replace(
            posting,
            line_id=line,
            amount_fen=part,
            key=f"{posting.key}:{line}",
            undoes=f"{posting.undoes}:{line}" if posting.undoes else "",
        )
        for (line, _fen), part in zip(sources, parts, strict=True)
        if part
    ]


def bearers_of(payment: Payment) -> list[tuple[str, Money]]:
    """Each budget line that bears the payment, by name, and how much; one line bears all where there are no parts."""
    if not payment.sources:
        return [(str(payment.line), payment.amount)]
    lines = BudgetLine.objects.in_bulk([line for line, _fen in payment.sources])
    return [(str(lines[line]), from_fen(fen)) for line, fen in payment.sources]


def with_bearers(payments: "QuerySet[Payment]") -> "QuerySet[Payment]":
    """The payments, each with the lines that bear it read in the same query, for `bearers_told`."""
    borne_by = RawSQL(
        """
        (SELECT json_agg(json_build_array(l.fiscal_year, l.name, l.level, s.one -> 1) ORDER BY s.place)::text
           FROM jsonb_array_elements(policies_payment.sources) WITH ORDINALITY AS s(one, place)
           JOIN policies_budgetline l ON l.id = (s.one ->> 0)::bigint)
        """,
        (),
        output_field=TextField(),
    )
    return payments.annotate(borne_by=borne_by)


def bearers_told(payment: Payment) -> str:
    """The lines that bear a payment of `with_bearers`, and how much each where there are several."""
    borne = json.loads(getattr(payment, "borne_by", None) or "[]")
    if not borne:
        return str(payment.line)
    parts = [(str(BudgetLine(fiscal_year=y, name=name, level=level)), from_fen(fen)) for y, name, level, fen in borne]
    return told(parts)


def told(bearers: Sequence[tuple[str, Money]]) -> str:
    """The lines as one text: with amounts where there is more than one."""
    if len(bearers) == 1:
        return bearers[0][0]
    return "；".join(f"{line} {amount_text(amount)}" for line, amount in bearers)
