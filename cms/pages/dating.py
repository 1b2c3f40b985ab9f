"""Drafts and reviews bear the day of the business clock, as everything does that people count days from."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Revision

from cms.kernel.clock import business_now


@receiver(pre_save, sender=Revision, dispatch_uid="a_draft_is_dated_by_the_business_clock")
def date_by_business_clock(instance: Revision, **_kwargs: Any) -> None:
    """A revision that is made, or written again by the same hand, is of the business moment; others stay as they are.

    Wagtail dates by the wall clock; a moment that lies ahead of the business clock can only have come from there.
    """
    now = business_now()
    if instance.pk is None or instance.created_at > now:
        instance.created_at = now
