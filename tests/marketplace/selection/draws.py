"""Draws of any size, repeatable from a seed, for the tests of the draw."""

import random
from datetime import UTC, datetime, timedelta

from marketplace.selection.methods.draw import Commitment, Draw, Entry, PublicSource, announce, chain_code, hold_draw

ANNOUNCED = datetime(2023, 4, 14, 9, tzinfo=UTC)
SOURCE = PublicSource("双色球第2023042期", "红球升序，后接蓝球", datetime(2023, 4, 16, 13, 15, tzinfo=UTC))


def some_draw(chance: random.Random, *, largest: int = 6) -> Draw:
    """Return a draw of up to `largest` parties with 1-3 tickets each, its facts taken from `chance`."""
    labels = chance.sample(range(1000), chance.randint(1, largest))
    entries = [Entry(f"A{label:03}", chance.randint(1, 3)) for label in labels]
    root, index = chance.randbytes(32), chance.randint(1, 4)
    commitment = Commitment("2023", index, chain_code(root, length=4, index=0))
    moment = ANNOUNCED + timedelta(seconds=chance.randrange(86_400))
    announcement = announce(
        f"N{chance.randrange(10**6)}", entries, announced_at=moment, source=SOURCE, commitment=commitment
    )
    number = " ".join(f"{chance.randint(1, 33):02}" for _ in range(7))
    return hold_draw(announcement, public_number=number, code=chain_code(root, length=4, index=index))
