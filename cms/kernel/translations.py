"""The two languages: Chinese is written in the source, English stands in catalogues; found, kept and checked here.

No GNU gettext is needed: Babel reads the sources and writes the catalogues.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parents[2]
WINGS = ("cms", "policies", "marketplace")
LANGUAGE = "en"

HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w*\}")
VOLATILE_HEADER = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):.*\n', re.M
)

_SINGULAR_PLURAL = (1, 2)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": _SINGULAR_PLURAL,
    "ngettext_lazy": _SINGULAR_PLURAL,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Key:
    """What gettext looks a message up by."""

    text: str
    context: str | None = None


@dataclass
class Source:
    """A message as the code has it: its plural, and the files that use it."""

    plural: str | None = None
    files: set[str] = field(default_factory=set)

    def message_id(self, key: Key) -> str | tuple[str, str]:
        """The id as Babel writes it."""
        return (key.text, self.plural) if self.plural else key.text


def catalogue_path(wing: str) -> Path:
    """The English catalogue of a wing."""
    return PROJECT / wing / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources(wing: str) -> dict[Key, Source]:
    """Every message of a wing's code and templates; migrations only repeat the models."""
    found: dict[Key, Source] = {}
    for path in _files(wing):
        name = str(path.relative_to(PROJECT))
        for text, plural, context in messages_in(path.read_text(encoding="utf-8"), is_template=path.suffix != ".py"):
            source = found.setdefault(Key(text, context), Source())
            source.plural = source.plural or plural
            source.files.add(name)
    return found


def messages_in(text: str, *, is_template: bool) -> Iterator[tuple[str, str | None, str | None]]:
    """The (singular, plural, context) of each message in one file's text."""
    if is_template:
        # A template becomes calls of gettext among blanked-out words; its indentation means nothing to Python.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _line, found, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        singular, plural = found if isinstance(found, tuple) else (found, None)
        yield singular, plural, context


def _files(wing: str) -> Iterator[Path]:
    for path in sorted((PROJECT / wing).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not {"migrations", "static", "locale"} & set(path.parts):
            yield path


def read_catalogue(wing: str) -> Catalog:
    """A wing's English catalogue; empty if there is none yet."""
    path = catalogue_path(wing)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def extract_catalogue(wing: str) -> None:
    """The wing's catalogue has exactly the messages of its sources; what was translated stays, what is new is empty."""
    before, after = read_catalogue(wing), Catalog(locale=LANGUAGE, project="zhida", fuzzy=False, header_comment="")
    for key, source in sorted(sources(wing).items(), key=lambda item: (min(item[1].files), item[0].text)):
        known = before.get(key.text, context=key.context)
        kept = _translation(known) if known else ""
        if source.plural and isinstance(kept, str):
            kept = (kept, kept)
        after.add(
            source.message_id(key),
            string=kept,
            locations=[(file, 0) for file in sorted(source.files)],
            flags=known.flags if known else (),
            context=key.context,
        )
    text = io.BytesIO()
    write_po(text, after, width=110, include_lineno=False)
    path = catalogue_path(wing)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(VOLATILE_HEADER.sub(b"", text.getvalue()))


def compile_catalogues() -> list[Path]:
    """Every .mo file is as new as its .po file; returns those written. Safe while others read or write them."""
    written = []
    for path in map(catalogue_path, WINGS):
        compiled = path.with_suffix(".mo")
        if path.exists() and not (compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns):
            with path.open("rb") as file:
                catalogue = read_po(file, locale=LANGUAGE)
            unfinished = compiled.with_suffix(f".{os.getpid()}.unfinished")
            with unfinished.open("wb") as file:
                write_mo(file, catalogue)
            unfinished.replace(compiled)
            written.append(compiled)
    return written


def problems(wing: str) -> list[str]:
    """What is wrong with a wing's translation, one sentence each; empty when it is complete."""
    catalogue, found = read_catalogue(wing), sources(wing)
    listed = {Key(_singular(message), message.context): message for message in catalogue if message.id}
    wrong = [
        f"not Chinese: {key.text!r} in {min(source.files)}" for key, source in found.items() if not HAN.search(key.text)
    ]
    wrong += [f"missing: {key.text!r} in {min(source.files)}" for key, source in found.items() if key not in listed]
    wrong += [f"dead: {key.text!r}" for key in listed if key not in found]
    for key, message in listed.items():
        if key in found:
            wrong += [f"{fault}: {key.text!r}" for fault in faults(message)]
    return [f"{wing}: {sentence}" for sentence in wrong]


def disagreements(catalogues: Mapping[str, Catalog]) -> list[str]:
    """The messages that two wings' catalogues translate differently: gettext would show whichever it loads last."""
    said: dict[Key, dict[str | tuple[str, ...], str]] = {}
    for wing, catalogue in catalogues.items():
        for message in catalogue:
            if message.id and any(_translation(message)):
                said.setdefault(Key(_singular(message), message.context), {})[_translation(message)] = wing
    return [
        f"two translations: {key.text!r} is " + ", ".join(f"{english!r} in {wing}" for english, wing in told.items())
        for key, told in said.items()
        if len(told) > 1
    ]


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    translated = _translation(message)
    forms = (translated,) if isinstance(translated, str) else tuple(translated)
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "untranslated"
        return
    if _singular(message) in forms:
        yield "the same as its source"
    wanted = set(PLACEHOLDER.findall(_singular(message)))
    if isinstance(message.id, tuple):
        wanted |= set(PLACEHOLDER.findall(message.id[1]))
    # "one enterprise" may leave the number out; the last form may not
    if set(PLACEHOLDER.findall(forms[-1])) != wanted or any(set(PLACEHOLDER.findall(form)) - wanted for form in forms):
        yield "other placeholders"


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translation(message: Message) -> str | tuple[str, ...]:
    found = message.string
    return found if isinstance(found, str) else tuple(found or ())
