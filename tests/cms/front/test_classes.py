"""A class that a page names is one that a style sheet draws."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
STYLES = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "cms").glob("**/static/**/*.css"))
DRAWN = set(re.findall(r"\.([a-zA-Z][\w-]*)", STYLES))
# Names that scripts or readers need, drawn by nothing.
HANDLES = {"htmx-indicator", "chart--open"}


def named(markup: str) -> set[str]:
    """The plain class names of a template; those put together by tags are left out."""
    plain = re.sub(r"{[{%].*?[%}]}", " ", markup)
    return {name for names in re.findall(r'class="([^"]*)"', plain) for name in names.split() if name[-1] != "-"}


def test_every_class_of_a_page_is_drawn() -> None:
    unknown = {}
    for wing in ("cms", "policies", "marketplace"):
        for path in (PROJECT / wing).rglob("templates/**/*.html"):
            if path.parent.name == "admin" or "wagtailadmin" in path.parts:
                continue  # drawn by Wagtail's own style sheets
            if lost := named(path.read_text(encoding="utf-8")) - DRAWN - HANDLES:
                unknown[str(path.relative_to(PROJECT))] = sorted(lost)
    assert unknown == {}


def test_a_class_that_nothing_draws_would_be_found() -> None:
    assert named('<p class="card {% if x %}is-now{% endif %} tone-{{ y }}">') - DRAWN == {"card"}
