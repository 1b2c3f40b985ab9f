"""What every page knows: the county, the business clock, and whom the person acts for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_now
from cms.kernel.messages.services import unread_count


def house(request: HttpRequest) -> dict[str, object]:
    """Template context: county (in the reader's language), now (business clock), my_memberships, membership,
    unread_count (of messages)."""
    english = (get_language() or "").startswith("en")
    user = getattr(request, "user", None)
    return {
        "county": settings.COUNTY_NAME_EN if english else settings.COUNTY_NAME,
        "now": SimpleLazyObject(business_now),
        "my_memberships": SimpleLazyObject(lambda: list(memberships(user, Act.USE_WORKBENCH))),
        "membership": getattr(request, "membership", None),
        "unread_count": SimpleLazyObject(lambda: unread_count(user)),
    }
