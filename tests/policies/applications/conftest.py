"""It is February 2023 in these tests, and snapshots are kept in a folder of the test's own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from tests.conftest import Clock


@pytest.fixture
def february(clock: Clock, tmp_path: Path) -> Iterator[None]:
    """9:00 on 1 February 2023."""
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield
