"""docs/MAP.md is true: every room it names stands, and every room that stands is named."""

import re

from tests.house.reading import PROJECT, WINGS, rooms

MAP = PROJECT / "docs" / "MAP.md"
NAMED = re.compile(rf"\b(?:{'|'.join(WINGS)})/[a-z_/]+(?:\.py|\.sql)?")


def named_in(text: str) -> set[str]:
    """Every path of ours that the text names."""
    return {found.rstrip("/") for found in NAMED.findall(text)}


def unmapped(text: str) -> set[str]:
    """Rooms that stand and are not named, by path or by their name in backquotes or bold below their wing's heading."""
    named = named_in(text)
    return {room for room in rooms() if not any(path == room or path.startswith(f"{room}/") for path in named)}


def test_the_map_is_true() -> None:
    text = MAP.read_text(encoding="utf-8")
    assert {path for path in named_in(text) if not (PROJECT / path).exists()} == set()
    assert unmapped(text) == set()


def test_a_false_map_would_be_found_out() -> None:
    assert named_in("see `cms/embedded/` and policies/rules/syntax.py") == {"cms/embedded", "policies/rules/syntax.py"}
    assert "cms/embedded" in unmapped("nothing")
    assert "cms/embedded" not in unmapped("cms/embedded/")
