"""The custodian gives no key before the deadline it stored itself, and writes down everything asked of it."""

import json
import threading
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey

from marketplace.bidding.custodian import (
    AlreadyClosed,
    Custodian,
    CustodianRefused,
    FileCustodian,
    NoSuchKey,
    OnlyLater,
    OtherDeadline,
    StillSealed,
)
from marketplace.bidding.vault import TORN, Vault

NOON = datetime(2023, 3, 1, 4, tzinfo=UTC)
DAY = timedelta(days=1)
NEED = 7


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.moment = NOON - DAY

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def custodian(tmp_path: Path, hand: Hand) -> FileCustodian:
    return FileCustodian(tmp_path / "keys", now=hand)


def last_note(custodian: FileCustodian) -> tuple[str, str | None]:
    note = custodian.vault.log()[-1]
    return note["act"], note["refused"]


def test_the_file_custodian_is_a_custodian(custodian: FileCustodian) -> None:
    keeper: Custodian = custodian
    assert len(keeper.make_key(NEED, NOON)) == 32


def test_an_early_request_for_the_key_is_refused_and_logged(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    hand.moment = NOON - timedelta(microseconds=1)
    with pytest.raises(StillSealed):
        custodian.release(NEED)
    assert last_note(custodian) == ("release", "StillSealed")


def test_from_the_deadline_on_the_key_is_given_and_every_release_logged(custodian: FileCustodian, hand: Hand) -> None:
    public = custodian.make_key(NEED, NOON)
    hand.moment = NOON
    assert PrivateKey(custodian.release(NEED)).public_key.encode() == public
    custodian.release(NEED)
    assert [note["act"] for note in custodian.vault.log()] == ["make_key", "release", "release"]


def test_the_deadline_cannot_be_moved_earlier(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    with pytest.raises(OnlyLater):
        custodian.extend(NEED, NOON - timedelta(hours=1))
    assert last_note(custodian) == ("extend", "OnlyLater")
    hand.moment = NOON - timedelta(minutes=1)
    with pytest.raises(StillSealed):
        custodian.release(NEED)


def test_the_deadline_can_be_moved_later_and_then_holds(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    custodian.extend(NEED, NOON + DAY)
    hand.moment = NOON
    with pytest.raises(StillSealed):
        custodian.release(NEED)
    hand.moment = NOON + DAY
    assert custodian.release(NEED)


def test_what_has_closed_is_never_extended(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    hand.moment = NOON
    with pytest.raises(AlreadyClosed):
        custodian.extend(NEED, NOON + DAY)
    assert custodian.release(NEED)


def test_a_key_is_made_once_and_asked_for_again_without_change(custodian: FileCustodian) -> None:
    assert custodian.make_key(NEED, NOON) == custodian.make_key(NEED, NOON)
    with pytest.raises(OtherDeadline):
        custodian.make_key(NEED, NOON - timedelta(hours=1))
    assert last_note(custodian) == ("make_key", "OtherDeadline")


def test_no_key_is_made_for_a_moment_that_has_passed(custodian: FileCustodian, hand: Hand) -> None:
    hand.moment = NOON
    with pytest.raises(AlreadyClosed):
        custodian.make_key(NEED, NOON)
    with pytest.raises(NoSuchKey):
        custodian.release(NEED)


def test_two_needs_have_two_keys(custodian: FileCustodian) -> None:
    assert custodian.make_key(NEED, NOON) != custodian.make_key(NEED + 1, NOON)


def test_a_need_may_be_known_by_a_reference_but_never_by_a_path(custodian: FileCustodian) -> None:
    assert custodian.make_key("ZJ2023-0042-1", NOON) == custodian.make_key("ZJ2023-0042-1", NOON)
    with pytest.raises(ValueError, match="not an id"):
        custodian.make_key("../pseudonyms", NOON)


def test_keys_and_deadlines_outlive_the_process(custodian: FileCustodian, hand: Hand) -> None:
    public, name = custodian.make_key(NEED, NOON), custodian.pseudonym(NEED, 1)
    again = FileCustodian(custodian.vault.root, now=hand)
    assert (again.make_key(NEED, NOON), again.pseudonym(NEED, 1)) == (public, name)
    with pytest.raises(StillSealed):
        again.release(NEED)


def test_pseudonyms_tell_neither_the_party_nor_that_two_needs_have_one_bidder(custodian: FileCustodian) -> None:
    names = {custodian.pseudonym(need, party) for need in (1, 2) for party in (1, 2)}
    assert len(names) == 4
    assert all(len(name) == 32 for name in names)
    assert custodian.pseudonym(1, 1) == custodian.pseudonym(1, 1)


def test_another_custodian_gives_other_pseudonyms(custodian: FileCustodian, tmp_path: Path, hand: Hand) -> None:
    assert FileCustodian(tmp_path / "other", now=hand).pseudonym(1, 1) != custodian.pseudonym(1, 1)


def test_every_file_is_private_to_its_owner(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    custodian.pseudonym(NEED, 1)
    assert custodian.vault.root.stat().st_mode & 0o777 == 0o700
    files = list(custodian.vault.root.iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.name for path in files} == {"lock", "log.jsonl", "need-7.json", "pseudonyms.json"}


def test_a_changed_or_removed_line_of_the_log_shows(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    for _ in range(3):
        with pytest.raises(StillSealed):
            custodian.release(NEED)
    assert custodian.vault.is_log_whole()
    path = custodian.vault.root / "log.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[2:]))
    assert not custodian.vault.is_log_whole()
    path.write_text(lines[0] + lines[1].replace("StillSealed", "OnlyLater") + lines[2])
    assert not custodian.vault.is_log_whole()


def torn(custodian: FileCustodian) -> Path:
    """A log whose last line was half written when its process was killed."""
    custodian.make_key(NEED, NOON)
    with pytest.raises(StillSealed):
        custodian.release(NEED)
    path = custodian.vault.root / "log.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    return path


def test_half_a_line_is_owned_to_by_the_next_and_the_log_stays_readable(custodian: FileCustodian) -> None:
    torn(custodian)
    assert custodian.vault.is_log_whole()
    with pytest.raises(StillSealed):
        custodian.release(NEED)
    assert [line["act"] for line in custodian.vault.log()] == ["make_key", TORN, TORN, "release"]
    assert custodian.vault.is_log_whole()


def test_a_line_that_is_torn_afterwards_is_owned_to_by_nobody(custodian: FileCustodian) -> None:
    path = torn(custodian)
    with pytest.raises(StillSealed):
        custodian.release(NEED)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0][:-30] + b"\n", *lines[1:]]))
    assert not custodian.vault.is_log_whole()


def test_the_log_holds_no_key(custodian: FileCustodian, hand: Hand) -> None:
    custodian.make_key(NEED, NOON)
    hand.moment = NOON
    private = custodian.release(NEED).hex()
    assert private not in (custodian.vault.root / "log.jsonl").read_text()
    assert set(json.loads((custodian.vault.root / "log.jsonl").read_text().splitlines()[-1])) == {
        "act", "at", "closes_at", "need", "previous", "refused",
    }  # fmt: skip


def keys_made_at_once(custodian: FileCustodian, monkeypatch: pytest.MonkeyPatch) -> set[bytes]:
    """The keys that six askers get who all ask at the same moment, each pausing between reading and writing."""
    read = Vault.read
    keys: set[bytes] = set()

    def read_slowly(vault: Vault, name: str) -> dict[str, Any] | None:
        known = read(vault, name)
        time.sleep(0.01)
        return known

    def ask() -> None:
        keys.add(FileCustodian(custodian.vault.root, now=custodian.now).make_key(NEED, NOON))

    monkeypatch.setattr(Vault, "read", read_slowly)
    askers = [threading.Thread(target=ask) for _ in range(6)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return keys


def test_askers_at_once_all_get_the_one_key(custodian: FileCustodian, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(keys_made_at_once(custodian, monkeypatch)) == 1
    assert custodian.vault.is_log_whole()


def test_without_the_lock_they_would_get_several(custodian: FileCustodian, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Vault, "locked", nullcontext)
    assert len(keys_made_at_once(custodian, monkeypatch)) > 1


def test_refusals_have_one_family(custodian: FileCustodian) -> None:
    with pytest.raises(CustodianRefused):
        custodian.release(404)
