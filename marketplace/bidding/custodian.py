"""Who keeps the private keys of needs, outside the database, and gives each out only after its deadline.

The custodian stores every closing time itself and accepts only later ones, so that moving a deadline in the database
gains nothing. `FileCustodian` serves a single machine and the demo; production puts a KMS or HSM behind the same
protocol, with its own clock and its own people. The key of a need with openers is not kept at all: it is split into
shares, each sealed to one opener's own key, and `release` can put it together only from as many as are needed. The
count is not a rule that somebody could switch off: with one share less there is nothing to put together.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

from marketplace.bidding.shares import Share, join, split
from marketplace.bidding.vault import Vault

PSEUDONYM_KEY = "pseudonyms"
NOTHING: Mapping[str, object] = {}

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


class NotEnoughConsents(CustodianRefused):
    """Fewer openers than are needed have given their share."""


class NotAnOpener(CustodianRefused):
    """No share of this need's key is sealed to this opener."""


class BadShare(CustodianRefused):
    """What was given is not the share that was sealed to this opener."""


@dataclass(frozen=True, slots=True)
class Openers:
    """How many must come together, and the public key of each, by a name that the caller chooses.

    A share is made for a standby too, and counts for nothing until `exchange`.
    """

    needed: int
    keys: Mapping[str, bytes]
    standby: frozenset[str] = frozenset()


class Custodian(Protocol):
    """The keeper of the keys. Moments are aware."""

    def make_key(self, need_id: NeedId, closes_at: datetime, openers: Openers | None = None) -> bytes:
        """Return the need's public key; made once, the same again for the same closing time.

        With openers the private key is kept by nobody, only as shares sealed to them. Raises AlreadyClosed,
        OtherDeadline.
        """

    def sealed_share(self, need_id: NeedId, opener: str) -> bytes:
        """Return the opener's share, which only the opener's own key opens. Raises NoSuchKey, NotAnOpener."""

    def consent(self, need_id: NeedId, opener: str, share: bytes) -> int:
        """Take the opener's share after the closing time; return how many openers have given theirs.

        The same share again counts once. Raises NoSuchKey, StillSealed, NotAnOpener, BadShare.
        """

    def exchange(self, need_id: NeedId, *, leaving: str, coming: str) -> None:
        """The standby `coming` is an opener from now on; the share of `leaving` is destroyed.

        Raises NoSuchKey, NotAnOpener where the one has no share any more, or has given it, or the other is no standby.
        """

    def extend(self, need_id: NeedId, closes_at: datetime) -> None:
        """Move the closing time later; the same again is no change. Raises NoSuchKey, AlreadyClosed, OnlyLater."""

    def release(self, need_id: NeedId) -> bytes:
        """Return the private key, after the closing time. Raises NoSuchKey, StillSealed, NotEnoughConsents."""

    def pseudonym(self, need_id: NeedId, party_id: int) -> str:
        """Return what stands for the party on this need before opening: 32 hex digits, unlinkable between needs."""


class FileCustodian:
    """Keys as private files under `root`; `now` is its clock. Everything asked of it is in its log, refusals too."""

    def __init__(self, root: Path, *, now: Callable[[], datetime]) -> None:
        self.vault = Vault(root)
        self.now = now

    def make_key(self, need_id: NeedId, closes_at: datetime, openers: Openers | None = None) -> bytes:
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
            self._note("make_key", need_id, closes_at, more=_told(openers))
            kept = _in_shares(private, openers) if openers else {"private": private.encode().hex()}
            self._store(need_id, kept | {"public": public.hex()}, closes_at)
            return public

    def sealed_share(self, need_id: NeedId, opener: str) -> bytes:
        """See Custodian."""
        with self.vault.locked():
            held = self._share_of("sealed_share", need_id, opener, self._known("sealed_share", need_id))
            return bytes.fromhex(held["sealed"])

    def consent(self, need_id: NeedId, opener: str, share: bytes) -> int:
        """See Custodian."""
        with self.vault.locked():
            known = self._known("consent", need_id)
            if self.now() < _closing(known):
                raise self._refusal("consent", need_id, StillSealed(), _closing(known), {"opener": opener})
            held = self._share_of("consent", need_id, opener, known)
            if held.get("standby"):
                raise self._refusal("consent", need_id, NotAnOpener(), _closing(known), {"opener": opener})
            if Share(held["number"], share).digest != held["digest"]:
                raise self._refusal("consent", need_id, BadShare(), _closing(known), {"opener": opener})
            held["given"] = share.hex()
            self._note("consent", need_id, _closing(known), more={"opener": opener})
            self._store(need_id, known, _closing(known))
            return len(_given(known))

    def exchange(self, need_id: NeedId, *, leaving: str, coming: str) -> None:
        """See Custodian."""
        with self.vault.locked():
            known = self._known("exchange", need_id)
            told = {"leaving": leaving, "coming": coming}
            stays, steps_in = known.get("shares", {}).get(leaving, {}), known.get("shares", {}).get(coming, {})
            if not stays or stays.get("standby") or "given" in stays or not steps_in.get("standby"):
                raise self._refusal("exchange", need_id, NotAnOpener(), _closing(known), told)
            del known["shares"][leaving], steps_in["standby"]
            self._note("exchange", need_id, _closing(known), more=told)
            self._store(need_id, known, _closing(known))

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
            private = _joined(known) if "shares" in known else bytes.fromhex(known["private"])
            if private is None:
                raise self._refusal("release", need_id, NotEnoughConsents(), _closing(known))
            self._note("release", need_id, _closing(known))
            return private

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

    def _share_of(self, act: str, need_id: NeedId, opener: str, known: dict[str, Any]) -> dict[str, Any]:
        held: dict[str, Any] | None = known.get("shares", {}).get(opener)
        if held is None:
            raise self._refusal(act, need_id, NotAnOpener(), _closing(known), {"opener": opener})
        return held

    def _store(self, need_id: NeedId, key: dict[str, Any], closes_at: datetime) -> None:
        self.vault.write(_name(need_id), key | {"closes_at": closes_at.isoformat()})

    def _refusal(
        self,
        act: str,
        need_id: NeedId,
        refusal: CustodianRefused,
        closes_at: datetime | None,
        more: Mapping[str, object] = NOTHING,
    ) -> CustodianRefused:
        """Log the refusal and return it, to be raised."""
        self._note(act, need_id, closes_at, refused=type(refusal).__name__, more=more)
        return refusal

    def _note(
        self,
        act: str,
        need_id: NeedId,
        closes_at: datetime | None,
        *,
        refused: str | None = None,
        more: Mapping[str, object] = NOTHING,
    ) -> None:
        closing = closes_at.isoformat() if closes_at else None
        told = {"act": act, "need": need_id, "at": self.now().isoformat(), "closes_at": closing, "refused": refused}
        self.vault.note(**told, **more)


def _name(need_id: NeedId) -> str:
    """Return the file's name. Raises ValueError for an id that is not one plain word."""
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,80}", str(need_id)):
        raise ValueError(f"not an id of a need: {need_id!r}")
    return f"need-{need_id}"


def _closing(key: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(key["closes_at"])


def _told(openers: Openers | None) -> dict[str, object]:
    """What the log says of a need's openers: how many are needed, and the digest of each one's key."""
    if openers is None:
        return {}
    digests = {name: hashlib.sha256(key).hexdigest()[:16] for name, key in sorted(openers.keys.items())}
    return {"needed": openers.needed, "openers": digests}


def _in_shares(private: PrivateKey, openers: Openers) -> dict[str, Any]:
    """The private key as sealed shares; what this returns is all that is kept of it."""
    shares = split(private.encode(), needed=openers.needed, count=len(openers.keys))
    sealed = {
        name: {
            "number": share.number,
            "digest": share.digest,
            "sealed": SealedBox(PublicKey(openers.keys[name])).encrypt(share.value).hex(),
        }
        | ({"standby": True} if name in openers.standby else {})
        for name, share in zip(sorted(openers.keys), shares, strict=True)
    }
    return {"needed": openers.needed, "shares": sealed}


def _given(known: dict[str, Any]) -> list[Share]:
    held = known["shares"].values()
    return [Share(one["number"], bytes.fromhex(one["given"])) for one in held if "given" in one]


def _joined(known: dict[str, Any]) -> bytes | None:
    """The private key that the shares given so far make, if it is the one of the need's public key."""
    private = join(_given(known))
    if private is None or PrivateKey(private).public_key.encode().hex() != known["public"]:
        return None
    return private
