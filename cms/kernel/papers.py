"""Papers of the house: PDF/A-2b set by typst, QR codes, and the answer that hands one out.

What a paper says travels as data, never as markup.
"""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import segno
import typst
from django.conf import settings
from django.http import FileResponse

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def typeset(template: str, data: Mapping[str, Any], *, root: Path | None = None) -> bytes:
    """The PDF that a typst template (its path from `root`, the project by default) makes of JSON data.

    The template reads the data with `json(bytes(sys.inputs.data))`: a text in it is never read as typst.
    """
    root = root or Path(settings.PROJECT_DIR)
    written = json.dumps(data, ensure_ascii=False, default=str)
    made: bytes = typst.compile(
        root / template,
        root=root,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={"data": written},
    )
    return made


def dots(text: str) -> list[str]:
    """The QR code of a text as rows of 0 and 1, for a template to draw."""
    return ["".join("1" if dot else "0" for dot in row) for row in segno.make(text, error="m").matrix]


def handed_out(pdf: bytes, name: str) -> FileResponse:
    """The PDF as an answer, to be kept under a name."""
    return FileResponse(io.BytesIO(pdf), as_attachment=True, filename=name, content_type="application/pdf")
