"""The stop switch against claims under way: once thrown, nothing more is claimed. The control leaves the lock out."""

from datetime import date
from functools import partial
from threading import Barrier, Event, Thread

import pytest
from django.db import IntegrityError, connection

from cms.kernel.clock import business_today
from policies.disbursement import dispatch
from policies.disbursement.dispatch import claim_slice
from policies.disbursement.models import Attempt, Slice, StopSwitch
from policies.disbursement.services import stop_switch, throw_stop_switch
from policies.disbursement.states import AttemptState
from tests.conftest import Clock, CommittedDatabase
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.worlds import County, a_county


@pytest.fixture
def county(committed_db: CommittedDatabase, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def claimed_count() -> int:
    return Attempt.objects.filter(state=AttemptState.SUBMITTING).count()


def throw_between_reading_and_claiming(
    county: County, monkeypatch: pytest.MonkeyPatch, read: object, *, patience: float
) -> int:
    """How many attempts are claimed after the switch was thrown, when it is thrown just after a claim has read it.

    The claim goes on when the switch is thrown or, where it cannot be thrown meanwhile, when its patience is over.
    """
    has_read, may_go_on = Event(), Event()

    def read_and_wait() -> StopSwitch:
        switch = read()  # type: ignore[operator]
        has_read.set()
        may_go_on.wait(timeout=patience)
        return switch  # type: ignore[no-any-return]

    monkeypatch.setattr(dispatch, "stop_switch", read_and_wait)
    county.released(1)
    claim = Thread(target=in_own_connection(lambda: claim_slice(Slice.objects.get().pk)))
    claim.start()
    assert has_read.wait(timeout=30)
    throw_stop_switch(by=county.maker, reason="x")  # under the lock this waits for the claim's commit
    before = claimed_count()
    may_go_on.set()
    claim.join()
    return claimed_count() - before


def in_own_connection(work: object) -> object:
    def run() -> None:
        try:
            work()  # type: ignore[operator]
        finally:
            connection.close()

    return run


def test_no_claim_commits_after_the_switch_is_thrown(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    assert throw_between_reading_and_claiming(county, monkeypatch, stop_switch, patience=1) == 0


def test_read_without_the_lock_a_claim_slips_through(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked = partial(StopSwitch.objects.get, pk=1)
    assert throw_between_reading_and_claiming(county, monkeypatch, unlocked, patience=30) == 1


def claimed_at_once(county: County, workers: int) -> tuple[list[int], list[type[Exception]]]:
    """The attempts of one slice that so many workers claimed at once, and with what the others failed."""
    part = county.released(40).slices.get()
    start, claims, failures = Barrier(workers), list[int](), list[type[Exception]]()

    def claim() -> None:
        start.wait(timeout=30)
        try:
            claims.extend(one.attempt_id for one in claim_slice(part.pk))
        except IntegrityError as failure:
            failures.append(type(failure))

    threads = [Thread(target=in_own_connection(claim)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return claims, failures


def test_two_workers_never_claim_the_same_attempt(county: County) -> None:
    claims, failures = claimed_at_once(county, 4)
    assert (len(claims), len(set(claims)), failures) == (40, 40, [])


def test_without_holding_the_attempts_only_the_keys_of_the_ledger_stop_the_second_worker(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_read = Barrier(2)

    def today_when_both_have_read() -> date:
        both_have_read.wait(timeout=30)
        return business_today()

    monkeypatch.setattr(dispatch, "_hold", lambda rows: rows.order_by("pk"))
    monkeypatch.setattr(dispatch, "business_today", today_when_both_have_read)
    claims, failures = claimed_at_once(county, 2)
    assert (len(claims), len(set(claims)), failures) == (40, 40, [IntegrityError])
