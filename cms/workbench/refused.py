"""What came from outside and was refused: from whom it claimed to be, why, and how often; no message is shown whole."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused
from cms.kernel.refusals import RefusedCount, RefusedMessage

BOUNDARIES: Final[Mapping[str, Promise]] = {
    "bank.notice": _("银行通知"),
    "bank.statement": _("银行对账单（自动获取）"),
    "bank.statement_file": _("银行对账单（人工提交）"),
    "registry.push": _("部门数据推送"),
}


def refused_by_hour() -> "QuerySet[Any]":
    """Each kind of refusal in each hour, the latest first, with size and fingerprint of the first message kept."""
    kept = RefusedMessage.objects.filter(
        boundary=OuterRef("boundary"),
        reason=OuterRef("reason"),
        received_at__gte=OuterRef("hour"),
        received_at__lt=OuterRef("hour") + timedelta(hours=1),
    ).order_by("pk")
    first = {"first_size": Subquery(kept.values("body_size")[:1]), "first_hash": Subquery(kept.values("body_hash")[:1])}
    return RefusedCount.objects.annotate(**first).order_by(F("hour").desc(), "-pk")


def source_told(boundary: str) -> str:
    """Where it came in, in the reader's language; the boundary's own name where the table does not know it."""
    return str(BOUNDARIES.get(boundary, boundary))


def reason_told(reason: str) -> str:
    """Why it was refused: the sentence of the refusal where only its name was kept, else what was kept."""
    found = next((kind for kind in _kinds(Refused) if kind.__name__ == reason), None)
    sentence = str(found.sentence) if found is not None else ""
    return sentence if sentence and "%(" not in sentence else reason


def _kinds(kind: type[Refused]) -> Iterator[type[Refused]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)
