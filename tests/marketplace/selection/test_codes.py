"""The keeper of one-time codes: one per draw, revealed only when the public numbers are out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from marketplace.selection.codes import (
    AlreadyRevealed,
    ChainUsedUp,
    CodeKeeper,
    FileCodeKeeper,
    GivenUp,
    NoSuchDraw,
    OtherPool,
    TooEarly,
)
from marketplace.selection.methods.draw import opens

SUNDAY = datetime(2023, 4, 16, 13, 15, tzinfo=UTC)
DAY = timedelta(days=1)
POOL = "ab" * 32


class Hand:
    moment = SUNDAY - DAY

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def keeper(tmp_path: Path, hand: Hand) -> FileCodeKeeper:
    return FileCodeKeeper(tmp_path, chain="2023", now=hand, length=3)


def test_the_revealed_code_opens_the_commitment(keeper: FileCodeKeeper, hand: Hand) -> None:
    codes: CodeKeeper = keeper
    commitments = [codes.commit(draw, entries_sha256=POOL, not_before=SUNDAY) for draw in ("N1", "N2")]
    hand.moment = SUNDAY
    assert [commitment.index for commitment in commitments] == [1, 2]
    assert {commitment.head for commitment in commitments} == {keeper.head}
    for commitment, draw in zip(commitments, ("N1", "N2"), strict=True):
        assert opens(commitment, codes.reveal(draw))
    assert not opens(commitments[0], codes.reveal("N2"))


def test_a_draw_that_was_never_public_is_made_again_under_another_name(keeper: FileCodeKeeper, hand: Hand) -> None:
    keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY)
    hand.moment = SUNDAY
    again = keeper.commit("N1/again-1", entries_sha256=POOL, not_before=SUNDAY + DAY, instead_of="N1")
    assert again.index == 2
    hand.moment = SUNDAY + DAY
    with pytest.raises(GivenUp):
        keeper.reveal("N1")
    assert opens(again, keeper.reveal("N1/again-1"))
    assert [line["given_up_for"] for line in keeper.vault.log() if line["act"] == "give_up"] == ["N1/again-1"]


@pytest.mark.parametrize("known", ["N1", "N2"])
def test_no_draw_is_given_up_whose_result_somebody_may_have_seen(
    keeper: FileCodeKeeper, hand: Hand, known: str
) -> None:
    for draw in ("N1", "N2"):
        keeper.commit(draw, entries_sha256=POOL, not_before=SUNDAY)
    hand.moment = SUNDAY
    keeper.reveal(known)
    with pytest.raises(AlreadyRevealed):
        keeper.commit("N1/again-1", entries_sha256=POOL, not_before=SUNDAY + DAY, instead_of="N1")
    with pytest.raises(NoSuchDraw):
        keeper.commit("N1/again-1", entries_sha256=POOL, not_before=SUNDAY + DAY, instead_of="N9")
    with pytest.raises(NoSuchDraw):
        keeper.reveal("N1/again-1")


def test_a_code_asked_for_before_its_number_is_public_is_refused_and_logged(keeper: FileCodeKeeper) -> None:
    keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY)
    with pytest.raises(TooEarly):
        keeper.reveal("N1")
    assert keeper.vault.log()[-1]["refused"] == "TooEarly"


def test_a_later_code_waits_for_the_draws_before_it_because_it_would_tell_theirs(
    keeper: FileCodeKeeper, hand: Hand
) -> None:
    keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY + DAY)
    keeper.commit("N2", entries_sha256=POOL, not_before=SUNDAY)
    hand.moment = SUNDAY
    with pytest.raises(TooEarly):
        keeper.reveal("N2")
    hand.moment = SUNDAY + DAY
    assert keeper.reveal("N2") != keeper.reveal("N1")


def test_one_name_is_one_draw_of_one_list(keeper: FileCodeKeeper) -> None:
    first = keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY)
    assert keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY) == first
    with pytest.raises(OtherPool):
        keeper.commit("N1", entries_sha256="cd" * 32, not_before=SUNDAY)
    with pytest.raises(OtherPool):
        keeper.commit("N1", entries_sha256=POOL, not_before=SUNDAY + DAY)


def test_a_chain_that_is_used_up_says_so(keeper: FileCodeKeeper) -> None:
    for number in range(3):
        keeper.commit(f"N{number}", entries_sha256=POOL, not_before=SUNDAY)
    with pytest.raises(ChainUsedUp):
        keeper.commit("N3", entries_sha256=POOL, not_before=SUNDAY)


def test_an_unknown_draw_has_no_code(keeper: FileCodeKeeper) -> None:
    with pytest.raises(NoSuchDraw):
        keeper.reveal("N1")


def test_the_chain_outlives_the_process_and_is_private(keeper: FileCodeKeeper, hand: Hand) -> None:
    again = FileCodeKeeper(keeper.vault.root, chain="2023", now=hand, length=99)
    assert keeper.head == again.head
    assert {path.stat().st_mode & 0o777 for path in keeper.vault.root.iterdir()} == {0o600}
    assert keeper.vault.is_log_whole()
