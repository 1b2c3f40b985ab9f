"""What happens when every step of a review has approved (settings.WAGTAIL_FINISH_WORKFLOW_ACTION)."""

from typing import Any

from cms.pages.errors import ChangedSinceReview


def publish_reviewed(workflow_state: Any, user: Any = None) -> None:
    """The revision that was reviewed is public, by leave of the review itself. Raises ChangedSinceReview, Refused."""
    reviewed = workflow_state.current_task_state.revision
    if workflow_state.content_object.get_latest_revision().pk != reviewed.pk:
        raise ChangedSinceReview
    reviewed.publish(user=user, skip_permission_checks=True)
