"""Who keeps the private keys of needs, outside the database, and gives each out only after its deadline.

The custodian stores every closing time itself and accepts only later ones, so that moving a deadline in the database
gains nothing. `FileCustodian` serves a single machine and the demo; production puts a KMS or HSM behind the same
protocol, with its own clock and its own people. A need that wants k of n openers gets a custodian whose `release`
answers only when k of them have consented: callers do not change.
"""

import hmac
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from nacl.public import PrivateKey
from nacl.utils import random as random_bytes

from marketplace.bidding.vault import Vault

PSEUDONYM_KEY = "pseudonyms"

# A row's number, or a reference that no other need ever had or will have: a database made anew numbers its rows from
# one again, and must not meet the keys of the old one.
NeedId = int | str


class CustodianRefused(Exception):
    """The custodian will not do it; nothing has changed but its log."""


class StillSealed(CustodianRefused):
    """The deadline has not passed by the custodian's own clock."""


class OnlyLater(CustodianRefused):
    """A closing time may only be moved to a later moment."""


class AlreadyClosed(CustodianRefused):
    """The deadline has passed: nothing may be extended any more, nor a key be made for a past moment."""


class OtherDeadline(CustodianRefused):
    """The need already has a key, with another closing time."""


class NoSuchKey(CustodianRefused):
    """No key was ever made for this need."""


class Custodian(Protocol):
    """The keeper of the keys. Moments are aware."""

    def make_key(self, need_id: NeedId, closes_at: datetime) -> bytes:
        """Return the need's public key; made once, the same again for the same closing time.

        Raises AlreadyClosed, OtherDeadline.
        """

    def extend(self, need_id: NeedId, closes_at: datetime) -> None:
        """Move the closing time later; the same again is no change. Raises NoSuchKey, AlreadyClosed, OnlyLater."""

    def release(self, need_id: NeedId) -> bytes:
        """Return the private key, after the closing time. Raises NoSuchKey, StillSealed."""

    def pseudonym(self, need_id: NeedId, party_id: int) -> str:
        """Return what stands for the party on this need before opening: 32 hex digits, unlinkable between needs."""


class FileCustodian:
    """Keys as private files under `root`; `now` is its clock. Everything asked of it is in its log, refusals too."""

    def __init__(self, root: Path, *, now: Callable[[], datetime]) -> None:
        self.vault = Vault(root)
        self.now = now

    def make_key(self, need_id: NeedId, closes_at: datetime) -> bytes:
        """See Custodian."""
        with self.vault.locked():
            known = self.vault.read(_name(need_id))
            if known is not None:
                if _closing(known) != closes_at:
                    raise self._refusal("make_key", need_id, OtherDeadline(), closes_at)
                return bytes.fromhex(known["public"])
            if closes_at <= self.now():
                raise self._refusal("make_key", need_id, AlreadyClosed(), closes_at)
            private = PrivateKey.generate()
            public = private.public_key.encode()
            self._note("make_key", need_id, closes_at)
            self._store(need_id, {"private": private.encode().hex(), "public": public.hex()}, closes_at)
            return public

    def extend(self, need_id: NeedId, closes_at: datetime) -> None:
        """See Custodian."""
        with self.vault.locked():
            known = self._known("extend", need_id)
            if closes_at == _closing(known):
                return
            if _closing(known) <= self.now():
                raise self._refusal("extend", need_id, AlreadyClosed(), closes_at)
            if closes_at < _closing(known):
                raise self._refusal("extend", need_id, OnlyLater(), closes_at)
            self._note("extend", need_id, closes_at)
            self._store(need_id, known, closes_at)

    def release(self, need_id: NeedId) -> bytes:
        """See Custodian."""
        with self.vault.locked():
            known = self._known("release", need_id)
            if self.now() < _closing(known):
                raise self._refusal("release", need_id, StillSealed(), _closing(known))
            self._note("release", need_id, _closing(known))
            return bytes.fromhex(known["private"])

    def pseudonym(self, need_id: NeedId, party_id: int) -> str:
        """See Custodian."""
        return hmac.digest(self._pseudonym_key(), f"{need_id}\n{party_id}".encode(), "sha256").hex()[:32]

    def _pseudonym_key(self) -> bytes:
        stored = self.vault.read(PSEUDONYM_KEY)
        if stored is None:
            with self.vault.locked():
                stored = self.vault.read(PSEUDONYM_KEY) or {"key": random_bytes(32).hex()}
                self.vault.write(PSEUDONYM_KEY, stored)
        return bytes.fromhex(stored["key"])

    def _known(self, act: str, need_id: NeedId) -> dict[str, Any]:
        known = self.vault.read(_name(need_id))
        if known is None:
            raise self._refusal(act, need_id, NoSuchKey(), None)
        return known

    def _store(self, need_id: NeedId, key: dict[str, Any], closes_at: datetime) -> None:
        self.vault.write(_name(need_id), key | {"closes_at": closes_at.isoformat()})

    def _refusal(
        self, act: str, need_id: NeedId, refusal: CustodianRefused, closes_at: datetime | None
    ) -> CustodianRefused:
        """Log the refusal and return it, to be raised."""
        self._note(act, need_id, closes_at, refused=type(refusal).__name__)
        return refusal

    def _note(self, act: str, need_id: NeedId, closes_at: datetime | None, *, refused: str | None = None) -> None:
        closing = closes_at.isoformat() if closes_at else None
        self.vault.note(act=act, need=need_id, at=self.now().isoformat(), closes_at=closing, refused=refused)


def _name(need_id: NeedId) -> str:
    """Return the file's name. Raises ValueError for an id that is not one plain word."""
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,80}", str(need_id)):
        raise ValueError(f"not an id of a need: {need_id!r}")
    return f"need-{need_id}"


def _closing(key: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(key["closes_at"])
