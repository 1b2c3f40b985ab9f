"""The one large procurement of the county: scored by experts, opened by several people, pending in September."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cms.demo.generator.agencies import AgencyInput
from cms.demo.generator.postings import BidInput, ProcurementInput

LARGE: Final = "scored"
"""The method of the large need and of no other of the county."""
CEILING_FEN: Final = 126_000_000
OFFERED: Final = (97, 93, 95, 91)
"""What the bidders ask, in percent of the ceiling."""
EARLIER: Final = timedelta(days=7)
"""So much earlier than the pending need it stands for, so that its panel is at work when the year ends."""


def enlarged(wanted: ProcurementInput, able: Sequence[AgencyInput]) -> ProcurementInput:
    """The same procurement with a ceiling above the openers' line, scored, a week earlier; `able` may bid by then."""
    posting = wanted.postings[-1]
    moments = [bid.submitted_at - EARLIER for bid in posting.bids]
    bids = [
        BidInput(agency.uscc, CEILING_FEN // 100 * percent, moment)
        for agency, percent, moment in zip(able, OFFERED, moments, strict=False)
    ]
    moved = replace(
        posting,
        posted_at=posting.posted_at - EARLIER,
        closes_at=posting.closes_at - EARLIER,
        opens_at=posting.opens_at - EARLIER,
        bids=tuple(bids),
    )
    return replace(wanted, method=LARGE, ceiling_fen=CEILING_FEN, postings=(moved,))
