"""A payment that several budget lines bear: each move of its money is made on every one of them, by its part."""

from collections.abc import Sequence
from dataclasses import replace

from cms.kernel.money import split
from policies.budgets.services import Posting


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
