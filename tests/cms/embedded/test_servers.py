"""The embedded servers: shared, found again after a kill, wiped on request, in folders of any name."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from cms.embedded import Postgres, Valkey
from cms.embedded.__main__ import main
from cms.embedded.places import PROJECT, ServerUnavailable, lodgers, make_private, only_one, socket_folder

AWKWARD = "县里 的'项目' " + "很长" * 30

NAMELESS = 54321

PRINT_URLS = "from cms.embedded import broker_url, database_url; print(database_url(), broker_url())"

DIE_HOLDING = """
import os, pathlib, signal, sys
from cms.embedded.places import only_one
with only_one(pathlib.Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any account may enter; pytest makes its own private again whenever another session starts."""
    with tempfile.TemporaryDirectory(prefix="zhida-servers-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def var(folder: Path) -> Path:
    """A folder below one that has a long Chinese name with spaces and quotes."""
    return folder / AWKWARD / "var"


@pytest.fixture
def postgres(var: Path) -> Iterator[Postgres]:
    server = Postgres(var)
    yield server
    server.reset()


@pytest.fixture
def valkey(var: Path) -> Iterator[Valkey]:
    server = Valkey(var)
    yield server
    server.reset()


def client(server: Valkey) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(server.socket))


def test_two_processes_share_one_instance(postgres: Postgres, valkey: Valkey, var: Path) -> None:
    environment = os.environ | {"ZHIDA_VAR": str(var)}

    def ask(_: int) -> str:
        return subprocess.check_output([sys.executable, "-c", PRINT_URLS], env=environment, cwd=PROJECT, text=True)

    with ThreadPoolExecutor() as pool:
        answers = set(pool.map(ask, range(3)))
    assert answers == {f"{postgres.url()} {valkey.url()}\n"}
    assert len(lodgers(valkey.data)) == 1
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("SELECT current_database(), '研发费用' ~ '^\\w+$'").fetchone() == ("zhida", True)


def test_postgres_killed_without_warning_keeps_what_was_committed(postgres: Postgres) -> None:
    postgres.ensure()
    with psycopg.connect(postgres.url()) as connection:
        connection.execute("CREATE TABLE paid AS SELECT 2471400 AS yuan")
    for process in lodgers(postgres.data):
        os.kill(process, signal.SIGKILL)
    postgres.ensure()
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("SELECT yuan FROM paid").fetchone() == (2471400,)


def test_a_postmaster_killed_alone_is_replaced(postgres: Postgres) -> None:
    postgres.ensure()
    os.kill(int((postgres.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    postgres.ensure()
    with psycopg.connect(postgres.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_postgres_whose_folder_was_deleted_makes_way_for_a_new_one(postgres: Postgres) -> None:
    postgres.ensure()
    before = set(lodgers(postgres.data))
    subprocess.run(["rm", "-rf", str(postgres.data)], check=True)
    postgres.ensure()
    assert postgres.is_running()
    assert before.isdisjoint(lodgers(postgres.data))


def test_valkey_killed_without_warning_keeps_its_messages(valkey: Valkey) -> None:
    valkey.ensure()
    client(valkey).rpush("queue", *range(1000))
    (process,) = lodgers(valkey.data)
    os.kill(process, signal.SIGKILL)
    valkey.ensure()
    assert client(valkey).llen("queue") == 1000


def test_stop_keeps_and_reset_wipes(postgres: Postgres, valkey: Valkey) -> None:
    for server in (postgres, valkey):
        server.ensure()
    client(valkey).set("kept", "yes")
    for server in (postgres, valkey):
        server.stop()
        assert not server.is_running()
        assert lodgers(server.data) == []
    valkey.ensure()
    assert client(valkey).get("kept") == b"yes"
    for server in (postgres, valkey):
        server.reset()
        assert not server.data.exists()
        assert not socket_folder(server.data).exists()


def test_an_interrupted_birth_is_begun_again(postgres: Postgres) -> None:
    unborn = postgres.data.with_name("postgres-18.unborn")
    unborn.mkdir(parents=True)
    (unborn / "PG_VERSION").write_text("18")
    postgres.ensure()
    assert not unborn.exists()


def test_a_lock_is_given_back_when_its_holder_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert (
        subprocess.run([sys.executable, "-c", DIE_HOLDING, str(lock)], cwd=PROJECT, check=False).returncode
        == -signal.SIGKILL
    )
    with only_one(lock):
        assert lock.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of another account")
def test_a_socket_folder_of_another_account_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    with pytest.raises(ServerUnavailable, match="another account"):
        make_private(tmp_path, 0, 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root reaches a private folder of its own as another account")
def test_root_in_a_private_folder_still_gets_a_server(postgres: Postgres, var: Path) -> None:
    var.parent.mkdir(mode=0o700)
    postgres.ensure()
    assert postgres.is_running()


def test_the_command_line_starts_shows_and_wipes(
    postgres: Postgres, valkey: Valkey, var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cms.embedded.__main__.database", lambda: postgres)
    monkeypatch.setattr("cms.embedded.__main__.broker", lambda: valkey)
    assert [main([action]) for action in ("start", "status", "reset", "status")] == [0, 0, 0, 0]
    states = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
    assert states == ["running"] * 4 + ["stopped"] * 4


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user without a name")
def test_a_user_without_a_name_gets_both_servers(folder: Path) -> None:
    os.chown(folder, NAMELESS, NAMELESS)
    become = ["setpriv", f"--reuid={NAMELESS}", f"--regid={NAMELESS}", "--clear-groups", sys.executable]
    environment = os.environ | {"ZHIDA_VAR": str(folder / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    if subprocess.run([*become, "-c", ""], check=False, capture_output=True).returncode != 0:
        pytest.skip(f"{sys.executable} is in a private folder")

    def told(action: str) -> tuple[str, str]:
        command = [*become, "-m", "cms.embedded", action]
        ended = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        return ended.stdout, ended.stderr

    started, stopped = told("start"), told("reset")
    assert (started[0].count(" running "), started[1]) == (2, "")
    assert (stopped[0].count(" stopped "), stopped[1]) == (2, "")
