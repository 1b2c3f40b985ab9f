"""Papers as PDF/A-2b, set by typst; what they say travels as data, never as markup."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def paper(template: Path, data: Mapping[str, Any], *, root: Path | None = None) -> bytes:
    """The PDF that a typst template makes of JSON data, with its Chinese fonts inside.

    What it imports lies beside it, or below `root`.
    The template reads the data with `json(bytes(sys.inputs.data))`: a text in it is never read as typst.
    """
    written = json.dumps(data, ensure_ascii=False, default=str)
    made: bytes = typst.compile(
        template,
        root=root or template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={"data": written},
    )
    return made
