"""The stop switch against claims under way: once thrown, nothing more is claimed. The control leaves the lock out."""

from threading import Barrier, Event, Thread

import pytest
from django.db import connection

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


def throw_between_reading_and_claiming(county: County, monkeypatch: pytest.MonkeyPatch, read: object) -> int:
    """How many attempts are claimed after the switch was thrown, when it is thrown just after a claim has read it."""
    has_read, may_go_on = Event(), Event()

    def read_and_wait() -> StopSwitch:
        switch = read()  # type: ignore[operator]
        has_read.set()
        may_go_on.wait(timeout=2)
        return switch  # type: ignore[no-any-return]

    monkeypatch.setattr(dispatch, "stop_switch", read_and_wait)
    county.released(1)
    claim = Thread(target=in_own_connection(lambda: claim_slice(Slice.objects.get().pk)))
    claim.start()
    has_read.wait(timeout=10)
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
    assert throw_between_reading_and_claiming(county, monkeypatch, stop_switch) == 0


def test_read_without_the_lock_a_claim_slips_through(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    assert throw_between_reading_and_claiming(county, monkeypatch, lambda: StopSwitch.objects.get(pk=1)) == 1


def test_two_workers_never_claim_the_same_attempt(county: County) -> None:
    part = county.released(40).slices.get()
    barrier, claims = Barrier(4), []

    def claim() -> None:
        barrier.wait(timeout=10)
        claims.extend(claim_slice(part.pk))

    workers = [Thread(target=in_own_connection(claim)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(claims) == len({one.attempt_id for one in claims}) == 40
