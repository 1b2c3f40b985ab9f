"""Sealed bids: encrypted so that only the need's private key opens them, all of one size, and evident when altered.

A random key per bid encrypts the content with AES-256-GCM; that key is sealed to the need's public key (libsodium
sealed box, X25519). The content is padded to one size, so that neither a price's digits nor a note's length shows.
The associated data binds the ciphertext to its need and to the bidder's pseudonym: moved elsewhere, it does not open.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

FORMAT = b"zhida-bid/1\0"
KEY_SIZE, NONCE_SIZE, TAG_SIZE, LENGTH_SIZE = 32, 12, 16, 4
SEALED_KEY_SIZE = 32 + TAG_SIZE + KEY_SIZE
CONTENT_SIZE = 4096
CIPHERTEXT_SIZE = len(FORMAT) + SEALED_KEY_SIZE + NONCE_SIZE + LENGTH_SIZE + CONTENT_SIZE + TAG_SIZE

Content = Mapping[str, object]


class ContentTooLong(ValueError):
    """The content does not fit the one size all bids have; a form must limit its texts before."""


class Fault(StrEnum):
    """Why a bid could not be opened."""

    NOT_AS_RECEIPTED = "not_as_receipted"  # the stored ciphertext is not the one the bidder's receipt names
    UNREADABLE = "unreadable"  # it was sealed for another need, bidder or key, or was altered
    MALFORMED = "malformed"  # it opens, but holds no content


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the bidder keeps and what is published at opening: digest and server time, no position among the bids."""

    sha256: str
    received_at: datetime

    @property
    def text(self) -> str:
        """The receipt on one line."""
        return f"sha256:{self.sha256} {self.received_at.isoformat()}"


@dataclass(frozen=True, slots=True)
class Lodged:
    """A sealed bid as stored."""

    pseudonym: str
    ciphertext: bytes
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Opened:
    """A bid that opened: its content, exactly as sealed."""

    pseudonym: str
    content: Content


@dataclass(frozen=True, slots=True)
class Unopened:
    """A bid that did not open, and why; it never keeps the others shut."""

    pseudonym: str
    fault: Fault


def seal(content: Content, *, public_key: bytes, need_id: int | str, pseudonym: str) -> bytes:
    """Return the ciphertext, always CIPHERTEXT_SIZE bytes long. `content` is JSON without floats.

    Nobody can open it without the need's private key, its author included. Raises ContentTooLong.
    """
    plain = json.dumps(dict(content), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    if len(plain) > CONTENT_SIZE:
        raise ContentTooLong(f"{len(plain)} bytes, at most {CONTENT_SIZE}")
    padded = len(plain).to_bytes(LENGTH_SIZE, "big") + plain.ljust(CONTENT_SIZE, b"\0")
    key, nonce = random_bytes(KEY_SIZE), random_bytes(NONCE_SIZE)
    head = FORMAT + SealedBox(PublicKey(public_key)).encrypt(key)
    return head + nonce + AESGCM(key).encrypt(nonce, padded, _bound(head, need_id, pseudonym))


def receipt_for(ciphertext: bytes, *, received_at: datetime) -> Receipt:
    """Return the receipt of a ciphertext taken in at that moment of the server."""
    return Receipt(hashlib.sha256(ciphertext).hexdigest(), received_at)


def open_bids(bids: Iterable[Lodged], *, private_key: bytes, need_id: int | str) -> tuple[Opened | Unopened, ...]:
    """Open every bid of a need, in the order given; each that fails is reported by itself."""
    box = SealedBox(PrivateKey(private_key))
    return tuple(_open(bid, box, need_id) for bid in bids)


def _open(bid: Lodged, box: "SealedBox[PrivateKey]", need_id: int | str) -> Opened | Unopened:
    if receipt_for(bid.ciphertext, received_at=bid.receipt.received_at) != bid.receipt:
        return Unopened(bid.pseudonym, Fault.NOT_AS_RECEIPTED)
    sealed_until = len(FORMAT) + SEALED_KEY_SIZE
    head, rest = bid.ciphertext[:sealed_until], bid.ciphertext[sealed_until:]
    if len(bid.ciphertext) != CIPHERTEXT_SIZE or not head.startswith(FORMAT):
        return Unopened(bid.pseudonym, Fault.UNREADABLE)
    try:
        key = box.decrypt(head[len(FORMAT) :])
        bound = _bound(head, need_id, bid.pseudonym)
        padded = AESGCM(key).decrypt(rest[:NONCE_SIZE], rest[NONCE_SIZE:], bound)
    except (CryptoError, InvalidTag, ValueError):  # ValueError: a sealed key of another length
        return Unopened(bid.pseudonym, Fault.UNREADABLE)
    return _content(bid.pseudonym, padded)


def _content(pseudonym: str, padded: bytes) -> Opened | Unopened:
    length = int.from_bytes(padded[:LENGTH_SIZE], "big")
    try:
        content = json.loads(padded[LENGTH_SIZE : LENGTH_SIZE + length])
    except ValueError:
        return Unopened(pseudonym, Fault.MALFORMED)
    return Opened(pseudonym, content) if isinstance(content, dict) else Unopened(pseudonym, Fault.MALFORMED)


def _bound(head: bytes, need_id: int | str, pseudonym: str) -> bytes:
    """Return the associated data: format and sealed key, then need and bidder, a line each: no two pairs are alike."""
    return head + f"{need_id}\n{pseudonym}\n".encode()
