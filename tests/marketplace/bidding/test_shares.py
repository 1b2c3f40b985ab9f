"""A secret in shares: enough of them give it back, one less says nothing, a wrong one is known."""

from itertools import combinations
from random import Random

import pytest

from marketplace.bidding.shares import PRIME, VALUE_SIZE, Share, join, split

SECRET = bytes(range(32))


@pytest.mark.parametrize(("needed", "count"), [(1, 1), (2, 3), (3, 5), (4, 7)])
def test_any_k_of_n_shares_give_the_secret_and_no_fewer_do(needed: int, count: int) -> None:
    shares = split(SECRET, needed=needed, count=count)
    assert all(join(some) == SECRET for some in combinations(shares, needed))
    assert join(shares) == SECRET
    assert all(join(some) != SECRET for some in combinations(shares, needed - 1))


def test_the_polynomial_is_the_textbook_one() -> None:
    # 1234 + 166x + 94x^2 at 1, 2 and 3: Wikipedia's worked example, here modulo 2^521 - 1
    shares = [Share(x, (1234 + 166 * x + 94 * x * x).to_bytes(VALUE_SIZE, "big")) for x in (2, 4, 5)]
    assert join(shares) == (1234).to_bytes(32, "big")


def test_one_share_too_few_fits_every_secret_alike() -> None:
    throws, shares = Random(1), split(SECRET, needed=2, count=3)
    for _time in range(20):  # whatever the secret were, a second share exists that would give it
        other = throws.randrange(2**256)
        slope = (int.from_bytes(shares[0].value, "big") - other) % PRIME
        second = Share(2, ((other + 2 * slope) % PRIME).to_bytes(VALUE_SIZE, "big"))
        assert join([shares[0], second]) == other.to_bytes(32, "big")


def test_a_share_counts_once_and_an_altered_one_has_another_digest() -> None:
    first, *_others = split(SECRET, needed=2, count=3)
    with pytest.raises(ValueError, match="once"):
        join([first, first])
    assert Share(first.number, first.value[:-1] + b"x").digest != first.digest != Share(9, first.value).digest


def test_the_secret_has_one_size_and_k_is_at_most_n() -> None:
    for secret, needed, count in ((b"short", 2, 3), (SECRET, 4, 3), (SECRET, 0, 3)):
        with pytest.raises(ValueError, match="of"):
            split(secret, needed=needed, count=count)
