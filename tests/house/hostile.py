"""What nobody should send: odd addresses, and forms filled in wrongly in every way a form can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from django.core.files.base import ContentFile
from django.test import Client

PDF: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ASKED: Final = (
    *("q", "state", "list", "of", "by", "sort", "after", "before", "file", "year", "month", "day", "span", "first"),
    *("last", "kind", "type", "category", "method", "stage", "part", "indicator", "policy", "department", "industry"),
    *("region", "owner", "agency", "service_type", "number", "code", "department", "line", "more"),
)
"""Every name by which a page of ours asks something of its address."""

DAYS: Final = frozenset({"first", "last", "day", "month"})
CURSORS: Final = frozenset({"after", "before"})
ODD: Final = (
    {"day": "0001-01-01", "cursor": "WzFlOTk5XQ", "other": "²"},
    {"day": "9999-12-31", "cursor": "W" * 900, "other": "9" * 90},
)
"""Days before and after all days; cursors that hold infinity and a list in lists; a digit that is none, and a number
longer than a column."""

LONG: Final = "长" * 20_000
HUGE: Final = "99999999999999.99"
GOOD: Final[Mapping[str, str]] = {
    "date": "2023-03-01",
    "datetime-local": "2023-03-01T10:00",
    "number": "1",
    "email": "someone@example.com",
    "checkbox": "on",
}
WRONGS: Final[Mapping[str, Mapping[str, str]]] = {
    "empty": dict.fromkeys(("text", "yuan", "number", "date", "datetime-local", "choice", "hidden", "checkbox"), ""),
    "too much": {"text": LONG, "yuan": HUGE, "number": "9" * 30, "date": "9999-12-31"},
    "never offered": {"choice": "²", "hidden": "²", "checkbox": "9" * 4500, "yuan": "1.005", "number": "-1"},
    "quite well": {},
}
"""Ways to fill a form in: by kind of field what stands there instead of a good value."""


@dataclass
class Form:
    """A form of a page: where it is sent, and its fields, each with its kind and a good value."""

    action: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    def filled(self, wrong: Mapping[str, str]) -> dict[str, Any]:
        """The form as `wrong` fills it in."""
        files = {name: ContentFile(PDF, name="a.pdf") for name, kind, _good in self.fields if kind == "file"}
        return {name: wrong.get(kind, good) for name, kind, good in self.fields if kind != "file"} | files


def forms_of(content: bytes, address: str) -> Iterator[Form]:
    """The forms of a page that are sent by POST, but for those of the frame around it."""
    page = BeautifulSoup(content, "html.parser")
    for found in (page.find("main") or page).find_all("form", method="post"):
        form = Form(str(found.get("action") or address))
        for control in found.find_all(["input", "select", "textarea", "button"]):
            name = str(control.get("name") or "")
            if name and name != "csrfmiddlewaretoken":
                form.fields.append((name, *_kind_and_good(control)))
        yield form


def _kind_and_good(control: Tag) -> tuple[str, str]:
    """What a field takes, and a value that it may well accept."""
    said = str(control.get("value") or "")
    if control.name == "select":
        options = [str(option.get("value") or "") for option in control.find_all("option")]
        return "choice", next((one for one in options if one), "")
    kind = str(control.get("type") or "text")
    if control.name == "button" or kind in {"radio", "submit"}:
        return "choice", said
    if control.has_attr("data-yuan"):
        return "yuan", said or "1.00"
    if kind in {"hidden", "file", "checkbox", *GOOD}:
        return kind, said or GOOD.get(kind, "")
    return "text", said or "文字"


def odd_addresses(address: str) -> Iterator[str]:
    """The address with an odd answer to everything it could ask."""
    for odd in ODD:
        kinds = {name: "day" if name in DAYS else "cursor" if name in CURSORS else "other" for name in ASKED}
        yield f"{address}?" + "&".join(f"{name}={_quoted(odd[kind])}" for name, kind in kinds.items())


def _quoted(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode())


def send(client: Client, form: Form, wrong: str) -> int:
    """The status of the answer to the form, filled in wrongly."""
    return client.post(form.action, form.filled(WRONGS[wrong])).status_code
