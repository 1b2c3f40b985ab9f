"""Dice that fall the same way for the same seed and name, so that any part of the county can be made alone."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(seed: int, *name: object) -> Random:
    """An independent random stream for one named part; equal seed and name give equal throws on every machine."""
    return Random("/".join(map(str, (seed, *name))))


def pick(throw: float, choices: Sequence[T]) -> T:
    """The choice that a throw in [0, 1) falls on, all equally likely."""
    return choices[int(throw * len(choices))]


def place_among(ordinal: int, size: int, wanted: int, shift: int = 0) -> int | None:
    """The place (0 … wanted-1) of an ordinal among the `wanted` spread evenly over `size`, or None if it is not one.

    Systematic sampling: exactly `wanted` ordinals have a place, whatever the shift.
    """
    shift %= size
    before, after = (ordinal * wanted + shift) // size, ((ordinal + 1) * wanted + shift) // size
    return before if after > before else None


def stratum(place: int) -> float:
    """The `place`-th number of the base-2 van der Corput sequence: any run of places fills (0, 1) evenly."""
    value, step, rest = 0.0, 0.5, place + 1
    while rest:
        rest, bit = divmod(rest, 2)
        value += bit * step
        step /= 2
    return value
