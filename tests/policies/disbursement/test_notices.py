"""The bank's own calls: trusted by signature, kept once, and never believed."""

import json
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db.models import Sum
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from cms.kernel import refusals
from cms.kernel.errands import run_due
from cms.kernel.models import Errand, Event, RefusedCount, RefusedMessage
from cms.kernel.signing import signature
from policies.budgets.queries import balances, ledger_faults
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.inbox import BankNotice
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.wire import IDEMPOTENCY_HEADER, KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER
from tests.conftest import Clock
from tests.policies.disbursement.banks import KEY, SECRET, TODAY, running_bank
from tests.policies.disbursement.worlds import County, a_county

pytestmark = pytest.mark.django_db
ADDRESS = "/bank/notices/"
_rounds = count()


@pytest.fixture
def county(db: None, clock: Clock, settings: Any) -> County:
    clock.set(TODAY)
    settings.BANK_KEY, settings.BANK_SECRET = KEY, SECRET
    return a_county()


def call(event_id: str, end_to_end_id: str = "ZD1", *, kind: str = "payment", age: int = 0, flip: bool = False) -> int:
    """The status of our answer to a signed call."""
    body = json.dumps({"event_id": event_id, "end_to_end_id": end_to_end_id, "kind": kind}).encode()
    moment = str(int(time.time()) - age)
    signed = signature(
        SECRET.encode(), method="POST", target=ADDRESS, moment=moment, idempotency_key=event_id, body=body
    )
    headers = {KEY_HEADER: KEY, TIME_HEADER: moment, SIGNATURE_HEADER: signed, IDEMPOTENCY_HEADER: event_id}
    if flip:
        body = body.replace(b"payment", b"peyment")
    sent = Client().post(ADDRESS, body, content_type="application/json", headers=headers)
    return sent.status_code


def test_a_repeated_notice_is_kept_once_and_owes_one_question(county: County) -> None:
    assert [call("E1"), call("E1"), call("E1")] == [200, 200, 200]
    assert BankNotice.objects.count() == 1
    assert Errand.objects.filter(task__endswith="ask_about_notice").count() == 1


@pytest.mark.parametrize("wrong", [{"age": 310}, {"age": -310}, {"flip": True}])
def test_a_flipped_bit_or_an_old_time_is_refused_and_the_refusal_kept(county: County, wrong: dict[str, Any]) -> None:
    events = Event.objects.count()
    assert call("E1", **wrong) == 401
    assert (BankNotice.objects.count(), Event.objects.count()) == (0, events)
    assert RefusedMessage.objects.get().boundary == "bank.notice"


def flooded(times: int) -> tuple[int, int]:
    """So many calls that are not signed: how many were kept, and how many are on record as counted."""
    assert {call(f"E{number}", flip=True) for number in range(times)} == {401}
    total = RefusedCount.objects.filter(boundary="bank.notice").aggregate(total=Sum("count"))["total"]
    return RefusedMessage.objects.count(), total


def test_a_flood_of_unsigned_notices_is_counted_and_only_its_first_are_kept(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "KEPT_AN_HOUR", 3)
    with time_machine.travel(datetime(2026, 3, 1, 8, 30, tzinfo=UTC), tick=False):
        assert flooded(25) == (3, 25)
        assert call("E1", kind="x" * 21) == 422  # of another kind: it is not lost among them
        assert RefusedMessage.objects.count() == 4
    with time_machine.travel(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), tick=False):
        assert flooded(5) == (7, 31)
    assert RefusedCount.objects.count() == 3
    assert not BankNotice.objects.exists()


def test_control_without_the_bound_a_flood_is_kept_whole(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "KEPT_AN_HOUR", 10**9)
    assert flooded(25)[0] == 25


def test_a_notice_that_says_settled_settles_nothing(county: County) -> None:
    [one] = claim_slice(county.released(1).slices.get().pk)
    record_outcomes([(one.attempt_id, Outcome(Verdict.ACCEPTED))])
    assert call("E1", one.instruction.end_to_end_id, kind="settled") == 200
    assert (Attempt.objects.get().state, Payment.objects.get().state) == ("accepted", "released")


def test_notices_in_any_order_and_number_lead_to_the_same_end(county: County, tmp_path: Path, settings: Any) -> None:
    with running_bank(tmp_path, faults="bad_gateway=1") as bank:
        settings.BANK_URL = bank.url
        county.released(3)
        run_due()
        keys = list(Attempt.objects.order_by("pk").values_list("end_to_end_id", flat=True))
        assert set(Attempt.objects.values_list("state", flat=True)) == {"unknown"}
        before = balances(county.line)

        @hypothesis(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(st.sampled_from([*keys, "ZDnobody"]), min_size=3, max_size=9))
        def any_order(calls: list[str]) -> None:
            turn = next(_rounds)
            for number, key in enumerate([*calls, *keys]):
                call(f"{turn}:{number % 4}:{key}", key)
            run_due()
            assert set(Attempt.objects.values_list("state", flat=True)) == {"accepted"}
            assert balances(county.line) == before
            assert ledger_faults() == {}

        any_order()
        assert set(bank.executions().values()) == {1}
