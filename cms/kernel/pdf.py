"""Papers of the house handed out: templates by their path in the project, QR codes, and the answer that carries one."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.http import FileResponse

from cms.kernel.papers import paper as paper_of


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template (its path from the project's root) filled with JSON data."""
    root = Path(settings.PROJECT_DIR)
    return paper_of(root / template, data, root=root)


def dots(text: str) -> list[str]:
    """The QR code of a text as rows of 0 and 1, for a template to draw."""
    return ["".join("1" if dot else "0" for dot in row) for row in segno.make(text, error="m").matrix]


def paper(pdf: bytes, name: str) -> FileResponse:
    """The PDF as an answer, to be kept under a name."""
    return FileResponse(io.BytesIO(pdf), as_attachment=True, filename=name, content_type="application/pdf")
