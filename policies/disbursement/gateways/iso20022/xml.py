"""XML from outside, read without entities, document types or the network, and held to the schema of our profile.

The schemas beside this module are our own: each restricts a message of ISO 20022 to what this house writes and reads
(CNY, CNAPS codes, two decimals). See docs/adr/0012.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _
from lxml import etree

from cms.kernel.errors import Refused
from cms.kernel.money import to_fen

FOLDER: Final = Path(__file__).parent
PAIN_001: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
PAIN_002: Final = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
CAMT_053: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
LONG_NUMBER: Final = re.compile(r"[0-9]{8,}")  # may be an account: not for a page, not for a log
FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")


class FileUnreadable(Refused):
    """The file is not the message it should be."""

    sentence = _("文件不符合约定的报文格式，已拒收：%(problem)s")
    status = 422


class FileForbidden(Refused):
    """The XML declares a document type or entities."""

    sentence = _("文件含有文档类型或实体声明，为安全起见已拒收。")
    status = 422


def read_xml(body: bytes) -> etree._Element:
    """The root element. Raises FileForbidden for a document type or an entity, FileUnreadable for anything but XML."""
    if any(word in body for word in FORBIDDEN):
        raise FileForbidden
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise FileUnreadable(problem=str(wrong)[:200]) from wrong
    if root.getroottree().docinfo.internalDTD is not None:  # declared in an encoding that hides the words above
        raise FileForbidden
    return root


def namespace_of(root: etree._Element) -> str:
    """Which message the document is: the namespace of its root."""
    return str(etree.QName(root).namespace or "")


def refuse_unless_valid(root: etree._Element) -> None:
    """Raises FileUnreadable with the first problem when the document breaks the schema of its namespace."""
    namespace = namespace_of(root)
    if namespace not in (PAIN_001, PAIN_002, CAMT_053):
        raise FileUnreadable(problem=namespace or "no namespace")
    schema = schema_of(namespace)
    if not schema.validate(root):
        first = str(schema.error_log).partition("\n")[0]
        raise FileUnreadable(problem=LONG_NUMBER.sub("…", first)[-200:])


@cache
def schema_of(namespace: str) -> etree.XMLSchema:
    """The schema of our profile of the message."""
    name = namespace.rpartition(":")[2]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.XMLSchema(etree.parse(FOLDER / f"{name}.xsd", parser))


def text_at(element: etree._Element, path: str, default: str = "") -> str:
    """The text at a path of local names (`Refs/EndToEndId`), or the default."""
    namespace = namespace_of(element)
    found = element.find("/".join(f"{{{namespace}}}{name}" for name in path.split("/")))
    return (found.text or "").strip() if found is not None else default


def all_at(element: etree._Element, path: str) -> list[etree._Element]:
    """Every element at a path of local names."""
    namespace = namespace_of(element)
    return element.findall("/".join(f"{{{namespace}}}{name}" for name in path.split("/")))


def fen_at(element: etree._Element, path: str) -> int:
    """The amount at a path, in fen. The schema has seen to CNY and two decimals."""
    return to_fen(Decimal(text_at(element, path)))
