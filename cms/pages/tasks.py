"""Errands of the public site."""

from cms.kernel.errands import errand
from cms.kernel.models import Membership
from cms.pages.groups import GROUPS, group_name, sync_groups


@errand()
def follow_membership(membership_id: int) -> None:
    """The groups of the Wagtail admin follow a membership that began, was contested or ended."""
    membership = Membership.objects.select_related("user").get(pk=membership_id)
    if group_name(membership.role) in GROUPS:
        sync_groups(membership.user)
