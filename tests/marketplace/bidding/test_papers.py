"""Packs of files: one length whatever they hold, opened exactly as sealed, and evident when altered."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.bidding.papers import (
    LIST_SIZE,
    Paper,
    PapersTooLarge,
    PapersUnreadable,
    SealedPack,
    open_papers,
    pack_length,
    seal_papers,
)

CAPACITY = 4096
PAPERS = st.lists(
    st.builds(Paper, st.text(max_size=20), st.just("application/pdf"), st.booleans(), st.binary(max_size=400)),
    max_size=10,
)


def opened(pack: SealedPack, ciphertext: bytes | None = None, *, forged: bool = False) -> tuple[Paper, ...]:
    """What a pack gives, or another ciphertext in its place, with a digest forged to match."""
    found = pack.ciphertext if ciphertext is None else ciphertext
    digest = hashlib.sha256(found).hexdigest() if forged else pack.sha256
    return open_papers(found, sha256=digest, key=pack.key)


@settings(max_examples=40)
@given(PAPERS)
def test_what_is_opened_is_what_was_sealed_and_every_pack_has_one_length(papers: list[Paper]) -> None:
    pack = seal_papers(papers, capacity=CAPACITY)
    assert opened(pack) == tuple(papers)
    assert len(pack.ciphertext) == pack_length(CAPACITY)


def test_a_full_pack_fits_and_one_byte_more_does_not() -> None:
    full = Paper("a.pdf", "application/pdf", False, b"x" * CAPACITY)
    assert opened(seal_papers([full], capacity=CAPACITY)) == (full,)
    with pytest.raises(PapersTooLarge):
        seal_papers([full, Paper("b", "", True, b"x")], capacity=CAPACITY)
    with pytest.raises(PapersTooLarge):
        seal_papers([Paper("n" * LIST_SIZE, "", True, b"x")], capacity=CAPACITY)


def test_a_flipped_byte_anywhere_is_found_even_when_the_digest_was_forged_to_match() -> None:
    pack = seal_papers([Paper("a.pdf", "application/pdf", True, b"content")], capacity=64)
    for place in range(0, len(pack.ciphertext), 1009):
        flipped = bytearray(pack.ciphertext)
        flipped[place] ^= 1
        for forged in (False, True):
            with pytest.raises(PapersUnreadable):
                opened(pack, bytes(flipped), forged=forged)


def test_the_pack_of_another_bid_and_a_shortened_one_do_not_open() -> None:
    pack, other = (seal_papers([Paper("a", "", True, text)], capacity=64) for text in (b"one", b"two"))
    for wrong in (other.ciphertext, pack.ciphertext[:-1], b""):
        for forged in (False, True):
            with pytest.raises(PapersUnreadable):
                opened(pack, wrong, forged=forged)


def test_nothing_of_a_file_stands_in_the_ciphertext() -> None:
    pack = seal_papers([Paper("秘密方案.pdf", "application/pdf", True, b"planted words")], capacity=CAPACITY)
    assert not any(word in pack.ciphertext for word in (b"planted", "秘密".encode(), b"application/pdf"))
