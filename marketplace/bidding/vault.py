"""A folder of secrets outside the database: private files, atomic writes, one writer at a time, a chained log."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

LOG = "log.jsonl"
START = "0" * 64
LONGEST_LINE = 8192
TORN = "torn_line"
"""The act of a line that owns to the half line before it."""


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
        whole, torn = self._end()
        if torn:
            told = {"act": TORN, "sha256": hashlib.sha256(torn).hexdigest()}
            whole = self._append(told, after=whole, before=b"\n")
        self._append(facts, after=whole)

    def log(self) -> list[dict[str, Any]]:
        """Return every line of the log, the oldest first; one that was torn off says so, with what there is of it."""
        return [_read(line) or {"act": TORN, "torn": line.decode(errors="replace")} for line in self._lines()]

    def is_log_whole(self) -> bool:
        """Whether no line was changed, inserted or taken out; that the end was cut off only another copy shows.

        Half a line, which a process killed while writing leaves behind, is whole where the next line owns to it.
        """
        previous, torn = START, ""
        for line in self._lines():
            told = _read(line)
            if told is None:
                if torn:
                    return False
                torn = hashlib.sha256(line).hexdigest()
                continue
            if told.get("previous") != previous or (torn and (told.get("act"), told.get("sha256")) != (TORN, torn)):
                return False
            previous, torn = hashlib.sha256(line).hexdigest(), ""
        return True

    def _append(self, facts: Mapping[str, object], *, after: bytes, before: bytes = b"") -> bytes:
        """Write one line durably and return it; `after` is the last whole line, `before` what ends a torn one."""
        previous = hashlib.sha256(after).hexdigest() if after else START
        line = json.dumps({**facts, "previous": previous}, sort_keys=True).encode()
        if len(line) >= LONGEST_LINE:
            raise ValueError(f"a note of {len(line)} bytes")
        handle = os.open(self.root / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            left = before + line + b"\n"
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        return line

    def _lines(self) -> list[bytes]:
        path = self.root / LOG
        return path.read_bytes().splitlines() if path.exists() else []

    def _end(self) -> tuple[bytes, bytes]:
        """Return the last whole line and the half line after it, reading only the end of a log that keeps growing."""
        path = self.root / LOG
        if not path.exists():
            return b"", b""
        with path.open("rb") as log:
            log.seek(-min(2 * LONGEST_LINE, log.seek(0, os.SEEK_END)), os.SEEK_END)
            *ended, torn = log.read().split(b"\n")
        return next((line for line in reversed(ended) if _read(line)), b""), torn

    def _sync_folder(self) -> None:
        handle = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(line: bytes) -> dict[str, Any] | None:
    """The line's facts; None for one that was never written to its end."""
    try:
        facts = json.loads(line)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None
