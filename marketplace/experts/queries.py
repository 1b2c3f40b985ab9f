"""The register of experts as people look at it, and as draws read it."""

from django.db.models import QuerySet

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from marketplace.catalogue.models import ServiceCategory
from marketplace.experts.models import Expert
from marketplace.experts.states import ExpertState


def all_experts(*, text: str = "") -> "QuerySet[Expert]":
    """The register in the order of numbers, found by number or name."""
    found = Expert.objects.select_related("user", "employer").prefetch_related("specialities").order_by("number")
    return found.filter(number__icontains=text) | found.filter(user__name__icontains=text) if text else found


def listed_experts(category: ServiceCategory) -> "QuerySet[Expert]":
    """Who can be drawn for a category: listed, with an active office as an expert, in the order of numbers."""
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SCORE_OFFERS])
    found = Expert.objects.filter(state=ExpertState.LISTED, specialities=category, user__is_active=True)
    return found.filter(user__in=held.values("user")).select_related("user").order_by("number")


def unlisted_people() -> "QuerySet[User]":
    """Those who hold the office of an expert and are not on the register, in name order."""
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SCORE_OFFERS])
    return User.objects.filter(pk__in=held.values("user"), is_active=True, expert=None).order_by("name", "pk")


def expert_of(user: User) -> Expert | None:
    """The person's own entry."""
    return all_experts().filter(user=user).first()
