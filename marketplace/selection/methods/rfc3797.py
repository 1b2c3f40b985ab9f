"""RFC 3797's selection, for a notice that names it: the known algorithm with published vectors, beside our own draw.

It seeds from public numbers alone and uses MD5, as the RFC does; `draw` adds the committed code and weights.
"""

import hashlib
from collections.abc import Sequence


def key_string(sources: Sequence[int | Sequence[int]]) -> str:
    """Return the key of RFC 3797, section 4: each source's numbers ascending, each with a dot, then a slash.

    A source is one number or several whose order means nothing.
    """
    groups = [[source] if isinstance(source, int) else sorted(source) for source in sources]
    return "".join("".join(f"{number}." for number in group) + "/" for group in groups)


def select(pool: Sequence[str], count: int, *, key: str) -> tuple[str, ...]:
    """Return `count` of the pool in the order selected; the pool's own order matters and must be announced.

    Round i takes the MD5 of key between two big-endian 16-bit i, modulo those left. Raises ValueError when
    more are asked for than there are.
    """
    if not 0 <= count <= len(pool):
        raise ValueError(f"{count} of {len(pool)}")
    left = list(pool)
    return tuple(left.pop(digest(key, turn) % len(left)) for turn in range(count))


def digest(key: str, turn: int) -> int:
    """Return the number that the RFC prints in hex for each round."""
    mark = turn.to_bytes(2, "big")
    return int.from_bytes(hashlib.md5(mark + key.encode("ascii") + mark, usedforsecurity=False).digest(), "big")
