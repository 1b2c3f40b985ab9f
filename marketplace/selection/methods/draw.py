"""The verifiable draw: who comes first follows from a list, a future public number and a code committed beforehand.

The steps, their texts and a worked example are in docs/DRAW.md; `marketplace.selection.verify_draw` recomputes a
record independently. The idea is that of RFC 3797 (announce the pool, the algorithm and the public source first),
with HMAC-SHA-256 for its MD5 and a committed one-time code beside the public number, so that neither the lottery
nor the operator alone can choose the result. "System random at draw time" is no draw: an operator could re-roll.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ALGORITHM = "zhida-draw/1"
LABEL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
LINE = re.compile(r"[^\t\n\r]+")
DIGITS = re.compile(r"[0-9]+")


class DrawRefused(ValueError):
    """The draw cannot be what it claims to be."""


class BadLabels(DrawRefused):
    """A label is malformed, repeated, or has no ticket."""


class NotInTheFuture(DrawRefused):
    """The public number is drawn before, or as, the list is announced: somebody could have known it."""


class CodeDoesNotMatch(DrawRefused):
    """The revealed code is not the pre-image of the published head."""


class NoPublicNumber(DrawRefused):
    """The public number holds no digits."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One eligible party: its label and its number of tickets (1 unless credit or the notice gives more)."""

    label: str
    weight: int = 1

    @property
    def tickets(self) -> list[str]:
        """The labels drawn for it: its own, then `label#2` ... `label#k`; so adding a ticket moves nobody else's."""
        return [self.label, *(f"{self.label}#{ticket}" for ticket in range(2, self.weight + 1))]


@dataclass(frozen=True, slots=True)
class PublicSource:
    """Where the public number will come from.

    `name` says which drawing of which lottery, `form` in which order its digits are read, `drawn_at` when.
    """

    name: str
    form: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Commitment:
    """The code that will be revealed: number `index` of the chain `name` whose head was published before."""

    name: str
    index: int
    head: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is published at closing, before anybody can know the result. Make it with `announce`."""

    draw: str
    entries: tuple[Entry, ...]
    announced_at: datetime
    source: PublicSource
    commitment: Commitment

    @property
    def entries_text(self) -> str:
        """The canonical list: one line `label<TAB>weight` per party, in ASCII order."""
        return "".join(f"{entry.label}\t{entry.weight}\n" for entry in self.entries)

    @property
    def entries_sha256(self) -> str:
        """The digest published with the list."""
        return sha256(self.entries_text)

    @property
    def text(self) -> str:
        """Every fact of the announcement, one a line; changing any changes the seed."""
        source, commitment = self.source, self.commitment
        lines = [ALGORITHM, self.draw, self.entries_sha256, self.announced_at.isoformat()]
        lines += (source.name, source.form, source.drawn_at.isoformat())
        lines += (commitment.name, str(commitment.index), commitment.head)
        return "".join(f"{line}\n" for line in lines)

    @property
    def sha256(self) -> str:
        """The digest of the whole announcement."""
        return sha256(self.text)

    def record(self) -> dict[str, Any]:
        """Return the announcement as the JSON object that is published."""
        return {
            "algorithm": ALGORITHM,
            "draw": self.draw,
            "announced_at": self.announced_at.isoformat(),
            "entries": [{"label": entry.label, "weight": entry.weight} for entry in self.entries],
            "entries_sha256": self.entries_sha256,
            "public_number": {
                "source": self.source.name,
                "form": self.source.form,
                "drawn_at": self.source.drawn_at.isoformat(),
            },
            "chain": {
                "name": self.commitment.name,
                "index": self.commitment.index,
                "head": self.commitment.head,
            },
            "announcement_sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw that has taken place. Make it with `hold_draw`.

    `ranking` holds every label once, the winner first; a substitute is the next of it, never the fruit of a new draw.
    """

    announcement: Announcement
    public_number: str
    code: str
    seed: str
    ranking: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return the JSON object that `verify_draw.py` recomputes."""
        record = self.announcement.record()
        record["public_number"] |= {"value": self.public_number}
        record["chain"] |= {"code": self.code}
        return record | {"seed": self.seed, "ranking": list(self.ranking)}


def announce(
    draw: str, entries: Iterable[Entry], *, announced_at: datetime, source: PublicSource, commitment: Commitment
) -> Announcement:
    """Fix who takes part, and what will decide; the order in which entries are given does not matter.

    `draw` names the draw uniquely (a second draw under one name would give the operator a choice). Moments are aware.
    Raises BadLabels, NotInTheFuture.
    """
    pool = tuple(sorted(entries))
    labels = [entry.label for entry in pool]
    if not pool or len(set(labels)) < len(labels):
        raise BadLabels("labels must be present and different")
    if any(not LABEL.fullmatch(entry.label) or entry.weight < 1 for entry in pool):
        raise BadLabels("a label is 1-64 ASCII letters, digits, . _ or -, and has at least one ticket")
    if announced_at.utcoffset() is None or source.drawn_at.utcoffset() is None:
        raise DrawRefused("moments carry their time zone")
    if source.drawn_at <= announced_at:
        raise NotInTheFuture(f"{source.name} is drawn at {source.drawn_at}, announced at {announced_at}")
    if not all(LINE.fullmatch(line) for line in (draw, source.name, source.form, commitment.name)):
        raise DrawRefused("names are one line without tabs")
    return Announcement(draw, pool, announced_at, source, commitment)


def hold_draw(announcement: Announcement, *, public_number: str, code: str) -> Draw:
    """Rank the announced labels by HMAC-SHA-256(seed, label), the smallest first; a party counts by its best ticket.

    The seed is the SHA-256 of the announcement's digest, the public number (its groups of digits without leading
    zeros, one space between) and the revealed code (hex). Raises CodeDoesNotMatch, NoPublicNumber.
    """
    commitment = announcement.commitment
    if not opens(commitment, code):
        raise CodeDoesNotMatch(f"code {commitment.index} of {commitment.name} does not lead to its head")
    number = canonical_number(public_number)
    seed = sha256(f"{announcement.sha256}\n{number}\n{code}\n")
    return Draw(announcement, number, code, seed, rank(announcement.entries, seed))


def rank(entries: Iterable[Entry], seed: str) -> tuple[str, ...]:
    """Return the labels in the order that the seed (hex) gives them."""
    key = bytes.fromhex(seed)
    keyed = [(min(_mac(key, ticket) for ticket in entry.tickets), entry.label) for entry in entries]
    return tuple(label for _, label in sorted(keyed))


def canonical_number(text: str) -> str:
    """Return the groups of digits, without leading zeros, one space between: `"02, 05 + 09"` is `"2 5 9"`.

    Raises NoPublicNumber when there are none.
    """
    groups = [group.lstrip("0") or "0" for group in DIGITS.findall(text)]
    if not groups:
        raise NoPublicNumber(text)
    return " ".join(groups)


def chain_code(root: bytes, *, length: int, index: int) -> str:
    """Return code `index` (hex) of the chain of `length` codes that grows backwards from the secret `root`.

    Code 0 is the head, to be published; code i is the pre-image of code i-1, so that revealing one tells nothing
    of the next. Raises ValueError outside the chain.
    """
    if not 0 <= index <= length:
        raise ValueError(f"a chain of {length} has no code {index}")
    code = root
    for _ in range(length - index):
        code = hashlib.sha256(code).digest()
    return code.hex()


def opens(commitment: Commitment, code: str) -> bool:
    """Whether hashing the code `index` times gives the published head."""
    if not re.fullmatch(r"[0-9a-f]{64}", code) or commitment.index < 1:
        return False
    digest = bytes.fromhex(code)
    for _ in range(commitment.index):
        digest = hashlib.sha256(digest).digest()
    return hmac.compare_digest(digest.hex(), commitment.head)


def lots(draw: Draw) -> Mapping[str, int]:
    """Return each label's place in the draw, from 0: what the other methods take to break a tie."""
    return {label: place for place, label in enumerate(draw.ranking)}


def first_of(draw: Draw, *, barred: Sequence[str] = ()) -> str | None:
    """Return the winner, or after withdrawals the next in the same draw; None when nobody is left."""
    return next((label for label in draw.ranking if label not in set(barred)), None)


def sha256(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _mac(key: bytes, label: str) -> bytes:
    return hmac.digest(key, label.encode(), "sha256")
