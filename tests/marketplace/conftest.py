"""What tests of the marketplace may ask for: a custodian of their own, and a small market."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def custodian_root(settings: Settings, tmp_path: Path) -> Path:
    """Each test's keys lie in a folder of its own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    return tmp_path / "custodian"
