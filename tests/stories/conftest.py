"""What a story may ask for: folders and a bank of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from policies.disbursement.sandbox.control import SandboxControl
from tests.policies.disbursement.banks import KEY, SECRET, running_bank


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """Keys of sealed boxes and snapshots of the registry lie in folders of the story's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    settings.SNAPSHOT_ROOT = str(tmp_path / "snapshots")


@pytest.fixture
def bank(settings: Settings, tmp_path: Path) -> Iterator[SandboxControl]:
    """A sandbox bank as a process of its own, and the house as its customer."""
    with running_bank(tmp_path / "bank", date=date(2023, 2, 1)) as control:
        settings.BANK_URL, settings.BANK_KEY, settings.BANK_SECRET = control.url, KEY, SECRET
        yield control
