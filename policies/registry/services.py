"""Department files received, tried and let in; facts stated one by one; accounts."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.display import comma_text
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.registry.errors import (
    DateInFuture,
    FileReceivedBefore,
    FileTooLarge,
    NothingToImport,
    NoUsccColumn,
    UnknownDepartment,
)
from policies.registry.facts import FactImport
from policies.registry.importing import Lines, Pass, header_of
from policies.registry.kinds import kind_ids, vocabulary
from policies.registry.loading import Stage, has_identity, refresh_faces
from policies.registry.mapping import USCC, FileMapping, Tally, check, proposed
from policies.registry.models import Enterprise
from policies.registry.particulars import enter_particulars, enter_unknown, none_for_the_rest, update_lists
from policies.registry.progress import Watch
from policies.registry.scaling import compute_scales
from policies.registry.states import ImportState
from policies.rules.vocabulary import DEPARTMENTS

MEGABYTE = 1024 * 1024


def receive_file(
    *, source: str, name: str, content: IO[bytes], as_of: date, by: User | None, mapping: FileMapping | None = None
) -> FactImport:
    """The file is kept, its columns mapped as given, or as last time, or as its header suggests.

    Raises NotAllowed, UnknownDepartment, DateInFuture, FileTooLarge, FileReceivedBefore and the refusals of `sheets`.
    """
    if by is not None:
        require(by, Act.IMPORT_FACTS)
    if source not in DEPARTMENTS:
        raise UnknownDepartment(source=source)
    if as_of > business_today():
        raise DateInFuture(as_of=as_of)
    size = content.seek(0, io.SEEK_END)
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise FileTooLarge(size=size // MEGABYTE, limit=settings.UPLOAD_LIMIT_BYTES // MEGABYTE)
    digest = hash_of(content)
    refuse_twice(digest, as_of)
    header = header_of(content, name)
    mapping = mapping or remembered(source, header) or proposed(header, vocabulary())
    if USCC not in mapping.targets():
        raise NoUsccColumn(header=comma_text().join(header[:8])[:200])
    content.seek(0)
    with transaction.atomic():
        received = FactImport.objects.create(
            source=source, name=name[-200:], file=File(content, name=f"{digest[:16]}-{name[-60:]}"), file_hash=digest,
            file_size=size, as_of=as_of, header=header, mapping=mapping.as_json(), received_by=by,
            received_at=business_now(),
        )  # fmt: skip
        record("fact_import.received", about=received, by=by, file_hash=digest)
    return received


def hash_of(content: IO[bytes]) -> str:
    """SHA-256 of the whole file."""
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(MEGABYTE):
        digest.update(chunk)
    return digest.hexdigest()


def refuse_twice(digest: str, as_of: date) -> None:
    """Nothing; raises FileReceivedBefore when the same content of the same day is already here.

    An unchanged list sent again as of a later day is news: it still holds.
    """
    same = FactImport.objects.filter(file_hash=digest, as_of=as_of)
    before = same.exclude(state=ImportState.CANCELLED).first()
    if before is not None:
        received_at = f"{before.received_at:%Y-%m-%d}"
        raise FileReceivedBefore(received_at=received_at, name=before.name, state=before.state_label)


def remembered(source: str, header: Sequence[str]) -> FileMapping | None:
    """The mapping of the department's last imported file with the very same header."""
    last = FactImport.objects.filter(source=source, header=list(header), state=ImportState.IMPORTED).order_by("-pk")
    return FileMapping.from_json(last[0].mapping) if last else None


@transaction.atomic
def check_import(
    *, import_id: int, by: User | None, mapping: FileMapping | None = None, watch: Watch | None = None
) -> tuple[FactImport, Tally]:
    """The file was tried row by row under the mapping: counts and rejected rows are kept, no fact is written. `watch`
    is told how far it is.

    Raises NotAllowed, WrongState, FieldsRefused for a mapping that cannot be, and the refusals of `sheets`.
    """
    if by is not None:
        require(by, Act.IMPORT_FACTS)
    one = locked(FactImport, import_id)
    mapping = mapping or FileMapping.from_json(one.mapping)
    check(mapping, one.header, vocabulary())
    one.mapping = mapping.as_json()
    rejects = io.StringIO()
    reading = Pass(one, rejects, watch)
    for rows in reading.chunks():
        reading.preview(rows)
        reading.tally.facts += sum(len(row.facts) + len(row.lines) for row in rows)
        reading.tally.new_enterprises += sum(row.uscc not in reading.known for row in rows)
    values = counts(reading.tally) | {"mapping": one.mapping, "rejects": save_rejects(one, rejects)}
    advance(one, ImportState.CHECKED, by=by, values=values, rows=reading.tally.rows, rejected=reading.tally.rejected)
    return one, reading.tally


def counts(tally: Tally) -> dict[str, int]:
    """The import's columns for what a pass found."""
    return {
        "row_count": tally.rows,
        "rejected_count": tally.rejected,
        "fact_count": tally.facts,
        "unchanged_count": tally.unchanged,
        "new_enterprise_count": tally.new_enterprises,
    }


def save_rejects(one: FactImport, rejects: io.StringIO) -> str:
    """The name under which the rejected rows were saved; a spreadsheet opens the file as UTF-8."""
    content = ContentFile(rejects.getvalue().encode("utf-8-sig", errors="replace"))
    return one.rejects.storage.save(f"rejects/{one.pk}.csv", content)


@transaction.atomic
def queue_import(*, import_id: int, by: User | None) -> FactImport:
    """The import is let in: its rows will stand in the registry once the errand has run.

    Raises NotAllowed, WrongState, NothingToImport.
    """
    if by is not None:
        require(by, Act.IMPORT_FACTS)
    one = locked(FactImport, import_id)
    if one.state == ImportState.CHECKED and one.row_count == one.rejected_count:
        raise NothingToImport(rows=one.row_count, rejected=one.rejected_count)
    advance(one, ImportState.QUEUED, by=by)
    return one


@transaction.atomic
def cancel_import(*, import_id: int, by: User) -> FactImport:
    """The file is withdrawn before anything was written; it may be received again."""
    require(by, Act.IMPORT_FACTS)
    one = locked(FactImport, import_id)
    advance(one, ImportState.CANCELLED, by=by)
    return one


@transaction.atomic
def load_import(import_id: int, watch: Watch | None = None) -> FactImport:
    """The file's accepted rows stand in the registry, all of them or none; the event is `facts.imported`. `watch` is
    told how far it is."""
    one = locked(FactImport, import_id)
    if one.state != ImportState.QUEUED:
        return one
    rejects = io.StringIO()
    reading, lines = Pass(one, rejects, watch), Lines()
    stage = Stage(reading.kinds, reading.vocabulary)
    for rows in reading.chunks():
        reading.tally.new_enterprises += enter_unknown(rows, reading.known)
        stage.put(reading.plain_facts(rows))
        lines.take(rows, reading.known)
        enter_particulars(rows, reading)
    stage.put(lines.facts())
    stage.put(none_for_the_rest(reading, lines))
    update_lists(reading)
    reading.tally.facts = stage.append(source=one.source, batch_id=one.pk)
    reading.tally.unchanged = stage.staged - reading.tally.facts
    codes = reading.mapping.targets()
    refresh_faces(codes)
    compute_scales(codes)
    values = counts(reading.tally) | {"rejects": save_rejects(one, rejects), "imported_at": business_now()}
    advance(one, ImportState.IMPORTED, by=None, values=values, event="facts.imported", facts=reading.tally.facts)
    return one


@transaction.atomic
def state_facts(
    *,
    enterprise: Enterprise,
    facts: Mapping[tuple[str, str], Any],
    source: str,
    as_of: date,
    by: User | None,
    settles: bool = False,
) -> int:
    """The facts (by code and period, in stored form) stand for one enterprise; returns how many say something new.

    `settles`: they are what a person found of two sources, so they contradict nobody.
    Raises KeyError for a code that the register lacks.
    """
    stage = Stage(kind_ids(), vocabulary())
    stage.put((enterprise.pk, code, period, value, as_of) for (code, period), value in facts.items())
    added = stage.append(source=source, batch_id=None, settles=settles)
    codes = {code for code, _period in facts}
    if has_identity(codes):
        refresh_faces(codes, [enterprise.pk])
        enterprise.refresh_from_db()
    compute_scales(codes, [enterprise.pk])
    if added:
        record("facts.stated", about=enterprise, by=by, count=added)
    return added
