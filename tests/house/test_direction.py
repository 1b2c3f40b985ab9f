"""The import contracts cover the whole house: a new room cannot stand outside them."""

import tomllib
from pathlib import Path

from tests.house.reading import PROJECT, WINGS, app_sources

FLOORS = {"urls", "views", "forms", "tasks", "services", "queries", "models", "states", "errors"}


def contracts() -> dict[str, dict]:
    """The contracts of pyproject.toml by name."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def rooms_with_floors(paths: list[str]) -> set[str]:
    """Packages below a wing (or below the kernel) that have two floors or more: those have an order to keep."""
    floors: dict[str, set[str]] = {}
    for path in map(Path, paths):
        if path.stem in FLOORS and len(path.parts) > 2:
            floors.setdefault(".".join(path.parts[:-1]), set()).add(path.stem)
    return {room for room, found in floors.items() if len(found) > 1 and room not in {*WINGS, "cms.kernel"}}


def test_every_room_keeps_the_order_of_its_floors() -> None:
    covered = set(contracts()["Every room has the same floors"]["containers"])
    assert rooms_with_floors([source.path for source in app_sources()]) - covered == set()


def test_a_new_room_would_be_noticed() -> None:
    paths = ["policies/attic/views.py", "policies/attic/models.py", "policies/models.py", "policies/urls.py"]
    assert rooms_with_floors(paths) == {"policies.attic"}
