"""An errand is owed with its event, done once, tried again when it fails, and parked when it cannot be done."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.kernel import errands
from cms.kernel.errands import Errand, NoWiring, errand, owe, run, run_due, sweep, wire
from cms.kernel.people.models import Party
from cms.kernel.trail import record

USCC = "91340000MA2MQ0001T"
done: list[int] = []


@errand()
def rename(party_id: int) -> None:
    done.append(party_id)
    Party.objects.filter(pk=party_id).update(short_name="已改")


@errand()
def stumble(party_id: int) -> None:
    Party.objects.filter(pk=party_id).update(short_name="半途")
    raise ValueError("stumbled")


@errand(outward=True, queue="mail")
def shout(party_id: int) -> None:
    assert not connection.in_atomic_block or connection.savepoint_ids, "an outward errand talks outside its claim"
    done.append(party_id)


@errand(outward=True)
def outlive_the_lease(party_id: int) -> None:
    Errand.objects.update(done_at=timezone.now(), tries=1)  # by whoever took it over meanwhile
    raise ValueError("too late")


@pytest.fixture(autouse=True)
def wiring(monkeypatch: pytest.MonkeyPatch) -> None:
    done.clear()
    monkeypatch.setattr(errands, "wiring", errands.Wiring())
    wire({"party.named": (rename,), "party.stumbled": (stumble,)}, (), None)


def party() -> Party:
    return Party.objects.create(uscc=USCC, name="云川某某有限公司")


@pytest.mark.django_db
def test_an_event_owes_its_errand_and_the_errand_is_done_once() -> None:
    subject = party()
    record("party.named", about=subject, by=None)
    assert run_due() == 1
    assert run_due() == 0
    assert done == [subject.pk]


@pytest.mark.django_db
def test_a_rolled_back_event_owes_nothing() -> None:
    subject = party()
    with transaction.atomic():
        record("party.named", about=subject, by=None)
        transaction.set_rollback(True)
    assert not Errand.objects.exists()


@pytest.mark.django_db
def test_a_failing_errand_leaves_no_half_work_and_is_tried_later_then_parked() -> None:
    subject = party()
    record("party.stumbled", about=subject, by=None)
    owed = Errand.objects.get()
    for _ in range(errands.MOST_TRIES):
        Errand.objects.filter(pk=owed.pk).update(run_at=timezone.now())
        assert not run(owed.pk)
    owed.refresh_from_db()
    subject.refresh_from_db()
    assert subject.short_name == ""
    assert owed.parked_at is not None
    assert owed.error == "ValueError: stumbled"


@pytest.mark.django_db
def test_an_errand_whose_task_is_known_no_longer_keeps_none_of_the_others_waiting() -> None:
    gone = Errand.objects.create(task="house.before.rebuilt", subject_id=1)
    owe(rename, party().pk)
    assert run_due() == 1
    gone.refresh_from_db()
    assert (gone.tries, gone.done_at) == (1, None)
    assert "house.before.rebuilt" in gone.error


@pytest.mark.django_db
def test_who_fails_after_another_has_done_the_errand_changes_nothing_of_it() -> None:
    owed = owe(outlive_the_lease, party().pk)
    assert not run(owed.pk)
    owed.refresh_from_db()
    assert (owed.tries, owed.error, owed.parked_at) == (1, "", None)
    assert owed.done_at is not None


def test_two_workers_do_an_errand_once(committed_db: object) -> None:
    with transaction.atomic():
        owed = owe(rename, party().pk)
    outcomes: list[bool] = []

    def work() -> None:
        outcomes.append(run(owed.pk))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, False, False, True]
    assert len(done) == 1


def test_control_without_the_claim_four_workers_do_it_more_than_once(
    committed_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        owed = owe(rename, party().pk)
    meet = threading.Barrier(4, timeout=30)

    def unguarded(errand_id: int) -> Errand:
        found = Errand.objects.get(pk=errand_id)
        meet.wait()
        return found

    monkeypatch.setattr(errands, "_held", unguarded)

    def work() -> None:
        run(owed.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4


def test_an_outward_errand_whose_worker_died_is_done_again_after_its_lease(committed_db: object) -> None:
    with transaction.atomic():
        owed = owe(shout, party().pk)
    Errand.objects.filter(pk=owed.pk).update(lease_until=timezone.now() + timedelta(seconds=60))
    assert not run(owed.pk)
    Errand.objects.filter(pk=owed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert run(owed.pk)
    assert len(done) == 1


@pytest.mark.django_db
def test_a_lost_message_is_sent_again_by_the_sweep() -> None:
    told: list[int] = []
    wire({"party.named": (rename,)}, (), lambda errand_id, queue: told.append(errand_id))
    record("party.named", about=party(), by=None)
    assert sweep() == 0
    long_ago = timezone.now() - timedelta(minutes=1)
    Errand.objects.update(run_at=long_ago, woken_at=long_ago)
    assert sweep() == 1
    assert sweep() == 0  # it was woken a moment ago
    assert told == [Errand.objects.get().pk]


@pytest.mark.django_db
def test_the_kernel_refuses_an_event_when_no_wiring_was_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands.wiring, "when", None)
    with pytest.raises(NoWiring):
        record("party.named", about=party(), by=None)


@pytest.mark.django_db
def test_one_failing_part_of_a_tick_does_not_stop_the_others() -> None:
    heard: list[str] = []

    def breaks() -> None:
        raise ValueError("part broke")

    wire({}, (breaks, lambda: heard.append("second")), None)
    with pytest.raises(ExceptionGroup):
        errands.tick()
    assert heard == ["second"]
