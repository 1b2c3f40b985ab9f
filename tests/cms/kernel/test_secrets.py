"""Secrets are unreadable at rest, masked on pages and bound to their column."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.kernel.secrets import Secret, Undecryptable, decrypt, encrypt, keyed_hash

NUMBER = "6222000012345678"
OLD, NEW = (f"{name}:{base64.b64encode(name.encode() * 16).decode()}" for name in ("k1", "k2"))


def test_a_secret_shows_only_its_last_four_characters() -> None:
    assert (str(Secret(NUMBER)), repr(Secret(NUMBER)), str(Secret("12345678"))) == (
        "•••• 5678",
        "<Secret •••• 5678>",
        "••••",
    )


def test_ciphertext_hides_the_text_and_differs_each_time() -> None:
    first, second = (encrypt(NUMBER, bound_to="t.c") for _ in range(2))
    assert NUMBER not in first
    assert first != second
    assert decrypt(first, bound_to="t.c") == decrypt(second, bound_to="t.c") == NUMBER


def test_ciphertext_moved_to_another_column_or_altered_is_refused() -> None:
    stored = encrypt(NUMBER, bound_to="t.c")
    flipped = stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:]
    for wrong, column in ((stored, "t.other"), (flipped, "t.c"), ("v1:gone:AAAA", "t.c"), ("plain", "t.c")):
        with pytest.raises(Undecryptable):
            decrypt(wrong, bound_to=column)


def test_a_new_key_keeps_old_secrets_readable_and_hashes_equal(settings: object) -> None:
    settings.FIELD_KEYS = OLD  # type: ignore[attr-defined]
    stored, hashed = encrypt(NUMBER, bound_to="t.c"), keyed_hash(NUMBER)
    settings.FIELD_KEYS = f"{NEW},{OLD}"  # type: ignore[attr-defined]
    assert decrypt(stored, bound_to="t.c") == NUMBER
    assert encrypt(NUMBER, bound_to="t.c").startswith("v1:k2:")
    assert keyed_hash(NUMBER) == hashed


@pytest.mark.parametrize("keys", ["", "k1:c2hvcnQ=", "nameless"])
def test_without_a_whole_key_nothing_is_stored(settings: object, keys: str) -> None:
    settings.FIELD_KEYS = keys  # type: ignore[attr-defined]
    with pytest.raises((ImproperlyConfigured, ValueError)):
        encrypt(NUMBER, bound_to="t.c")
