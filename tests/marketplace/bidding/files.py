"""Files for bids, made as small as their programs would read them."""

import io
import zipfile
import zlib

DOCX_PART = "word/document.xml"
XLSX_PART = "xl/workbook.xml"


def pdf(text: str = "方案", *, more: bytes = b"", deflated: bool = False) -> bytes:
    """A PDF of one line, its words in hexadecimal UTF-16, deflated or not."""
    words = text.encode("utf-16-be").hex().upper()
    body = f"BT /F1 12 Tf 72 720 Td <{words}> Tj ET".encode()
    stream = zlib.compress(body) if deflated else body
    filtered = b"/Filter/FlateDecode" if deflated else b""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + more + b">>endobj\n"
        b"4 0 obj<</Length " + str(len(stream)).encode() + filtered + b">>stream\n" + stream + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def office(part: str, text: str, *, parts: dict[str, bytes] | None = None) -> bytes:
    """An office document whose main part holds the text, beside other parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f"<w:document>{text}</w:document>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return kept.getvalue()
