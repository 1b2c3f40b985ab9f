"""The tray into which a bank puts its files: each is read once in a process, however often somebody asks.

A file is known by its name, size and time. One that was written anew, or was taken away to an archive, makes the tray
forget all and read what lies there now: the answers are always those of the files that lie there.

Where the house and its bank share a secret, a file counts once its signature lies beside it: `name.xml.hmac`, the
HMAC-SHA-256 of the file's bytes in hexadecimal (RFC 2104). Whoever can only write to the folder settles nothing.
"""

import datetime as dt
import hashlib
import hmac
import logging
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused
from policies.disbursement.gateways.iso20022.messages import Status, statement, statuses
from policies.disbursement.gateways.iso20022.xml import CAMT_053, PAIN_002, namespace_of, read_xml
from policies.disbursement.gateways.protocol import BankStatement

logger = logging.getLogger(__name__)

Mark = tuple[int, int, int]  # last change in nanoseconds, size in bytes, last change of its signature
SIGNATURE: Final = ".hmac"


class FileUnsigned(Refused):
    """A file in the folder without its signature, or with one that is not the bank's."""

    sentence = _("文件“%(name)s”没有银行的有效签名，已拒收。")
    who_can = _("请银行补送签名文件；或由一人在对账页提交该文件，另一人与银行核对后确认入账。")
    status = 422


class InTray:
    """What lies in one folder: the latest word on each instruction, and which file tells of which day."""

    def __init__(self, folder: Path, secret: bytes = b"") -> None:
        self._folder, self._secret, self._lock = folder, secret, Lock()
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
            if path is None and self._unsigned:
                raise FileUnsigned(name=min(self._unsigned))
        return None if path is None else statement(self._body(path))

    def _forget(self) -> None:
        self._marks: dict[str, Mark] = {}
        self._statuses: dict[str, Status] = {}
        self._days: dict[tuple[str, dt.date], Path] = {}
        self._unsound: list[Refused] = []
        self._unsigned: set[str] = set()

    def _look(self) -> None:
        """What has come since is read, in the order in which it came."""
        there = {path.name: self._mark(path) for path in self._folder.glob("*.xml")}
        self._unsigned = {name for name, mark in there.items() if self._secret and not mark[-1]}
        there = {name: mark for name, mark in there.items() if name not in self._unsigned}
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
        try:
            body = self._body(path)
        except FileUnsigned as refusal:
            self._unsound.append(refusal)
            return
        try:
            namespace = namespace_of(read_xml(body))
        except Refused:
            return
        if namespace == PAIN_002:
            self._note_words(path, body)
        elif namespace == CAMT_053:
            self._note_day(path, body)

    def _body(self, path: Path) -> bytes:
        """The file's bytes, as the bank signed them. Raises FileUnsigned."""
        body = path.read_bytes()
        if self._secret:
            given = self._signature_of(path.name)
            told = given.read_bytes()[:200].strip().lower() if given.exists() else b""
            if not hmac.compare_digest(told, hmac.new(self._secret, body, hashlib.sha256).hexdigest().encode()):
                raise FileUnsigned(name=path.name)
        return body

    def _mark(self, path: Path) -> Mark:
        found, signature = path.stat(), self._signature_of(path.name)
        is_signed = bool(self._secret) and signature.exists()
        return found.st_mtime_ns, found.st_size, signature.stat().st_mtime_ns if is_signed else 0

    def _signature_of(self, name: str) -> Path:
        return self._folder / (name + SIGNATURE)

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


@lru_cache(maxsize=4)
def tray_of(folder: Path, secret: bytes = b"") -> InTray:
    """The one tray of the folder in this process."""
    return InTray(folder, secret)
