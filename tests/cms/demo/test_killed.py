"""A demo killed in mid-run leaves nothing half done; the next one ends what was left running, and goes on."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cms.demo.director.agenda import lived_keys
from cms.demo.director.market import Market
from cms.demo.director.processes import DemoRunning, end_lodgers, kept_running, only_demo, running
from cms.demo.director.subsidies import Subsidies
from cms.demo.director.town import Town
from cms.demo.director.worker import AWAITED, Worker, WorkerSilent
from cms.demo.models import LivedStep
from cms.embedded.places import lodgers
from cms.kernel.errands import RECORDS, Errand, open_errands
from cms.kernel.models import Event, Message
from cms.kernel.trail import broken_links
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.states import AdmissionState
from tests.conftest import CommittedDatabase

ROOT = Path(__file__).resolve().parents[3]
SIZE, LAST = 2_000, date(2023, 1, 5)
PATIENCE = 240.0


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def living(environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """A process that lives the county's first days."""
    command = [sys.executable, "-m", "tests.cms.demo.lived", str(SIZE), LAST.isoformat()]
    with log.open("ab") as output:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)


def until_lived(process: "subprocess.Popen[bytes]", count: int) -> None:
    """Waits until so many steps were lived."""
    end = time.monotonic() + PATIENCE
    while LivedStep.objects.count() < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)


def the_countys(environment: dict[str, str], var: Path) -> dict[str, str]:
    """The environment of a process that lives the county in the test's database and folder."""
    return os.environ | environment | {"ZHIDA_VAR": str(var), "BANK_URL": f"http://127.0.0.1:{free_port()}"}


def everything_was_done_once(folder: Path) -> None:
    """Asserts that every step until LAST was lived, what it did stands once, and nobody is owed a record of it."""
    town = Town(2023)
    agenda = [*Market(town).agenda(), *Subsidies(town, size=SIZE, folder=folder).agenda()]
    expected = Counter(step.key for step in agenda if step.at.date() <= LAST)
    assert max(expected.values()) == 1
    assert expected.keys() <= lived_keys()
    assert Agency.objects.count() == sum(key.endswith(" registers") for key in expected)
    admitted = sum(key.startswith("agency") and key.endswith("admitted") for key in expected)
    assert Admission.objects.filter(state=AdmissionState.ADMITTED).count() == admitted > 0
    events = Event.objects.filter(subject_type="marketplace.admission").order_by("subject_id", "sequence")
    assert Counter(event.name for event in events)["admission.admitted"] == admitted
    chains: dict[int, list[Event]] = {}
    for event in events:
        chains.setdefault(event.subject_id, []).append(event)
    assert [broken_links(chain) for chain in chains.values()] == [[] for _ in chains]
    told = Errand.objects.filter(task="marketplace.agencies.tasks.tell_agency", done_at__isnull=False)
    assert Message.objects.filter(party__agency__isnull=False).count() == told.count() >= admitted
    assert not open_errands().filter(queue__in=AWAITED).exists()


def test_a_demo_killed_in_mid_run_goes_on_and_does_everything_once(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    var, log = tmp_path / "var", tmp_path / "lived.log"
    environment = the_countys(committed_db.environment, var)
    killed = living(environment, log)
    until_lived(killed, 40)
    killed.kill()
    assert killed.wait() == -signal.SIGKILL, log.read_text()
    worker = var / "demo" / "run" / "worker"
    forgotten = lodgers(worker)
    assert forgotten

    assert living(environment, log).wait(PATIENCE) == 0, log.read_text()
    everything_was_done_once(tmp_path)
    assert not lodgers(worker)


def test_a_worker_killed_in_mid_run_is_started_again_and_the_demo_ends_as_if_nothing_had_been(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    var, log = tmp_path / "var", tmp_path / "lived.log"
    directing = living(the_countys(committed_db.environment, var), log)
    until_lived(directing, 40)
    killed = lodgers(var / "demo" / "run" / "worker")
    for process in killed:
        os.kill(process, signal.SIGKILL)
    assert killed
    assert directing.wait(PATIENCE) == 0, log.read_text()
    everything_was_done_once(tmp_path)


def nobody_starts_again() -> bool:
    """The control: whoever ended stays away."""
    return False


def test_a_worker_that_nobody_starts_again_ends_the_demo_and_says_what_is_owed(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.demo.director.worker.PATIENCE", 0.2)
    Errand.objects.create(task="marketplace.opendata.tasks.publish_need", subject_id=1, queue=RECORDS)
    with pytest.raises(WorkerSilent, match="publish_need"):
        Worker(nobody_starts_again).wait()


def test_what_ended_is_started_again_and_what_has_not_is_left_alone(tmp_path: Path) -> None:
    with kept_running([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "sleeper.log") as go_on:
        home = tmp_path / "run" / "sleeper"
        assert not go_on()
        (first,) = lodgers(home)
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 10
        while not go_on() and time.monotonic() < end:
            time.sleep(0.02)
        (second,) = lodgers(home)
        assert second != first
    assert not lodgers(home)


def test_a_second_demo_on_the_same_data_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    with only_demo(tmp_path), pytest.raises(DemoRunning), only_demo(tmp_path):
        pass
    with only_demo(tmp_path):
        assert (tmp_path / "demo.lock").exists()


def test_a_process_ends_with_its_block_and_one_left_behind_before_the_next_starts(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    home = tmp_path / "run" / "sleeper"
    home.mkdir(parents=True)
    with subprocess.Popen(command, cwd=home) as forgotten, running(command, tmp_path / "sleeper.log") as process:
        assert forgotten.wait(5) == -signal.SIGTERM
        assert lodgers(home) == [process.pid]
    assert not lodgers(home)


def test_whoever_does_not_end_when_asked_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.demo.director.processes.PATIENCE", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1\n"
        end_lodgers(tmp_path)
        assert process.wait(5) == -signal.SIGKILL
