"""Pages that go public or off at a moment of the business clock: page by page, one failure does not stop the others."""

import logging
from functools import partial

from django.db import transaction
from django.db.models import Exists, QuerySet
from wagtail.models import Revision

from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.errors import Refused
from cms.pages.models import PolicyPage

logger = logging.getLogger(__name__)


@due_when(lambda: Exists(Revision.objects.filter(approved_go_live_at__isnull=False)))
def put_due_pages_online() -> int:
    """Every tick: reviewed revisions whose moment has come are public; returns how many.

    One that is refused stays scheduled, is logged, and is tried again at the next tick.
    """
    waiting = _scheduled_revisions().order_by("approved_go_live_at", "pk")
    return each_due(partial(_put_online, pk) for pk in waiting.values_list("pk", flat=True))


def _scheduled_revisions() -> "QuerySet[Revision]":
    waiting: QuerySet[Revision] = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return waiting


def _put_online(revision_id: int) -> bool:
    try:
        with transaction.atomic():
            revision = Revision.objects.select_for_update(no_key=True, of=("self",)).get(pk=revision_id)
            page = revision.as_object()
            due = isinstance(page, PolicyPage) and page.go_live_at is None and revision.approved_go_live_at
            if due:
                revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
            return bool(due)
    except Refused as refusal:
        logger.warning("revision %s could not go online: %s", revision_id, refusal)
        return False


@due_when(lambda: Exists(_over_pages()))
def take_due_pages_offline() -> int:
    """Every tick: pages whose moment to go off has come are off, their versions withdrawn; returns how many."""
    return each_due(partial(_take_offline, pk) for pk in _over_pages().order_by("pk").values_list("pk", flat=True))


def _over_pages() -> "QuerySet[PolicyPage]":
    over: QuerySet[PolicyPage] = PolicyPage.objects.live().filter(offline_at__lte=DueNow())
    return over


def _take_offline(page_id: int) -> bool:
    try:
        with transaction.atomic():
            PolicyPage.objects.get(pk=page_id).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Refused as refusal:
        logger.warning("page %s could not go offline: %s", page_id, refusal)
        return False
    return True
