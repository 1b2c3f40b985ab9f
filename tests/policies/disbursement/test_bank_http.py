"""What the house concludes from each answer of a bank."""

import datetime as dt
import json

import pytest
import requests
import responses

from cms.kernel.signing import is_signed
from policies.disbursement.gateways.bank_http import BankHttp
from policies.disbursement.gateways.protocol import Presence, UnreadableStatement, Verdict
from policies.disbursement.wire import DEFINITE_REFUSALS
from tests.policies.disbursement.banks import TODAY, instruction

URL = "http://bank.test"
ECHO = {"end_to_end_id": "ZD1A1", "amount_fen": 120_000}
ACCEPTED = ECHO | {"status": "accepted", "bank_reference": "B1"}
REFUSED = ECHO | {"status": "refused", "code": "AC04"}


@pytest.fixture
def gateway() -> BankHttp:
    return BankHttp(url=URL, key="k", secret=b"s")


def answered(gateway: BankHttp, **answer: object) -> Verdict:
    with responses.RequestsMock() as bank:
        bank.post(f"{URL}/v1/payments", **answer)  # type: ignore[arg-type]
        outcome = gateway.send(instruction())
        assert len(bank.calls) == 1  # nothing is repeated by itself
    return outcome.verdict


@pytest.mark.parametrize("status", [200, 201, 202])
def test_an_echoed_acceptance_is_accepted(gateway: BankHttp, status: int) -> None:
    assert answered(gateway, status=status, json=ACCEPTED) is Verdict.ACCEPTED


@pytest.mark.parametrize("code", sorted(DEFINITE_REFUSALS))
def test_an_echoed_definite_refusal_is_refused(gateway: BankHttp, code: str) -> None:
    assert answered(gateway, status=422, json=REFUSED | {"code": code}) is Verdict.REFUSED


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 410, 425, 429, 500, 502, 503, 504])
def test_every_other_error_is_unknown_even_with_a_refusal_in_it(gateway: BankHttp, status: int) -> None:
    assert answered(gateway, status=status, json=REFUSED) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 201, "json": ACCEPTED | {"end_to_end_id": "ZD2A1"}},
        {"status": 201, "json": ACCEPTED | {"amount_fen": 120_001}},
        {"status": 201, "json": ACCEPTED | {"amount_fen": 120_000.0}},
        {"status": 201, "json": ACCEPTED | {"amount_fen": "120000"}},
        {"status": 201, "json": ECHO},
        {"status": 201, "json": ACCEPTED | {"status": "pending"}},
        {"status": 201, "json": [ACCEPTED]},
        {"status": 201, "body": b"<html>busy</html>"},
        {"status": 201, "body": b""},
        {"status": 204, "json": ACCEPTED},
        {"status": 422, "json": REFUSED | {"code": "ZZ99"}},
        {"status": 422, "json": REFUSED | {"code": ["AC04"]}},
        {"status": 422, "json": REFUSED | {"end_to_end_id": "ZD2A1"}},
        {"status": 422, "json": REFUSED | {"amount_fen": 1}},
        {"status": 422, "json": ACCEPTED},
        {"status": 307, "headers": {"Location": f"{URL}/elsewhere"}, "json": ACCEPTED},
        {"body": requests.ConnectionError()},
        {"body": requests.ReadTimeout()},
        {"body": requests.exceptions.ChunkedEncodingError()},
    ],
)
def test_whatever_is_not_plainly_ours_is_unknown(gateway: BankHttp, answer: dict[str, object]) -> None:
    assert answered(gateway, **answer) is Verdict.UNKNOWN


@responses.activate
def test_an_order_is_canonical_signed_and_carries_its_key(gateway: BankHttp) -> None:
    responses.post(f"{URL}/v1/payments", status=201, json=ACCEPTED)
    gateway.send(instruction())
    sent = responses.calls[0].request
    assert isinstance(sent.body, bytes)
    assert json.loads(sent.body)["creditor_name"] == "直达机械有限公司"
    moment, key = sent.headers["X-Bank-Time"], sent.headers["Idempotency-Key"]
    given = sent.headers["X-Bank-Signature"]
    right = {"method": "POST", "target": "/v1/payments", "moment": moment, "idempotency_key": key, "now": int(moment)}
    assert key == "ZD1A1"
    assert is_signed(given, b"s", body=sent.body, **right)
    assert not is_signed(given, b"s", body=sent.body + b" ", **right)
    assert not is_signed(given, b"s", body=sent.body, **right | {"now": int(moment) + 301})


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        ({"status": 200, "json": ECHO | {"status": "executed"}}, Presence.KNOWN),
        ({"status": 200, "json": ECHO | {"status": "executed", "amount_fen": 1}}, Presence.UNCLEAR),
        ({"status": 404, "json": {"status": "absent", "end_to_end_id": "ZD1A1"}}, Presence.ABSENT),
        ({"status": 404, "body": b"nginx"}, Presence.UNCLEAR),
        ({"status": 500, "json": ECHO}, Presence.UNCLEAR),
        ({"body": requests.ConnectionError()}, Presence.UNCLEAR),
    ],
)
@responses.activate
def test_a_question_is_answered_only_by_an_echo(
    gateway: BankHttp, answer: dict[str, object], presence: Presence
) -> None:
    responses.get(f"{URL}/v1/payments/ZD1A1", **answer)  # type: ignore[arg-type]
    assert gateway.find("ZD1A1", 120_000).presence is presence


STATEMENT = {
    "account": "1001",
    "date": "2023-06-01",
    "currency": "CNY",
    "opening_fen": 5,
    "closing_fen": 5,
    "complete": True,
    "entries": [],
}


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2023-06-02"},
        {"account": "1002"},
        {"currency": "USD"},
        {"opening_fen": 5.0},
        {"entries": None},
        {"entries": [{"amount_fen": 1}]},
    ],
)
@responses.activate
def test_a_statement_that_cannot_be_read_is_refused(gateway: BankHttp, change: dict[str, object]) -> None:
    responses.get(f"{URL}/v1/statements/2023-06-01?account=1001", json=STATEMENT | change)
    with pytest.raises(UnreadableStatement):
        gateway.statement("1001", TODAY)


@responses.activate
def test_a_statement_is_read_whole(gateway: BankHttp) -> None:
    responses.get(f"{URL}/v1/statements/2023-06-01?account=1001", json=STATEMENT)
    statement = gateway.statement("1001", TODAY)
    assert (statement.date, statement.opening_fen, statement.is_complete) == (dt.date(2023, 6, 1), 5, True)
