"""A bank over signed HTTP, as docs/BANK.md describes it."""

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from cms.kernel.signing import canonical, signature
from policies.disbursement.gateways.protocol import (
    BankEntry,
    BankStatement,
    Finding,
    Instruction,
    Outcome,
    Presence,
    UnreadableStatement,
    Verdict,
    refuse_inside_transaction,
)
from policies.disbursement.wire import DEFINITE_REFUSALS, IDEMPOTENCY_HEADER, KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 10.0
DETAIL_LENGTH: Final = 200


class BankHttp:
    """One signed HTTP connection pool to one bank."""

    def __init__(self, *, url: str, key: str, secret: bytes, read_seconds: float = READ_SECONDS) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._secret = secret
        self._timeout = (CONNECT_SECONDS, read_seconds)
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy and no netrc between the house and its bank
        never_again = HTTPAdapter(max_retries=Retry(0, read=False), pool_maxsize=16)
        self._session.mount("http://", never_again)
        self._session.mount("https://", never_again)

    def send(self, instruction: Instruction) -> Outcome:
        """Hand over one instruction, once. Only an echoed acceptance or a definite refusal is not UNKNOWN."""
        body = canonical(
            {
                "end_to_end_id": instruction.end_to_end_id,
                "amount_fen": instruction.amount_fen,
                "currency": "CNY",
                "value_date": instruction.value_date.isoformat(),
                "debtor_account": instruction.debtor_account,
                "creditor_account": instruction.creditor_account,
                "creditor_name": instruction.creditor_name,
                "creditor_bank": instruction.creditor_bank,
                "purpose": instruction.purpose,
            }
        )
        try:
            answer = self._call("POST", "/v1/payments", body=body, idempotency_key=instruction.end_to_end_id)
        except requests.RequestException as silence:
            return Outcome(Verdict.UNKNOWN, code="NOANSWER", detail=type(silence).__name__)
        return outcome_of(answer, end_to_end_id=instruction.end_to_end_id, amount_fen=instruction.amount_fen)

    def find(self, end_to_end_id: str, amount_fen: int) -> Finding:
        """Ask what became of one instruction; a 404 is ABSENT, which proves nothing before the cut-off."""
        try:
            answer = self._call("GET", f"/v1/payments/{quote(end_to_end_id, safe='')}")
        except requests.RequestException as silence:
            return Finding(Presence.UNCLEAR, detail=type(silence).__name__)
        return finding_of(answer, end_to_end_id=end_to_end_id, amount_fen=amount_fen)

    def statement(self, account: str, date: dt.date) -> BankStatement:
        """The day's statement of one of our accounts. Raises UnreadableStatement."""
        target = f"/v1/statements/{date.isoformat()}?{urlencode({'account': account})}"
        try:
            answer = self._call("GET", target)
        except requests.RequestException as silence:
            raise UnreadableStatement(type(silence).__name__) from silence
        if answer.status_code != 200:
            raise UnreadableStatement(f"HTTP {answer.status_code}")
        statement = statement_of(message_of(answer))
        if (statement.account, statement.date) != (account, date):
            raise UnreadableStatement("statement of another account or day")
        return statement

    def _call(self, method: str, target: str, *, body: bytes = b"", idempotency_key: str = "") -> requests.Response:
        refuse_inside_transaction()
        moment = str(int(time.time()))
        signed = signature(
            self._secret, method=method, target=target, moment=moment, idempotency_key=idempotency_key, body=body
        )
        headers = {KEY_HEADER: self._key, TIME_HEADER: moment, SIGNATURE_HEADER: signed}
        if idempotency_key:
            headers |= {IDEMPOTENCY_HEADER: idempotency_key, "Content-Type": "application/json; charset=utf-8"}
        return self._session.request(
            method,
            self._url + target,
            data=body or None,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
        )


def outcome_of(answer: requests.Response, *, end_to_end_id: str, amount_fen: int) -> Outcome:
    """The verdict on the answer to an instruction; an echo that is not ours makes any answer UNKNOWN."""
    message = message_of(answer)
    code = f"HTTP{answer.status_code}"
    if not message:
        return Outcome(Verdict.UNKNOWN, code=code, detail="unreadable")
    is_ours = message.get("end_to_end_id") == end_to_end_id and is_fen(message.get("amount_fen"), amount_fen)
    detail = str(message.get("detail", ""))[:DETAIL_LENGTH]
    if answer.status_code in (200, 201, 202) and message.get("status") == "accepted" and is_ours:
        return Outcome(Verdict.ACCEPTED, bank_reference=str(message.get("bank_reference", "")))
    if answer.status_code == 422 and message.get("status") == "refused" and is_ours:
        reason = message.get("code")
        if isinstance(reason, str) and reason in DEFINITE_REFUSALS:
            return Outcome(Verdict.REFUSED, code=reason, detail=detail)
    return Outcome(Verdict.UNKNOWN, code=code, detail=detail if is_ours else f"no echo of ours; {detail}")


def finding_of(answer: requests.Response, *, end_to_end_id: str, amount_fen: int) -> Finding:
    """What the answer to a question about one instruction tells."""
    message = message_of(answer)
    echoed = message.get("end_to_end_id") == end_to_end_id
    if answer.status_code == 404 and echoed and message.get("status") == "absent":
        return Finding(Presence.ABSENT)
    if answer.status_code != 200 or not echoed or not is_fen(message.get("amount_fen"), amount_fen):
        return Finding(Presence.UNCLEAR, detail=f"HTTP {answer.status_code}")
    return Finding(
        Presence.KNOWN,
        bank_status=str(message.get("status", "")),
        code=str(message.get("code", "")),
        bank_reference=str(message.get("bank_reference", "")),
    )


def statement_of(message: Mapping[str, Any]) -> BankStatement:
    """The statement in the message. Raises UnreadableStatement when a field is missing or of another kind."""
    try:
        if message["currency"] != "CNY":
            raise UnreadableStatement("currency is not CNY")
        return BankStatement(
            account=text(message["account"]),
            date=dt.date.fromisoformat(text(message["date"])),
            opening_fen=fen(message["opening_fen"]),
            closing_fen=fen(message["closing_fen"]),
            is_complete=message["complete"] is True,
            entries=tuple(entry_of(entry) for entry in message["entries"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnreadableStatement(f"{type(wrong).__name__}: {wrong}") from wrong


def entry_of(entry: Mapping[str, Any]) -> BankEntry:
    """One statement line; the same errors as a missing or misshapen field."""
    if entry["direction"] not in ("debit", "credit") or fen(entry["amount_fen"]) <= 0:
        raise ValueError("direction or amount")
    return BankEntry(
        reference=text(entry["entry_reference"]),
        kind=text(entry["kind"]),
        amount_fen=fen(entry["amount_fen"]),
        is_debit=entry["direction"] == "debit",
        end_to_end_id=text(entry["end_to_end_id"]),
        counterparty_account=text(entry["counterparty_account"]),
        counterparty_name=text(entry["counterparty_name"]),
        reason=text(entry["reason"]),
    )


def message_of(answer: requests.Response) -> dict[str, Any]:
    """The JSON object in the answer, or an empty one."""
    try:
        message = answer.json()
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def is_fen(given: object, expected: int) -> bool:
    """Whether the value is the very integer expected: 1, never 1.0 or true."""
    return type(given) is int and given == expected


def fen(value: object) -> int:
    """The value as integer fen. Raises TypeError for anything else."""
    if type(value) is not int:
        raise TypeError("money is an integer of fen")
    return value


def text(value: object) -> str:
    """The value as text. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
