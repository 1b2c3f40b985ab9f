"""What a file really is, judged by its bytes and never by its name."""

import zipfile
from typing import IO

from django.utils.translation import gettext_lazy as _

from cms.kernel.display import comma_text
from cms.kernel.errors import Refused

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
XML = "application/xml"
DOCUMENTS = frozenset({PDF, PNG, JPEG, DOCX, XLSX})

NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", XLSX: "XLSX", DOCX: "DOCX", CSV: "CSV", XML: "XML"}
OFFICE_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
MOST_UNPACKED = 500 * 1024 * 1024
MOST_RATIO = 200
ACTIVE_MARKS = (b"<script", b"<svg", b"<!doctype html", b"<html", b"<?php")
PROGRAM_PARTS = ("vbaproject.bin", "activex/", "embeddings/")
PDF_PROGRAMS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
PDF_LOCK = b"/Encrypt"


class UnknownContent(Refused):
    """The bytes are not of any type that is accepted here."""

    sentence = _("无法识别该文件，请上传 %(accepted)s 格式的文件。")
    status = 422


class ActiveContent(Refused):
    """The file carries a second nature: markup or script inside an image or a document."""

    sentence = _("该文件含有可执行内容，出于安全考虑不予接收。")
    status = 422


class PackedTooTightly(Refused):
    """An archive that would unpack to far more than it should."""

    sentence = _("该文件解压后过大，疑似压缩炸弹，不予接收。")
    status = 422


class LockedContent(Refused):
    """A file that nobody can read without a password."""

    sentence = _("该文件设有密码或加密，他人无法阅读，请解除后重新上传。")
    status = 422


def names_of(accepted: frozenset[str]) -> str:
    """The accepted types as people call them, in order: "PDF、PNG", "PDF, PNG"."""
    return comma_text().join(sorted(NAMES[kind] for kind in accepted))


def kind_of(content: IO[bytes], accepted: frozenset[str]) -> str:
    """The media type of `content`, one of `accepted`; raises UnknownContent, ActiveContent, PackedTooTightly."""
    content.seek(0)
    head = content.read(4096)
    content.seek(0)
    kind = _signature(head, content)
    if kind is None and accepted & {CSV, XML} and b"\x00" not in head:
        kind = XML if XML in accepted and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else CSV
    if kind is None or kind not in accepted:
        raise UnknownContent(accepted=names_of(accepted))
    if kind in {PNG, JPEG, CSV} and any(mark in head.lower() for mark in ACTIVE_MARKS):
        raise ActiveContent
    if kind in {PNG, JPEG} and _has_archive_tail(content):
        raise ActiveContent
    return kind


def refuse_programs(content: IO[bytes], kind: str) -> None:
    """Nothing happens when no program, no attached file and no password is seen in the document.

    For what people must open on their own machines before they can judge it. Looks at the names of an archive's parts
    and at the plain bytes of a PDF: what hides in a PDF's compressed objects is not found. Raises ActiveContent,
    LockedContent.
    """
    content.seek(0)
    if kind == PDF:
        text = content.read()
        if any(mark in text for mark in PDF_PROGRAMS):
            raise ActiveContent
        if PDF_LOCK in text:
            raise LockedContent
    elif kind in OFFICE_PARTS.values():
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
        if any(part in member.filename.lower() for member in members for part in PROGRAM_PARTS):
            raise ActiveContent
        if any(member.flag_bits & 1 for member in members):
            raise LockedContent
    content.seek(0)


def _signature(head: bytes, content: IO[bytes]) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return None


def _office_kind(content: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # ValueError: names in no known letters
        return None
    finally:
        content.seek(0)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise PackedTooTightly
    found = {member.filename for member in members}
    return next((kind for part, kind in OFFICE_PARTS.items() if part in found), None)


def _has_archive_tail(content: IO[bytes]) -> bool:
    is_zip = zipfile.is_zipfile(content)
    content.seek(0)
    return is_zip
