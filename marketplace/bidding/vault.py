"""A folder of secrets outside the database: private files, atomic writes, one writer at a time, a chained log."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

LOG = "log.jsonl"
START = "0" * 64
LONGEST_LINE = 8192


class Vault:
    """Reads and writes JSON documents under `root`, which nobody but the owner of the process may enter.

    Take `locked()` around every read-modify-write; it holds between processes of one machine.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.chmod(0o700)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only writer; not re-entrant."""
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def read(self, name: str) -> dict[str, Any] | None:
        """Return the document, or None when there is none."""
        path = self.root / f"{name}.json"
        if not path.exists():
            return None
        document: dict[str, Any] = json.loads(path.read_bytes())
        return document

    def write(self, name: str, document: dict[str, Any]) -> None:
        """Store the document whole or not at all, durably, readable by the owner only."""
        draft = self.root / f".{name}.{uuid4().hex}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, json.dumps(document).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(self.root / f"{name}.json")
        self._sync_folder()

    def note(self, **facts: object) -> None:
        """Append one line to the log, durably; each line holds the digest of the one before."""
        line = json.dumps({**facts, "previous": self._last_digest()}, sort_keys=True) + "\n"
        if len(line) > LONGEST_LINE:
            raise ValueError(f"a note of {len(line)} bytes")
        handle = os.open(self.root / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def log(self) -> list[dict[str, Any]]:
        """Return every line of the log, the oldest first."""
        return [json.loads(line) for line in self._lines()]

    def is_log_whole(self) -> bool:
        """Whether no line was changed, inserted or taken out; that the end was cut off only another copy shows."""
        previous = START
        for line in self._lines():
            if json.loads(line)["previous"] != previous:
                return False
            previous = hashlib.sha256(line).hexdigest()
        return True

    def _lines(self) -> list[bytes]:
        path = self.root / LOG
        return path.read_bytes().splitlines() if path.exists() else []

    def _last_digest(self) -> str:
        """Return the digest of the last line, reading only the end of a log that never stops growing."""
        path = self.root / LOG
        if not path.exists():
            return START
        with path.open("rb") as log:
            log.seek(-min(LONGEST_LINE, log.seek(0, os.SEEK_END)), os.SEEK_END)
            lines = log.read().splitlines()
        return hashlib.sha256(lines[-1]).hexdigest() if lines else START

    def _sync_folder(self) -> None:
        handle = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
