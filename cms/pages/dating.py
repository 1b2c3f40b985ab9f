"""Drafts, reviews and their history bear the day of the business clock, as all that people count days from does."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, TaskState

from cms.kernel.clock import business_now


@receiver(pre_save, sender=Revision, dispatch_uid="a_draft_is_dated_by_the_business_clock")
def date_by_business_clock(instance: Revision, **_kwargs: Any) -> None:
    """A revision that is made, or written again by the same hand, is of the business moment; others stay as they are.

    Wagtail dates by the wall clock; a moment that lies ahead of the business clock can only have come from there.
    """
    now = business_now()
    if instance.pk is None or instance.created_at > now:
        instance.created_at = now


@receiver(pre_save, sender=PageLogEntry, dispatch_uid="what_was_done_to_a_page_is_dated_by_the_business_clock")
@receiver(pre_save, sender=ModelLogEntry, dispatch_uid="what_was_done_to_a_register_is_dated_by_the_business_clock")
def date_history(instance: PageLogEntry | ModelLogEntry, **_kwargs: Any) -> None:
    """What the history of a page or a register tells is of the business moment at which it was done."""
    if instance.pk is None:
        instance.timestamp = business_now()


@receiver(pre_save, sender=TaskState, dispatch_uid="a_review_ends_by_the_business_clock")
def date_end_of_review(instance: TaskState, **_kwargs: Any) -> None:
    """A step of a review that Wagtail ends by the wall clock has ended at the business moment."""
    now = business_now()
    if instance.finished_at is not None and instance.finished_at > now:
        instance.finished_at = now
