"""The packs of files beside the envelopes: sealed before the need is locked, opened with the bid, gone with it.

Encrypting megabytes takes no lock: a pack depends on its need by its size alone, and belongs to a bid by what the bid's
envelope says of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.transaction import atomic
from psycopg import Cursor, sql

from cms.kernel.files.content import DOCUMENTS
from cms.kernel.models import User
from cms.kernel.trail import record
from marketplace.agencies.models import Agency
from marketplace.bidding.envelopes import Envelope
from marketplace.bidding.errors import PapersNotTaken
from marketplace.bidding.models import Bid, OpenedBid, OpenedPaper, PaperPack
from marketplace.bidding.paper_checks import LONGEST_NAME, MOST_PAPERS, Handed, checked_papers
from marketplace.bidding.papers import KEY_SIZE, MB, Paper, PapersUnreadable, SealedPack, open_papers, seal_papers
from marketplace.needs.models import Need


@dataclass(frozen=True, slots=True)
class Files:
    """What an agency hands in beside its price: what experts score without its name, and everything else."""

    technical: Sequence[Handed] = ()
    business: Sequence[Handed] = ()


NO_FILES = Files()


def capacity_of(need: Need) -> int:
    """How many bytes of files a bid may hold; 0 where the notice asks for none."""
    return need.special.papers_mb * MB


def seal_files(need: Need, files: Files, agency: Agency) -> SealedPack | None:
    """The pack of a bid on the need, full or empty; None where the notice asks for no files.

    Raises PapersNotTaken, TooManyPapers, PapersOverSize,
    PaperRefused, PaperNamesBidder.
    """
    capacity = capacity_of(need)
    if not capacity:
        if files.technical or files.business:
            raise PapersNotTaken
        return None
    return seal_papers(papers_of(need, files, agency), capacity=capacity)


def papers_of(need: Need, files: Files, agency: Agency) -> list[Paper]:
    """The files as papers of a bid on the need, in their order; those of a need without a panel are for the owner.

    Raises what `seal_files` refuses.
    """
    technical, business = files.technical, files.business
    if not need.rules.get("has_panel"):
        technical, business = (), (*files.technical, *files.business)
    return checked_papers(technical=technical, business=business, capacity=capacity_of(need), agency=agency)


def keep_pack(pack: SealedPack | None) -> PaperPack | None:
    """The ciphertext is stored; its key is not.

    It goes to the database in binary: to write megabytes out as hexadecimal text, and to read them there, takes more
    processor time than all the rest of a bid.
    """
    if pack is None:
        return None
    kept = PaperPack(ciphertext=pack.ciphertext, sha256=pack.sha256)
    insert = sql.SQL("INSERT INTO {} (ciphertext, sha256, key) VALUES (%b, %s, '') RETURNING id")
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute(insert.format(sql.Identifier(PaperPack._meta.db_table)), [pack.ciphertext, pack.sha256])
        (kept.pk,) = cursor.fetchone() or (None,)
    return kept


def destroy_pack(bid: Bid) -> None:
    """Nobody will ever read the files of a bid that no longer counts."""
    PaperPack.objects.filter(bid=bid).only("pk").delete()  # not read once more to be thrown away


def open_packs(need: Need, rows: Sequence[tuple[OpenedBid, Envelope]]) -> None:
    """The files of the bids that opened can be read by those who may; a pack that does not open is on record.

    Such a pack leaves its bid's price as it is, and the other packs. Call with the rows saved.
    """
    papers: list[OpenedPaper] = []
    for row, envelope in rows:
        if not envelope.papers_sha256:
            continue
        pack = PaperPack.objects.filter(bid=row.bid_id).first()
        try:
            found = read_pack(pack, sha256=envelope.papers_sha256, key=envelope.papers_key)
        except PapersUnreadable as fault:
            record(
                "need.papers_unreadable", about=need, by=None, bid=row.bid_id, receipt=row.bid.receipt, why=str(fault)
            )
            continue
        PaperPack.objects.filter(bid=row.bid_id).update(key=envelope.papers_key)
        papers += paper_rows(row, found)
    OpenedPaper.objects.bulk_create(papers)


def read_pack(pack: PaperPack | None, *, sha256: str, key: str) -> tuple[Paper, ...]:
    """What the pack holds. Raises PapersUnreadable, also for what somebody forged and no column could hold."""
    if pack is None:
        raise PapersUnreadable("missing")
    if len(key) != 2 * KEY_SIZE:
        raise PapersUnreadable("no key")
    papers = open_papers(bytes(pack.ciphertext), sha256=sha256, key=key)
    if len(papers) > MOST_PAPERS or not all(_is_storable(paper) for paper in papers):
        raise PapersUnreadable("not of this house")
    return papers


def _is_storable(paper: Paper) -> bool:
    return 0 < len(paper.name) <= LONGEST_NAME and paper.name.isprintable() and paper.media_type in DOCUMENTS


def paper_rows(bid: OpenedBid, papers: Sequence[Paper]) -> list[OpenedPaper]:
    """The rows by which the files of an opened bid are found, not saved."""
    return [
        OpenedPaper(
            bid=bid,
            number=number,
            name=paper.name,
            media_type=paper.media_type,
            size=len(paper.content),
            sha256=paper.sha256,
            is_blind=paper.is_blind,
        )
        for number, paper in enumerate(papers, start=1)
    ]


def content_of(paper: OpenedPaper) -> bytes:
    """What the file holds. Raises PapersUnreadable when the pack was altered or is gone since it was opened."""
    pack = PaperPack.objects.filter(bid=paper.bid.bid_id).first()
    if pack is None:
        raise PapersUnreadable("missing")
    papers = open_papers(bytes(pack.ciphertext), sha256=pack.sha256, key=pack.key)
    found = papers[paper.number - 1]
    if found.sha256 != paper.sha256:
        raise PapersUnreadable("not the file that was opened")
    return found.content


@atomic
def read_paper(*, paper: OpenedPaper, by: User) -> bytes:
    """What the file holds; who read whose is on the need's trail. Raises PapersUnreadable."""
    content = content_of(paper)
    record("need.paper_read", about=paper.bid.need, by=by, paper=str(paper.pk), receipt=paper.bid.bid.receipt)
    return content
