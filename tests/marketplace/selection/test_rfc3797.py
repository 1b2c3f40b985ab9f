"""RFC 3797's own worked example (section 6), reproduced to the digit."""

import pytest

from marketplace.selection.methods.rfc3797 import digest, key_string, select

KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
POOL = (
    "John Mary Bashful Dopey Sleepy Grouchy Doc Sneazy Handsome Cassandra Pollyanna Pendragon Pandora Faith Hope "
    "Charity Lee Longsuffering Chastity Smith Pride Sloth Envy Anger Kasczynski"
)


def test_the_key_string_of_the_worked_example() -> None:
    assert key_string([9319, [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]) == KEY


@pytest.mark.parametrize(
    ("turn", "printed"),
    [
        (0, "990DD0A5692A029A98B5E01AA28F3459"),
        (1, "3691E55CB63FCC37914430B2F70B5EC6"),
        (2, "FE814EDF564C190AC1D25753979990FA"),
        (9, "31CB111C4A4EBE9287CEAE16FE51B909"),
        (15, "3269E6CE559ABD57E2BA6AAB495EB9BD"),
    ],
)
def test_the_digests_of_the_worked_example(turn: int, printed: str) -> None:
    assert f"{digest(KEY, turn):032X}" == printed


def test_the_ten_selected_of_the_worked_example() -> None:
    chosen = "Lee Doc Mary Charity Kasczynski Envy Sneazy Anger Chastity Pandora"
    assert select(POOL.split(), 10, key=KEY) == tuple(chosen.split())


def test_more_than_the_pool_cannot_be_selected() -> None:
    with pytest.raises(ValueError, match="26 of 25"):
        select(POOL.split(), 26, key=KEY)
