"""What we took from others is what we say it is, and needs nobody else's server."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
VENDORS = [PROJECT / "cms/static/vendor", PROJECT / "tests/browser/vendor"]


@pytest.mark.parametrize("folder", VENDORS, ids=lambda folder: folder.parts[-2])
def test_every_vendored_file_is_the_one_in_the_manifest(folder: Path) -> None:
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in entries:
        assert sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]
        assert (folder / entry["licence_file"]).exists()
        assert entry["version"]
        assert entry["licence"] in {"MIT", "Apache-2.0", "MPL-2.0"}


@pytest.mark.parametrize("folder", VENDORS, ids=lambda folder: folder.parts[-2])
def test_nothing_is_vendored_without_a_line_in_the_manifest(folder: Path) -> None:
    known = {entry["file"] for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))}
    papers = {".LICENSE", ".NOTICE", ".json"}
    assert {path.name for path in folder.iterdir() if path.suffix not in papers} == known


def test_our_own_assets_name_no_other_host() -> None:
    for path in (PROJECT / "cms/static/house").iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name
