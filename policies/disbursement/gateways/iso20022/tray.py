"""The tray into which a bank puts its files: each is read once in a process, however often somebody asks.

A file is known by its name, size and time. One that was written anew, or was taken away to an archive, makes the tray
forget all and read what lies there now: the answers are always those of the files that lie there.
"""

import datetime as dt
import logging
from functools import lru_cache
from pathlib import Path
from threading import Lock

from cms.kernel.errors import Refused
from policies.disbursement.gateways.iso20022.messages import Status, statement, statuses
from policies.disbursement.gateways.iso20022.xml import CAMT_053, PAIN_002, namespace_of, read_xml
from policies.disbursement.gateways.protocol import BankStatement

logger = logging.getLogger(__name__)

Mark = tuple[int, int]  # time of the last change in nanoseconds, size in bytes


class InTray:
    """What lies in one folder: the latest word on each instruction, and which file tells of which day."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, Lock()
        self._forget()

    def status(self, end_to_end_id: str) -> Status | None:
        """The latest word of a pain.002 on the instruction; None when there is none yet."""
        with self._lock:
            self._look()
            return self._statuses.get(end_to_end_id)

    def statement(self, account: str, date: dt.date) -> BankStatement | None:
        """The camt.053 of the account and day; None when there is none yet.

        Raises Refused when there is none and some file tells of no day that can be read: it may be that one.
        """
        with self._lock:
            self._look()
            path = self._days.get((account, date))
            if path is None and self._unsound:
                raise self._unsound[0]
        return None if path is None else statement(path.read_bytes())

    def _forget(self) -> None:
        self._marks: dict[str, Mark] = {}
        self._statuses: dict[str, Status] = {}
        self._days: dict[tuple[str, dt.date], Path] = {}
        self._unsound: list[Refused] = []

    def _look(self) -> None:
        """What has come since is read, in the order in which it came."""
        there = {path.name: _mark(path) for path in self._folder.glob("*.xml")}
        if any(there.get(name) != mark for name, mark in self._marks.items()) or self._came_before(there):
            self._forget()
        for name in sorted(there.keys() - self._marks.keys(), key=lambda one: (there[one], one)):
            self._read(self._folder / name)
            self._marks[name] = there[name]

    def _came_before(self, there: dict[str, Mark]) -> bool:
        """Whether a file that is not known yet bears an earlier time than one that is: its word is the older one."""
        new = [there[name] for name in there.keys() - self._marks.keys()]
        return bool(new and self._marks) and min(new) < max(self._marks.values())

    def _read(self, path: Path) -> None:
        """What is no XML of ours is left to the upload page."""
        body = path.read_bytes()
        try:
            namespace = namespace_of(read_xml(body))
        except Refused:
            return
        if namespace == PAIN_002:
            self._note_words(path, body)
        elif namespace == CAMT_053:
            self._note_day(path, body)

    def _note_words(self, path: Path, body: bytes) -> None:
        """A report that cannot be read says nothing of any instruction: the statement will."""
        try:
            self._statuses |= {one.end_to_end_id: one for one in statuses(body)}
        except Refused as refusal:
            logger.warning("bank file %s: %s", path.name, refusal.code)

    def _note_day(self, path: Path, body: bytes) -> None:
        try:
            told = statement(body)
        except Refused as refusal:
            self._unsound.append(refusal)
        else:
            self._days.setdefault((told.account, told.date), path)


def _mark(path: Path) -> Mark:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def tray_of(folder: Path) -> InTray:
    """The one tray of the folder in this process."""
    return InTray(folder)
