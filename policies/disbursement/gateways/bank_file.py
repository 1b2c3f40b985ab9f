"""A bank that exchanges files: orders leave as pain.001 in `out`, its pain.002 and camt.053 arrive in `in`."""

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from policies.disbursement.gateways.iso20022.messages import Debtor, credit_transfer
from policies.disbursement.gateways.iso20022.tray import tray_of
from policies.disbursement.gateways.protocol import (
    BankStatement,
    Finding,
    Instruction,
    Outcome,
    Presence,
    Verdict,
    refuse_inside_transaction,
)

# ISO 20022 ExternalPaymentTransactionStatus1Code: taken by the bank. Paid only when a statement says so.
TAKEN: Final = frozenset({"ACCP", "ACTC", "ACSP", "ACSC", "ACWC", "ACCC"})


class BankFile:
    """One folder shared with one bank. A file is whole or not there: it is written aside, synced, and renamed.

    With a secret only what the bank signed is read (see `tray`).
    """

    def __init__(self, *, folder: Path, debtor: Debtor, secret: bytes = b"") -> None:
        self._out, self._in, self._debtor, self._secret = folder / "out", folder / "in", debtor, secret
        for place in (self._out, self._in):
            place.mkdir(parents=True, exist_ok=True)

    def send(self, instruction: Instruction) -> Outcome:
        """Hand over one instruction in a file of its own."""
        return self.send_together([instruction])[0]

    def send_together(self, instructions: Sequence[Instruction]) -> list[Outcome]:
        """Hand over all of them in one file, once: a file of that name is never written again.

        Nothing is known of them until a pain.002 or a statement comes.
        """
        refuse_inside_transaction()
        name = _name_of(instructions)
        try:
            body = credit_transfer(instructions, message_id=name, debtor=self._debtor, at=business_now())
        except Refused as refusal:
            return [Outcome(Verdict.UNKNOWN, code="NOTSENT", detail=str(refusal)[:200])] * len(instructions)
        aside, target = self._out / f".{name}", self._out / f"{name}.xml"
        if target.exists():
            return [Outcome(Verdict.UNKNOWN, code="FILED")] * len(instructions)
        with aside.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(target)
        return [Outcome(Verdict.UNKNOWN, code="FILED", detail=name)] * len(instructions)

    def find(self, end_to_end_id: str, amount_fen: int) -> Finding:
        """What the latest pain.002 says of it; an amount that is not ours says nothing."""
        last = tray_of(self._in, self._secret).status(end_to_end_id)
        if last is None:
            return Finding(Presence.ABSENT)
        if last.amount_fen != amount_fen:
            return Finding(Presence.UNCLEAR, detail="another amount")
        status = "accepted" if last.code in TAKEN else "refused" if last.code == "RJCT" else last.code
        detail = f"{last.code} {last.reason} {last.detail}".strip()
        return Finding(Presence.KNOWN, status, last.reason, last.bank_reference, detail)

    def statement(self, account: str, date: dt.date) -> BankStatement:
        """The day's camt.053; an incomplete statement as long as there is none. Raises Refused for an unsound
        or unsigned file."""
        told = tray_of(self._in, self._secret).statement(account, date)
        return told or BankStatement(account, date, 0, 0, False, ())


def _name_of(instructions: Sequence[Instruction]) -> str:
    """The same instructions have the same name: 35 characters at most."""
    keys = "\n".join(one.end_to_end_id for one in instructions)
    return f"ZD{hashlib.sha256(keys.encode()).hexdigest()[:30]}"
