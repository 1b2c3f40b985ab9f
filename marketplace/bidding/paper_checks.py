"""Whether files may go into a bid: type by their bytes, size, no programs, no bidder's name in blind ones.

Everything is looked at in memory. What a picture shows, and text that a PDF keeps in a font's own code, is not read:
the look for names is a help against carelessness, not a proof.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from django.utils.text import get_valid_filename

from cms.kernel.errors import Refused
from cms.kernel.files.content import DOCUMENTS, DOCX, PDF, XLSX, UnknownContent, kind_of, names_of, refuse_programs
from cms.kernel.files.services import EmptyFile
from marketplace.agencies.models import Agency
from marketplace.bidding.errors import PaperNamesBidder, PaperRefused, PapersOverSize, TooManyPapers
from marketplace.bidding.papers import MB, Paper

MOST_PAPERS, LONGEST_NAME = 10, 120
MOST_LOOKED_AT = 64 * MB
"""How much unpacked text of one file is searched for names, in bytes."""
STREAM = re.compile(rb"stream\r?\n")
TAGS = re.compile(rb"<[^<>]*>")  # of many that never end each is passed over at the next: no text takes long
STREAM_END = b"endstream"

Handed = tuple[str, bytes]
"""A file as handed in: its name and its content."""


def checked_papers(
    *, technical: Sequence[Handed], business: Sequence[Handed], capacity: int, agency: Agency
) -> list[Paper]:
    """The files as papers of the agency's bid, those that experts score first; `capacity` in bytes.

    Raises TooManyPapers, PapersOverSize, PaperRefused and PaperNamesBidder naming the file.
    """
    if len(technical) + len(business) > MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
    if sum(len(content) for _name, content in (*technical, *business)) > capacity:
        raise PapersOverSize(most=capacity // MB)
    blind = [_paper(handed, is_blind=True) for handed in technical]
    for paper in blind:
        if names_party(paper, words_of(agency)):
            raise PaperNamesBidder(name=paper.name)
    return blind + [_paper(handed, is_blind=False) for handed in business]


def words_of(agency: Agency) -> tuple[str, ...]:
    """What would tell experts whose a proposal is."""
    words = (agency.party.name, agency.party.uscc, agency.contact_mobile, agency.legal_person)
    return tuple(word for word in words if word)


def _paper(handed: Handed, *, is_blind: bool) -> Paper:
    name = get_valid_filename(handed[0].rsplit("/", 1)[-1] or "file")[-LONGEST_NAME:]
    try:
        return Paper(name, _kind(handed[1]), is_blind, handed[1])
    except Refused as refusal:
        raise PaperRefused(name=name, why=str(refusal)) from refusal


def _kind(content: bytes) -> str:
    if not content:
        raise EmptyFile
    try:
        kind = kind_of(BytesIO(content), DOCUMENTS)
        refuse_programs(BytesIO(content), kind)
    except (zipfile.BadZipFile, NotImplementedError) as fault:
        raise UnknownContent(accepted=names_of(DOCUMENTS)) from fault
    return kind


def names_party(paper: Paper, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the paper, in its text or in what its program noted of its author."""
    wanted = [form for word in words for form in _forms(word)]
    return any(form in text for text in _texts(paper) for form in wanted)


def _forms(word: str) -> tuple[bytes, ...]:
    """The word as documents keep it: UTF-8, UTF-16, and UTF-16 in hexadecimal digits."""
    wide = word.encode("utf-16-be")
    return word.encode(), wide, wide.hex().encode(), wide.hex().upper().encode()


def _texts(paper: Paper) -> Iterator[bytes]:
    if paper.media_type in {DOCX, XLSX}:
        yield from _parts(paper.content)
    elif paper.media_type == PDF:
        yield paper.content
        yield from _streams(paper.content)
    else:
        yield paper.content


def _parts(content: bytes) -> Iterator[bytes]:
    """The XML parts of an office document without their tags, so that a name split over runs is whole again."""
    left = MOST_LOOKED_AT
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")) or member.file_size > left:
                continue
            left -= member.file_size
            try:
                yield TAGS.sub(b"", archive.read(member))
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as fault:
                raise PaperRefused(name=member.filename, why=str(fault)) from fault


def _streams(content: bytes) -> Iterator[bytes]:
    """The deflated streams of a PDF, as far as they inflate.

    Each is cut off at its end before it is inflated: what follows it would be copied for every stream.
    """
    left = MOST_LOOKED_AT
    for part in content.split(STREAM_END):
        match = STREAM.search(part)
        if match is None:
            continue
        try:
            text = zlib.decompressobj().decompress(part[match.end() :], max(left, 1))
        except zlib.error:
            continue
        left -= len(text)
        if left <= 0:
            return
        yield text
