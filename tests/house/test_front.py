"""What browsers get is ours: no page calls a stranger's host, and every borrowed file is declared and unchanged."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import PROJECT, WINGS, templates

VENDOR = PROJECT / "cms" / "static" / "vendor"
DECLARED = {"name", "version", "licence", "sha256"}
LOADED = re.compile(
    r"""(?:<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc|<link\b[^>]*\bhref|url\(|@import|\bfetch\(|\bimport)"""
    r"""\s*[=(]?\s*["']?\s*(?:https?:)?//(?!www\.w3\.org)[\w.-]+"""
)


def strangers(text: str) -> list[str]:
    """The places where a page or style sheet would load from another host."""
    return LOADED.findall(text)


def undeclared_or_changed(folder: Path) -> Iterator[str]:
    """What stands in the folder undeclared, and what is declared and differs or is missing."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {entry["file"]: entry for entry in entries}
    licences = {entry.get("licence_file") for entry in entries}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        notice = name in licences or path.suffix in {".LICENSE", ".NOTICE"}
        if path.is_file() and name not in files and not notice and name != "manifest.json":
            yield f"{name}: not in the manifest"
    for name, entry in files.items():
        if missing := sorted(DECLARED - {key for key, value in entry.items() if value}):
            yield f"{name}: without {', '.join(missing)}"
        elif not (folder / name).exists():
            yield f"{name}: not there"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry["sha256"]:
            yield f"{name}: differs from its digest"


def test_no_page_loads_anything_from_another_host() -> None:
    styles = {str(path): path.read_text() for wing in WINGS for path in (PROJECT / wing).glob("**/static/**/*.css")}
    scripts = {
        str(path): path.read_text()
        for wing in WINGS
        for path in (PROJECT / wing).glob("**/static/**/*.js")
        if VENDOR not in path.parents
    }
    pages = templates() | styles | scripts
    assert {name: found for name, text in pages.items() if (found := strangers(text))} == {}


def test_a_page_that_calls_a_stranger_would_be_found() -> None:
    assert strangers('<script defer src="https://cdn.example/x.js">')
    assert strangers("@import url(//fonts.example/css)")
    assert not strangers('<a href="https://www.gov.cn/">国务院</a><svg xmlns="http://www.w3.org/2000/svg">')


def test_every_borrowed_file_is_declared_and_unchanged() -> None:
    assert list(undeclared_or_changed(VENDOR)) == []


def test_a_borrowed_file_that_changes_would_be_found(tmp_path: Path) -> None:
    entry = {"file": "a.js", "name": "a", "version": "1", "licence": "MIT", "sha256": hashlib.sha256(b"a").hexdigest()}
    (tmp_path / "manifest.json").write_text(json.dumps([entry, entry | {"file": "b.js", "licence": ""}]))
    (tmp_path / "a.js").write_text("changed")
    (tmp_path / "c.js").write_text("c")
    assert list(undeclared_or_changed(tmp_path)) == [
        "c.js: not in the manifest",
        "a.js: differs from its digest",
        "b.js: without licence",
    ]
