"""How the house's rules read the house: which files are ours, and what stands in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WINGS = ("cms", "policies", "marketplace")


@dataclass(frozen=True)
class Source:
    """One Python file: its path in the project, its text and its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return _parsed(self.text)

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote most of it."""
        return "/migrations/" in self.path


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _read(*folders: str) -> list[Source]:
    paths = sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.py"))
    return [Source(str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")) for path in paths]


@cache
def app_sources() -> list[Source]:
    """Every Python file of the product, migrations included."""
    return _read(*WINGS)


@cache
def sources_of_tests() -> list[Source]:
    """Every Python file of the tests."""
    return _read("tests")


@cache
def templates() -> dict[str, str]:
    """Every template of the product: path and text."""
    found = sorted(path for wing in WINGS for path in (PROJECT / wing).glob("**/templates/**/*.html"))
    return {str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8") for path in found}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def rooms() -> set[str]:
    """Every room of the wings and of the front, as `wing/room`: a package that has code of its own."""
    return {
        str(path.parent.relative_to(PROJECT))
        for wing in WINGS
        for path in (PROJECT / wing).glob("*/__init__.py")
        if path.parent.name not in {"migrations", "management", "settings", "templatetags"}
        and any(other.name not in {"__init__.py", "apps.py"} for other in path.parent.rglob("*.py"))
    }
