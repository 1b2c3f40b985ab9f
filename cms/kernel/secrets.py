"""Secrets at rest: text columns encrypted with AES-256-GCM, shown masked, found by a keyed hash, read on record."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

from cms.kernel.trail import record

if TYPE_CHECKING:
    from cms.kernel.people.models import User

NONCE_BYTES: Final = 12  # NIST SP 800-38D, 96-bit nonce
FORM: Final = "v1"


class Undecryptable(RuntimeError):
    """A stored secret whose key is not configured, or that was altered or moved to another column."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that does not show itself: printing it gives the mask.

    `reveal()` is for machines, `read_secret` for people.
    """

    _text: str

    def reveal(self) -> str:
        """The whole text, for sending to the bank or comparing; never for a page."""
        return self._text

    @property
    def masked(self) -> str:
        """The last four characters behind dots; nothing at all of a text shorter than nine."""
        return "•••• " + self._text[-4:] if len(self._text) >= 9 else "••••" if self._text else ""

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Secret {self.masked}>"

    def __bool__(self) -> bool:
        return bool(self._text)


def read_secret(secret: Secret, *, about: models.Model, by: "User", field: str) -> str:
    """The whole text for a person, and the trail of `about` says who read which field."""
    record("secret.read", about=about, by=by, field=field)
    return secret.reveal()


def keyed_hash(text: str) -> str:
    """HMAC-SHA-256 by which equal secrets are found without decrypting; survives a change of the encryption key."""
    return hmac.new(_hash_key(settings.FIELD_KEYS), text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column of ciphertext bound to its table and column; Python sees `Secret`, and takes `str` or `Secret`."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret | None:
        """The secret behind the stored ciphertext. Raises Undecryptable."""
        return None if value is None else Secret(decrypt(value, bound_to=self._binding()))

    def to_python(self, value: Any) -> Any:
        """Text becomes a Secret; a Secret and None stay."""
        return Secret(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        """The ciphertext to store: different at every call, even of one text."""
        if value is None:
            return None
        return encrypt(value.reveal() if isinstance(value, Secret) else str(value), bound_to=self._binding())

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: ciphertexts are never equal. Raises FieldError."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted; look it up by its keyed hash")
        return super().get_lookup(lookup_name)

    def _binding(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"


def encrypt(text: str, *, bound_to: str) -> str:
    """Ciphertext of `text` under the newest key; it can only be decrypted with the same binding."""
    name, cipher = _ciphers(settings.FIELD_KEYS)[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + cipher.encrypt(nonce, text.encode(), bound_to.encode())
    return f"{FORM}:{name}:{base64.b64encode(sealed).decode()}"


def decrypt(stored: str, *, bound_to: str) -> str:
    """The text behind the ciphertext. Raises Undecryptable."""
    form, _, rest = stored.partition(":")
    name, _, body = rest.partition(":")
    cipher = dict(_ciphers(settings.FIELD_KEYS)).get(name)
    if form != FORM or cipher is None:
        raise Undecryptable(f"no key {name!r} for {bound_to}")
    sealed = base64.b64decode(body)
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode()).decode()
    except InvalidTag as altered:
        raise Undecryptable(f"altered ciphertext in {bound_to}") from altered


def _keys(configured: str) -> list[tuple[str, bytes]]:
    keys = []
    for part in filter(None, configured.split(",")):
        name, _, encoded = part.strip().partition(":")
        key = base64.b64decode(encoded)
        if not name or len(key) != 32:
            raise ImproperlyConfigured("FIELD_KEYS holds name:base64-of-32-bytes, comma separated, newest first")
        keys.append((name, key))
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: secrets cannot be stored")
    return keys


@lru_cache(maxsize=4)
def _ciphers(configured: str) -> tuple[tuple[str, AESGCM], ...]:
    return tuple((name, AESGCM(key)) for name, key in _keys(configured))


@lru_cache(maxsize=4)
def _hash_key(configured: str) -> bytes:
    oldest = _keys(configured)[-1][1]
    return hmac.new(oldest, b"zhida keyed hash v1", hashlib.sha256).digest()
