"""Owners as people look at them."""

from datetime import date

from django.db.models import QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_today
from cms.kernel.models import Party
from marketplace.owners.models import Owner
from marketplace.owners.states import OwnerState


def admitted_owners() -> "QuerySet[Owner]":
    """Owners who may post needs, in name order."""
    return Owner.objects.filter(state=OwnerState.ADMITTED).select_related("party").order_by("party__name", "pk")


def owner_of(party: Party) -> Owner | None:
    """The party as an owner, if it applied."""
    return Owner.objects.select_related("party", "department").filter(party=party).first()


def owners_for_reviewer(user: object) -> "QuerySet[Owner]":
    """The owners that departments of `user` review, the shortest clock first."""
    departments = memberships(user, Act.REVIEW_ADMISSION).values("party")
    return (
        Owner.objects.filter(department__in=departments).select_related("party", "department").order_by("due_on", "pk")
    )


def overdue_owners(on: date | None = None) -> "QuerySet[Owner]":
    """Applications whose review clock has run out."""
    return Owner.objects.filter(state=OwnerState.APPLIED, due_on__lt=on or business_today()).order_by("due_on")
