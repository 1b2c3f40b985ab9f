"""What goes into an envelope: who offers what, by whom, under which admission."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from djmoney.money import Money

from cms.kernel.money import from_fen
from marketplace.bidding.sealing import Content

ROWS: Final = 2**63
MOST_FEN: Final = 10**16
LONGEST_STATE: Final = 30


def is_number(given: object, most: int) -> bool:
    """Whether it is a positive whole number below the most: never true, never a text."""
    return type(given) is int and 0 < given < most


class Malformed(ValueError):
    """The content is not one that this house sealed."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The content of one bid: ids, an amount in fen or a discount rate as text, the admission as it then stood.

    `proposal` is what experts score where the method has a panel. `papers_key` and `papers_sha256` open the bid's pack
    of files and say which it is, where the notice asks for files.
    """

    party: int
    by: int
    admission: int
    admission_state: str
    valid_until: str | None
    fen: int | None
    discount: str | None
    proposal: str = ""
    papers_key: str = ""
    papers_sha256: str = ""

    @property
    def content(self) -> Content:
        """What is sealed."""
        return asdict(self)

    @classmethod
    def read(cls, content: Content) -> "Envelope":
        """The envelope that was sealed, with nothing in it that a column could not hold. Raises Malformed."""
        try:
            envelope = cls(**content)  # type: ignore[arg-type]  # checked at once
            right = all(is_number(one, ROWS) for one in (envelope.party, envelope.by, envelope.admission))
            texts = (envelope.admission_state, envelope.proposal, envelope.papers_key, envelope.papers_sha256)
            right = right and all(isinstance(text, str) for text in texts)
            right = right and len(envelope.admission_state) <= LONGEST_STATE
            right = right and (envelope.fen is None or is_number(envelope.fen, MOST_FEN))
            right = right and (envelope.price is None) != (envelope.rate is None)
            right = right and (envelope.rate is None or (envelope.rate.is_finite() and abs(envelope.rate) < 1))
            date.fromisoformat(envelope.valid_until or "2000-01-01")
        except (TypeError, ValueError, InvalidOperation) as fault:
            raise Malformed from fault
        if not right:
            raise Malformed
        return envelope

    @property
    def price(self) -> Money | None:
        """The amount, where one was offered."""
        return None if self.fen is None else from_fen(self.fen)

    @property
    def rate(self) -> Decimal | None:
        """The discount rate, where one was offered."""
        return None if self.discount is None else Decimal(self.discount)

    @property
    def last_valid_day(self) -> date | None:
        """The last day of the admission under which it was sealed."""
        return None if self.valid_until is None else date.fromisoformat(self.valid_until)
