"""The sandbox bank on a socket: HTTP/1.1 with keep-alive, one thread per connection, standard library only."""

import datetime as dt
import json
import socket
import struct
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from cms.kernel.signing import canonical, is_signed
from policies.disbursement.sandbox.books import SIGNS, Books
from policies.disbursement.sandbox.faults import BadFaultSpec, Fault, Faults, read_faults
from policies.disbursement.wire import (
    DEFINITE_REFUSALS,
    END_TO_END_ID_LENGTH,
    IDEMPOTENCY_HEADER,
    KEY_HEADER,
    SIGNATURE_HEADER,
    TIME_HEADER,
)

LARGEST_BODY: Final = 64 * 1024  # bytes
LINGER_OFF: Final = struct.pack("ii", 1, 0)  # close with a reset, as a broken link does
TEXTS: Final = ("end_to_end_id", "currency", "value_date", "debtor_account", "creditor_account", "creditor_name")


@dataclass
class Bank:
    """One running bank: its books, its faults, whom it trusts, and whether it recognises a repeated instruction."""

    books: Books
    faults: Faults
    key: str
    secret: bytes
    is_deduplicating: bool


class BankServer(ThreadingHTTPServer):
    """Serves one Bank; a helper thread executes late instructions."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], bank: Bank) -> None:
        super().__init__(address, Teller)
        self.bank = bank
        threading.Thread(target=self._execute_late, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A customer that hangs up is not worth a traceback."""

    def _execute_late(self) -> None:
        while True:
            time.sleep(0.05)
            self.bank.books.execute_due()


class Teller(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one segment per answer
    server: BankServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard library names it)
        """Keep no log: the books are the log."""

    def do_GET(self) -> None:
        """Payment by end-to-end id; statement by date; the test's look behind the counter."""
        url = urlsplit(self.path)
        match url.path.strip("/").split("/"):
            case ["v1", "payments", end_to_end_id] if self._is_trusted(b""):
                self._tell_payment(end_to_end_id)
            case ["v1", "statements", day] if self._is_trusted(b""):
                self._tell_statement(day, parse_qs(url.query).get("account", [""])[0])
            case ["control", "executions"]:
                self._answer(200, {"executions": self.server.bank.books.executions()})
            case ["control", "date"]:
                self._answer(200, {"date": self.server.bank.books.date.isoformat()})
            case ["v1", *_]:
                self._answer(401, {"status": "error", "detail": "signature, key or time is wrong"})
            case _:
                self._answer(404, {"status": "error", "detail": "no such page"})

    def do_POST(self) -> None:
        """A payment, or a control of the sandbox."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self._answer(413, {"status": "error", "detail": "body missing or too large"})
            return
        body = self.rfile.read(int(length))
        target = urlsplit(self.path).path
        if target == "/v1/payments" and not self._is_trusted(body):
            self._answer(401, {"status": "error", "detail": "signature, key or time is wrong"})
            return
        message = read_object(body)
        if message is None:
            self._answer(400, {"status": "error", "detail": "body is not a JSON object"})
        elif target == "/v1/payments":
            self._take_payment(message, body)
        elif target.startswith("/control/"):
            self._control(target.removeprefix("/control/"), message)
        else:
            self._answer(404, {"status": "error", "detail": "no such page"})

    def _is_trusted(self, body: bytes) -> bool:
        bank = self.server.bank
        return self.headers.get(KEY_HEADER, "") == bank.key and is_signed(
            self.headers.get(SIGNATURE_HEADER, ""),
            bank.secret,
            method=self.command,
            target=self.path,
            moment=self.headers.get(TIME_HEADER, ""),
            idempotency_key=self.headers.get(IDEMPOTENCY_HEADER, ""),
            body=body,
            now=time.time(),
        )

    def _take_payment(self, message: dict[str, Any], body: bytes) -> None:
        bank = self.server.bank
        problem = what_is_wrong(message, body, self.headers.get(IDEMPOTENCY_HEADER, ""))
        if problem:
            self._answer(400, {"status": "error", "detail": problem})
            return
        if bank.is_deduplicating:
            known = bank.books.find(message["end_to_end_id"], even_pending=True)
            if known is not None:
                self._answer_known(message, known["code"], known["amount_fen"])
                return
        fault = bank.faults.draw()
        if fault is Fault.UNAVAILABLE:
            self._answer(503, {"status": "error", "detail": "try later"})
        elif fault is Fault.DROP:
            self._hang_up()
        else:
            code = bank.books.receive(message, fault=fault, late_seconds=bank.faults.late_seconds)
            self._answer_taken(message, code, fault)

    def _answer_known(self, message: dict[str, Any], code: str, amount_fen: int) -> None:
        if amount_fen != message["amount_fen"]:
            self._answer(409, {"status": "error", "detail": "this id was used for another amount"})
        else:
            self._answer_taken(message, code, None)

    def _answer_taken(self, message: dict[str, Any], code: str, fault: Fault | None) -> None:
        echo = {name: message[name] for name in ("end_to_end_id", "amount_fen")}
        if code:
            self._answer(422, {**echo, "status": "refused", "code": code, "detail": DEFINITE_REFUSALS[code]})
        elif fault is Fault.LATE:
            self._hang_up()
        elif fault is Fault.SILENT:
            time.sleep(self.server.bank.faults.silent_seconds)
            self._hang_up()
        elif fault is Fault.BAD_GATEWAY:
            self._answer(502, {"status": "error", "detail": "upstream"})
        else:
            reference = f"B{message['end_to_end_id']}"
            self._answer(201, {**echo, "status": "accepted", "bank_reference": reference})

    def _tell_payment(self, end_to_end_id: str) -> None:
        row = self.server.bank.books.find(end_to_end_id)
        if row is None:
            self._answer(404, {"status": "absent", "end_to_end_id": end_to_end_id})
            return
        answer = {name: row[name] for name in ("end_to_end_id", "amount_fen", "status", "code", "value_date")}
        self._answer(200, {**answer, "bank_reference": f"B{end_to_end_id}"})

    def _tell_statement(self, day: str, account: str) -> None:
        try:
            date = dt.date.fromisoformat(day)
        except ValueError:
            self._answer(400, {"status": "error", "detail": "date is not YYYY-MM-DD"})
            return
        self._answer(200, self.server.bank.books.statement(account, date))

    def _control(self, act: str, message: dict[str, Any]) -> None:
        bank = self.server.bank
        try:
            if act == "date":
                bank.books.set_date(dt.date.fromisoformat(message["date"]))
            elif act == "accounts":
                name, behaviour = message.get("name"), message.get("behaviour", "open")
                bank.books.know_account(account=message["account"], name=name, behaviour=behaviour)
            elif act == "returns":
                if not bank.books.give_back(end_to_end_id=message["end_to_end_id"], reason=message["reason"]):
                    raise ValueError("nothing executed under this id")
            elif act == "strays":
                bank.books.book_stray(
                    debtor=message["account"],
                    amount_fen=int(message["amount_fen"]),
                    kind=message["kind"] if message["kind"] in SIGNS else "charge",
                    name=message["name"],
                )
            elif act == "faults":
                bank.faults = read_faults(message["spec"])
            else:
                self._answer(404, {"status": "error", "detail": "no such control"})
                return
        except (KeyError, ValueError, TypeError, BadFaultSpec) as wrong:
            self._answer(400, {"status": "error", "detail": str(wrong)})
            return
        self._answer(200, {"status": "done", "date": bank.books.date.isoformat()})

    def _answer(self, status: int, message: dict[str, Any]) -> None:
        body = canonical(message)
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_OFF)
        self.connection.close()


def read_object(body: bytes) -> dict[str, Any] | None:
    """The JSON object in the body, or None."""
    try:
        message = json.loads(body)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def what_is_wrong(message: dict[str, Any], body: bytes, key: str) -> str:
    """Why a payment message does not follow the protocol, or an empty text."""
    if any(not isinstance(message.get(name), str) or not message[name] for name in TEXTS):
        return "a field is missing or not a text"
    if type(message.get("amount_fen")) is not int:
        return "amount_fen is not an integer"
    if message["currency"] != "CNY":
        return "currency is not CNY"
    if len(message["end_to_end_id"]) > END_TO_END_ID_LENGTH or message["end_to_end_id"] != key:
        return "end_to_end_id is too long or is not the idempotency key"
    return "" if canonical(message) == body else "body is not canonical"
