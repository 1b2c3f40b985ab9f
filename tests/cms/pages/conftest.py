"""The site of these tests."""

from datetime import date

import pytest

from tests.cms.pages.worlds import World, a_world
from tests.conftest import Clock


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    """A small site on 1 February 2023."""
    clock.set(date(2023, 2, 1))
    return a_world()
