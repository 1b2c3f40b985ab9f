"""A department's file tried in the background: asked for under a mapping, tried by a worker, its first rows kept."""

import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.errors import Refused, WrongState
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import events_about, record
from policies.registry.facts import FactImport
from policies.registry.kinds import vocabulary
from policies.registry.mapping import FileMapping, check
from policies.registry.progress import forget_progress, reporting
from policies.registry.services import check_import
from policies.registry.states import ImportState

ASKED, FAILED = "fact_import.trial_asked", "fact_import.trial_failed"
MAPPABLE = frozenset({ImportState.RECEIVED, ImportState.CHECKED})
Preview = list[dict[str, str]]


@transaction.atomic
def ask_to_try(*, import_id: int, by: User, mapping: FileMapping) -> FactImport:
    """The file has this mapping, and a worker will try it row by row.

    Raises NotAllowed, WrongState, FieldsRefused for a mapping that cannot be.
    """
    require(by, Act.IMPORT_FACTS)
    one = locked(FactImport, import_id)
    if one.state not in MAPPABLE:
        raise WrongState(noun=one._meta.verbose_name, state=one.state_label)
    check(mapping, one.header, vocabulary())
    one.mapping = mapping.as_json()
    one.save(update_fields=["mapping"])
    record(ASKED, about=one, by=by)
    return one


def try_file(import_id: int) -> None:
    """The file was tried for who asked last; a refusal of the file as a whole is told to that person.

    One that was withdrawn or let in meanwhile is left alone.
    """
    one = FactImport.objects.get(pk=import_id)
    asked = events_about(one).filter(name=ASKED).last()
    if asked is None or one.state not in MAPPABLE:
        return
    try:
        with transaction.atomic():
            one, tally = check_import(import_id=import_id, by=asked.by, watch=reporting(one))
            _keep_preview(one, tally.preview)
    except Refused as refusal:
        record(FAILED, about=one, by=None, refusal=type(refusal).__name__)
        notify(
            user=asked.by,
            subject=_("试算未完成：%(name)s"),
            body=_("文件“%(name)s”未能试算：%(reason)s"),
            link=reverse("policies:import", args=[one.pk]),
            name=one.name,
            reason=str(refusal),
        )
    finally:
        forget_progress(one)


def trial_of(one: FactImport) -> str:
    """`asked` while a trial is owed, `failed` when the last one came to no end, else empty."""
    last = events_about(one).last()
    return {ASKED: "asked", FAILED: "failed"}.get(last.name if last else "", "")


def preview_of(one: FactImport) -> Preview:
    """The first accepted rows of the last trial, as they were understood; empty where nobody tried it on a page."""
    name = _preview_name(one)
    if one.state != ImportState.CHECKED or not one.rejects.storage.exists(name):
        return []
    with one.rejects.storage.open(name) as file:
        kept: Preview = json.load(file)
    return kept


def _keep_preview(one: FactImport, preview: Preview) -> None:
    storage, name = one.rejects.storage, _preview_name(one)
    storage.delete(name)
    storage.save(name, ContentFile(json.dumps(preview, ensure_ascii=False).encode()))


def _preview_name(one: FactImport) -> str:
    return f"previews/{one.pk}.json"
