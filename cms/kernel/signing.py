"""Signed messages between the house and another server: one byte form, one signature, one window of time."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Final

SIGNATURE_WINDOW_SECONDS: Final = 300
ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(message: Mapping[str, object]) -> bytes:
    """The one byte form of a message: UTF-8 JSON, keys sorted, no spaces, integers only for money."""
    return ENCODER.encode(message).encode()


def signature(secret: bytes, *, method: str, target: str, moment: str, idempotency_key: str, body: bytes) -> str:
    """HMAC-SHA-256 over method, target, Unix seconds, key and body digest, one per line (RFC 2104)."""
    lines = ("v1", method.upper(), target, moment, idempotency_key, hashlib.sha256(body).hexdigest())
    return "v1=" + hmac.new(secret, "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def is_signed(
    given: str, secret: bytes, *, method: str, target: str, moment: str, idempotency_key: str, body: bytes, now: float
) -> bool:
    """Whether the signature is right and its moment lies within the window around `now` (Unix seconds)."""
    if not moment.isascii() or not moment.isdigit() or abs(now - int(moment)) > SIGNATURE_WINDOW_SECONDS:
        return False
    own = signature(secret, method=method, target=target, moment=moment, idempotency_key=idempotency_key, body=body)
    return hmac.compare_digest(given.encode(), own.encode())
