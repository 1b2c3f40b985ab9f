"""The papers of a bid: its files packed, padded to the one size that the notice fixes, encrypted with their own key.

Every bid of a need that takes papers has such a pack, with files in it or without: its length says nothing. The key and
the digest of the ciphertext lie in the bid's envelope, so the receipt of the envelope vouches for the pack too, and a
pack put beside another envelope, exchanged or altered is found out when the envelope is open.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.utils import random as random_bytes

FORMAT = b"zhida-papers/1\0"
KEY_SIZE, NONCE_SIZE, TAG_SIZE, LENGTH_SIZE = 32, 12, 16, 4
MB = 1024 * 1024
LIST_SIZE = 64 * 1024
"""Bytes kept for the list of names and digests, beside the files themselves."""


class PapersTooLarge(ValueError):
    """The files do not fit the size that all packs of the need have."""


class PapersUnreadable(Exception):
    """The pack is not the one that the envelope names, or does not open."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a bid. `is_blind`: experts score it, so it does not say whose it is."""

    name: str
    media_type: str
    is_blind: bool
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of what it holds."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def entry(self) -> dict[str, object]:
        """Its line in the pack's list."""
        told = {"name": self.name, "media_type": self.media_type, "is_blind": self.is_blind}
        return told | {"size": len(self.content), "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class SealedPack:
    """A pack as stored, and what the envelope has to keep of it: the key, 64 hexadecimal digits, and the digest."""

    ciphertext: bytes
    key: str
    sha256: str


def pack_length(capacity: int) -> int:
    """How long every pack of that capacity is, in bytes."""
    return len(FORMAT) + NONCE_SIZE + LENGTH_SIZE + LIST_SIZE + capacity + TAG_SIZE


def seal_papers(papers: Sequence[Paper], *, capacity: int, key: bytes = b"") -> SealedPack:
    """The files, `capacity` bytes at most, as a pack whose length tells nothing. Raises PapersTooLarge.

    With the key of an earlier pack the same files give that very pack again, byte by byte, and others another one,
    which nobody may be shown: one key is for one content.
    """
    entries = json.dumps([paper.entry for paper in papers], ensure_ascii=False, separators=(",", ":")).encode()
    size = sum(len(paper.content) for paper in papers)
    if size > capacity or len(entries) > LIST_SIZE:
        raise PapersTooLarge(f"{size} bytes, at most {capacity}")
    plain = bytearray(LENGTH_SIZE + LIST_SIZE + capacity)
    plain[:LENGTH_SIZE] = len(entries).to_bytes(LENGTH_SIZE, "big")
    place = LENGTH_SIZE
    for part in (entries, *(paper.content for paper in papers)):
        plain[place : place + len(part)] = part
        place += len(part)
    key = key or random_bytes(KEY_SIZE)
    nonce = hashlib.sha256(FORMAT + key).digest()[:NONCE_SIZE]  # a key seals once, so its own nonce may follow from it
    ciphertext = FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, FORMAT)
    return SealedPack(ciphertext, key.hex(), hashlib.sha256(ciphertext).hexdigest())


def open_papers(ciphertext: bytes, *, sha256: str, key: str) -> tuple[Paper, ...]:
    """The files exactly as sealed. Raises PapersUnreadable."""
    if hashlib.sha256(ciphertext).hexdigest() != sha256 or not ciphertext.startswith(FORMAT):
        raise PapersUnreadable("not the pack that the envelope names")
    nonce, sealed = ciphertext[len(FORMAT) : len(FORMAT) + NONCE_SIZE], ciphertext[len(FORMAT) + NONCE_SIZE :]
    try:
        plain = AESGCM(bytes.fromhex(key)).decrypt(nonce, sealed, FORMAT)
        return _unpacked(plain)
    except (InvalidTag, ValueError, KeyError, TypeError) as fault:
        raise PapersUnreadable(type(fault).__name__) from fault


def _unpacked(plain: bytes) -> tuple[Paper, ...]:
    """The files of an opened pack. Raises PapersUnreadable where a file is not the one that the list names."""
    listed = int.from_bytes(plain[:LENGTH_SIZE], "big")
    entries: list[dict[str, Any]] = json.loads(plain[LENGTH_SIZE : LENGTH_SIZE + listed])
    papers, place = [], LENGTH_SIZE + listed
    for entry in entries:
        content = plain[place : place + int(entry["size"])]
        paper = Paper(str(entry["name"]), str(entry["media_type"]), bool(entry["is_blind"]), content)
        if paper.sha256 != entry["sha256"]:
            raise PapersUnreadable("a file is not the one listed")
        papers.append(paper)
        place += len(content)
    return tuple(papers)
