"""One secret in n shares, any k of which give it back while k - 1 say nothing about it (Shamir, 1979).

The secret is the value at zero of a random polynomial of degree k - 1 over the integers modulo the prime 2**521 - 1;
a share is its value at the share's number. Which shares are right is known by their digests, so a wrong one is named.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

PRIME = 2**521 - 1
SECRET_SIZE = 32
VALUE_SIZE = 66


@dataclass(frozen=True, slots=True)
class Share:
    """The polynomial's value at `number`, which is at least one."""

    number: int
    value: bytes

    @property
    def digest(self) -> str:
        """What is kept to know the share again: SHA-256 over number and value, hex."""
        return hashlib.sha256(self.number.to_bytes(2, "big") + self.value).hexdigest()


def split(secret: bytes, *, needed: int, count: int) -> tuple[Share, ...]:
    """Return `count` shares of the secret (SECRET_SIZE bytes), any `needed` of which give it back.

    Raises ValueError for another size, or unless 1 <= needed <= count.
    """
    if len(secret) != SECRET_SIZE or not 1 <= needed <= count:
        raise ValueError(f"{len(secret)} bytes, {needed} of {count}")
    coefficients = [int.from_bytes(secret, "big"), *(secrets.randbelow(PRIME) for _ in range(needed - 1))]
    return tuple(Share(number, _at(coefficients, number).to_bytes(VALUE_SIZE, "big")) for number in range(1, count + 1))


def join(shares: Sequence[Share]) -> bytes | None:
    """Return the secret that these shares give, or None when they give none: too few of them, or not of one secret."""
    numbers = [share.number for share in shares]
    if len(set(numbers)) != len(numbers):
        raise ValueError("a share counts once")
    secret = 0
    for share in shares:
        weight = 1
        for other in numbers:
            if other != share.number:
                weight = weight * other * pow(other - share.number, -1, PRIME) % PRIME
        secret = (secret + weight * int.from_bytes(share.value, "big")) % PRIME
    return secret.to_bytes(SECRET_SIZE, "big") if secret < 2 ** (8 * SECRET_SIZE) else None


def _at(coefficients: Sequence[int], place: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * place + coefficient) % PRIME
    return value
