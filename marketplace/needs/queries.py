"""Needs as people look at them, the moment that counts, and the warning against splitting."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from cms.kernel.access import Act, memberships
from cms.kernel.clock import SHANGHAI
from cms.kernel.dues import DueNow
from cms.kernel.models import Party
from cms.kernel.money import to_fen
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.needs.models import Invitation, Need, Question
from marketplace.needs.rules import SPLITTING_LIMIT_FEN, in_force_fen
from marketplace.needs.states import ENDED_WITHOUT_AWARD, NeedState, OpenerState
from marketplace.owners.models import Owner


def moment_after_lock() -> datetime:
    """The business clock by the database, now: call it after the row is locked, never before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT business_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(SHANGHAI)


def all_needs() -> "QuerySet[Need]":
    """Needs with what every list shows."""
    return Need.objects.select_related(
        "procurement__owner__party", "procurement__service_type__category", "procurement__service_type__department"
    )


def public_needs(
    *, text: str = "", service_type: str = "", category: str = "", method: str = "", state: str = ""
) -> "QuerySet[Need]":
    """What everybody may see (posted once), filtered: open ones first and closing soonest, then the latest."""
    found = all_needs().filter(posted_at__isnull=False)
    if text:
        found = found.filter(Q(procurement__title__icontains=text) | Q(procurement__owner__party__name__icontains=text))
    if service_type:
        found = found.filter(procurement__service_type__code=service_type)
    if category:
        found = found.filter(procurement__service_type__category__code=category)
    if method:
        found = found.filter(method=method)
    if state:
        found = found.filter(state=state)
    return found.order_by("-closes_at", "-pk")


def open_needs() -> "QuerySet[Need]":
    """Needs that take bids, closing soonest first."""
    return all_needs().filter(state=NeedState.POSTED).order_by("closes_at", "pk")


def needs_for_owner(user: object) -> "QuerySet[Need]":
    """The needs of the owners `user` acts for, the latest first: the only door to a draft."""
    parties = memberships(user, Act.SEE_OWN_NEEDS).values("party")
    return all_needs().filter(procurement__owner__party__in=parties).order_by("-pk")


def needs_due_to_close() -> "QuerySet[Need]":
    """Posted needs whose deadline has passed."""
    return Need.objects.filter(state=NeedState.POSTED, closes_at__lte=DueNow()).order_by("closes_at", "pk")


def needs_due_to_open() -> "QuerySet[Need]":
    """Closed needs whose opening time has come, and whose openers, where they have any, agreed in sufficient number.

    One against whose documents an objection stands unanswered waits, where the law suspends it.
    """
    waits = Exists(Question.objects.filter(need=OuterRef("pk"), suspends=True, answered_at=None))
    agreed = Count("openers", filter=Q(openers__state=OpenerState.CONSENTED))
    return needs_past_opening().filter(~waits).annotate(consents=agreed).filter(consents__gte=F("openers_needed"))


def needs_past_opening() -> "QuerySet[Need]":
    """Closed needs whose opening time has come."""
    return Need.objects.filter(state=NeedState.CLOSED, opens_at__lte=DueNow()).order_by("opens_at", "pk")


@dataclass(frozen=True, slots=True)
class Splitting:
    """What an owner has bought of one category in one year, with a planned need, against the limit (fen)."""

    category: ServiceCategory
    count: int
    total_fen: int
    limit_fen: int

    @property
    def is_over(self) -> bool:
        """Whether several procurements together reach the limit: they may have been split to stay below it."""
        return self.count > 1 and self.total_fen >= self.limit_fen


def splitting(
    *, owner: Owner, service_type: ServiceType, ceiling_fen: int, on: datetime, without: Need | None = None
) -> Splitting:
    """The owner's year in the service's category, counting a need of `ceiling_fen` that is about to be posted."""
    year = on.astimezone(SHANGHAI).year
    posted = Need.objects.filter(
        procurement__owner=owner,
        procurement__service_type__category=service_type.category,
        posted_at__gte=datetime(year, 1, 1, tzinfo=SHANGHAI),
        posted_at__lt=datetime(year + 1, 1, 1, tzinfo=SHANGHAI),
    ).exclude(state__in=[str(state) for state in ENDED_WITHOUT_AWARD])
    if without is not None:
        posted = posted.exclude(procurement=without.procurement)
    spent = posted.aggregate(total=Sum("ceiling"))["total"]
    total_fen = to_fen(spent) if spent else 0
    limit_fen = in_force_fen(SPLITTING_LIMIT_FEN, on.date())
    return Splitting(service_type.category, posted.count() + 1, total_fen + ceiling_fen, limit_fen)


def needs_for(party: Party) -> "QuerySet[Need]":
    """Open needs in which the party may offer as far as invitations go, closing soonest first."""
    others = Invitation.objects.filter(need=OuterRef("pk"))
    return open_needs().filter(~Exists(others) | Exists(others.filter(party=party)))
