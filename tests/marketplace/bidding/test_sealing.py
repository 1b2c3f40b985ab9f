"""Sealed bids: one size, bound to need and bidder, and opened one by one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from marketplace.bidding.sealing import (
    CIPHERTEXT_SIZE,
    CONTENT_SIZE,
    ContentTooLong,
    Fault,
    Lodged,
    Opened,
    Unopened,
    open_bids,
    receipt_for,
    seal,
)

KEY = PrivateKey(bytes(range(32)))
PRIVATE, PUBLIC = KEY.encode(), KEY.public_key.encode()
NOON = datetime(2023, 3, 1, 4, tzinfo=UTC)
NEED = 7


def lodged(name: str, fen: int = 1, need_id: int = NEED) -> Lodged:
    ciphertext = seal({"fen": fen}, public_key=PUBLIC, need_id=need_id, pseudonym=name)
    return Lodged(name, ciphertext, receipt_for(ciphertext, received_at=NOON))


def receipted(bid: Lodged, ciphertext: bytes) -> Lodged:
    return replace(bid, ciphertext=ciphertext, receipt=receipt_for(ciphertext, received_at=NOON))


def opened(*bids: Lodged) -> tuple[Opened | Unopened, ...]:
    return open_bids(bids, private_key=PRIVATE, need_id=NEED)


@given(st.dictionaries(st.text(max_size=20), st.integers() | st.text(max_size=100), max_size=5))
def test_what_is_opened_is_what_was_sealed(content: dict[str, object]) -> None:
    ciphertext = seal(content, public_key=PUBLIC, need_id=NEED, pseudonym="a")
    assert opened(Lodged("a", ciphertext, receipt_for(ciphertext, received_at=NOON))) == (Opened("a", content),)


@given(st.integers(0, 10**18), st.text(max_size=300))
def test_every_ciphertext_has_one_size_whatever_the_price_and_the_note(fen: int, note: str) -> None:
    assert len(seal({"fen": fen, "note": note}, public_key=PUBLIC, need_id=NEED, pseudonym="a")) == CIPHERTEXT_SIZE


def test_content_that_would_break_the_size_is_refused() -> None:
    fits = {"n": "x" * (CONTENT_SIZE - len('{"n":""}'))}
    assert len(seal(fits, public_key=PUBLIC, need_id=NEED, pseudonym="a")) == CIPHERTEXT_SIZE
    with pytest.raises(ContentTooLong):
        seal({"n": fits["n"] + "x"}, public_key=PUBLIC, need_id=NEED, pseudonym="a")


def test_the_same_price_sealed_twice_looks_different() -> None:
    assert lodged("a").receipt != lodged("a").receipt


def test_a_flipped_byte_is_reported_for_that_bid_and_the_others_open() -> None:
    good, bad, also_good = lodged("a", 1), lodged("b", 2), lodged("c", 3)
    flipped = bytes([bad.ciphertext[0] ^ 1]) + bad.ciphertext[1:]
    assert opened(good, replace(bad, ciphertext=flipped), also_good) == (
        Opened("a", {"fen": 1}),
        Unopened("b", Fault.NOT_AS_RECEIPTED),
        Opened("c", {"fen": 3}),
    )


def test_a_flip_anywhere_is_found_even_when_the_receipt_was_forged_to_match() -> None:
    bid = lodged("a")
    for place in range(0, CIPHERTEXT_SIZE, 7):
        flipped = bytearray(bid.ciphertext)
        flipped[place] ^= 0x80
        assert opened(receipted(bid, bytes(flipped))) == (Unopened("a", Fault.UNREADABLE),)


@pytest.mark.parametrize("cut", [0, 10, 91, CIPHERTEXT_SIZE - 1])
def test_a_shortened_bid_is_reported(cut: int) -> None:
    bid = lodged("a")
    assert opened(receipted(bid, bid.ciphertext[:cut])) == (Unopened("a", Fault.UNREADABLE),)


def test_a_bid_copied_to_another_bidder_or_need_does_not_open() -> None:
    assert opened(replace(lodged("a"), pseudonym="b")) == (Unopened("b", Fault.UNREADABLE),)
    assert opened(lodged("a", need_id=8)) == (Unopened("a", Fault.UNREADABLE),)


def test_another_key_opens_nothing() -> None:
    other = PrivateKey(bytes(32)).encode()
    assert open_bids([lodged("a")], private_key=other, need_id=NEED) == (Unopened("a", Fault.UNREADABLE),)


def test_the_price_is_nowhere_in_the_ciphertext() -> None:
    assert b"123456789" not in lodged("a", 123456789).ciphertext


def test_the_receipt_is_the_digest_and_the_server_time_and_no_more() -> None:
    bid = lodged("a")
    assert bid.receipt.text == f"sha256:{bid.receipt.sha256} 2023-03-01T04:00:00+00:00"
