"""The sandbox bank on a real socket, and what the house can and cannot know of it."""

import datetime as dt
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests

from cms.kernel.signing import is_signed
from policies.disbursement.gateways.protocol import Presence, Verdict
from policies.disbursement.sandbox.faults import BadFaultSpec, read_faults
from tests.policies.disbursement.banks import SECRET, TODAY, customer_of, instruction, running_bank

TOMORROW = TODAY + dt.timedelta(days=1)


def test_a_payment_is_accepted_booked_and_on_the_statement(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank:
        gateway = customer_of(bank)
        assert gateway.send(instruction()).verdict is Verdict.ACCEPTED
        assert gateway.find("ZD1A1", 120_000).bank_status == "executed"
        statement = gateway.statement("1001", TODAY)
        assert statement.opening_fen - 120_000 == statement.closing_fen
        assert not statement.is_complete
        bank.set_date(TOMORROW)
        assert gateway.statement("1001", TODAY).is_complete


@pytest.mark.parametrize(
    ("fault", "is_paid"),
    [("bad_gateway=1", True), ("unavailable=1", False), ("drop=1", False), ("silent=1,silent_seconds=9", True)],
)
def test_a_faulty_answer_is_unknown_whether_paid_or_not(tmp_path: Path, fault: str, is_paid: bool) -> None:
    with running_bank(tmp_path, faults=fault) as bank:
        assert customer_of(bank, read_seconds=0.5).send(instruction()).verdict is Verdict.UNKNOWN
        assert bank.executions() == ({"ZD1A1": 1} if is_paid else {})


def test_absent_now_does_not_mean_unpaid_later(tmp_path: Path) -> None:
    with running_bank(tmp_path, faults="late=1,late_seconds=0.6") as bank:
        gateway = customer_of(bank)
        assert gateway.send(instruction()).verdict is Verdict.UNKNOWN
        assert gateway.find("ZD1A1", 120_000).presence is Presence.ABSENT
        time.sleep(1)
        assert gateway.find("ZD1A1", 120_000).presence is Presence.KNOWN
        assert bank.executions() == {"ZD1A1": 1}


def test_what_was_taken_late_is_executed_before_its_day_closes(tmp_path: Path) -> None:
    with running_bank(tmp_path, faults="late=1,late_seconds=999") as bank:
        gateway = customer_of(bank)
        gateway.send(instruction())
        bank.set_date(TOMORROW)
        assert [entry.end_to_end_id for entry in gateway.statement("1001", TODAY).entries] == ["ZD1A1"]


def test_an_order_for_another_day_is_definitely_refused(tmp_path: Path) -> None:
    with running_bank(tmp_path, date=TOMORROW) as bank:
        outcome = customer_of(bank).send(instruction())
        assert (outcome.verdict, outcome.code) == (Verdict.REFUSED, "DT01")


def test_a_bank_that_does_not_recognise_repeats_pays_twice_and_one_that_does_pays_once(tmp_path: Path) -> None:
    for dedup, times in (("no", 2), ("yes", 1)):
        with running_bank(tmp_path / dedup, dedup=dedup) as bank:
            verdicts = {customer_of(bank).send(instruction()).verdict for _ in range(2)}
            assert (verdicts, bank.executions()) == ({Verdict.ACCEPTED}, {"ZD1A1": times})


@pytest.mark.parametrize(
    ("account", "name", "behaviour", "code"),
    [
        ("6222000099990001", None, "closed", "AC04"),
        ("6222000099990002", None, "blocked", "AC06"),
        ("6222000099990003", "另一家公司", "open", "BE01"),
        ("12ab", None, "open", "AC01"),
    ],
)
def test_accounts_that_cannot_be_paid_are_definitely_refused(
    tmp_path: Path, account: str, name: str | None, behaviour: str, code: str
) -> None:
    with running_bank(tmp_path) as bank:
        bank.know_account(account, name=name, behaviour=behaviour)
        outcome = customer_of(bank).send(instruction(creditor_account=account))
        assert (outcome.verdict, outcome.code, bank.executions()) == (Verdict.REFUSED, code, {})


def test_a_returned_payment_comes_back_on_the_statement_of_the_return_day(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank:
        gateway = customer_of(bank)
        bank.know_account("6222000012345678", behaviour="bounces")
        gateway.send(instruction())
        bank.set_date(TOMORROW)
        [entry] = gateway.statement("1001", TOMORROW).entries
        assert (entry.kind, entry.is_debit, entry.end_to_end_id, entry.reason) == ("return", False, "ZD1A1", "AC04")


def test_a_killed_bank_remembers(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank:
        customer_of(bank).send(instruction())
    with running_bank(tmp_path) as bank:
        assert bank.executions() == {"ZD1A1": 1}


def test_a_wrong_signature_moves_no_money(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank:
        gateway = customer_of(bank)
        gateway._secret = b"another"
        assert gateway.send(instruction()).code == "HTTP401"
        assert bank.executions() == {}


def test_the_bank_does_not_go_back_in_time(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank, pytest.raises(requests.HTTPError):
        bank.set_date(TODAY - dt.timedelta(days=1))


@pytest.mark.parametrize("spec", ["late=2", "late=0.6,drop=0.6", "typo=0.1", "late=x", "late"])
def test_an_unreadable_fault_specification_is_refused(spec: str) -> None:
    with pytest.raises(BadFaultSpec):
        read_faults(spec)


def test_the_same_seed_draws_the_same_faults() -> None:
    first, second = (read_faults("late=0.3,drop=0.3,seed=5") for _ in range(2))
    assert [first.draw() for _ in range(50)] == [second.draw() for _ in range(50)]


def test_the_bank_tells_its_customer_what_it_booked_and_signs_it(tmp_path: Path) -> None:
    heard: list[tuple[dict[str, str], bytes]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), body))
            self.send_response(200)
            self.end_headers()

    ear = HTTPServer(("127.0.0.1", 0), Ear)
    listening = threading.Thread(target=ear.handle_request)
    listening.start()
    with running_bank(tmp_path, notify=f"http://127.0.0.1:{ear.server_port}/bank/notices/") as bank:
        customer_of(bank).send(instruction())
        listening.join(timeout=10)
    [(headers, body)] = heard
    given = {name.lower(): value for name, value in headers.items()}
    assert json.loads(body)["end_to_end_id"] == "ZD1A1"
    assert is_signed(
        given["x-bank-signature"],
        SECRET.encode(),
        method="POST",
        target="/bank/notices/",
        moment=given["x-bank-time"],
        idempotency_key=given["idempotency-key"],
        body=body,
        now=time.time(),
    )
