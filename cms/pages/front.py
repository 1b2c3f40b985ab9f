"""What the home page shows: figures of this month and year, the calendar of policies, what is new."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from cms.kernel.clock import business_today
from cms.pages.library import published_pages
from marketplace.needs.queries import open_needs
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import savings
from policies.catalogue.queries import live_versions, policy_calendar
from policies.disbursement.models import Payment
from policies.disbursement.states import PAID

AHEAD = timedelta(days=60)


def paid_between(first: date, last: date) -> Decimal:
    """Yuan that reached enterprises in these days, by the bank's statements."""
    settled = Payment.objects.filter(state__in=PAID, settled_on__range=(first, last))
    total: Decimal | None = settled.aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def front_context() -> dict[str, object]:
    """The home page's figures and lists on the business clock's day."""
    today = business_today()
    saved = savings(Period(date(today.year, 1, 1), today))
    pages = {page.family_id: page for page in published_pages().exclude(family=None)}
    calendar = [
        (entry, pages[entry.version.policy_id])
        for entry in policy_calendar(today, today + AHEAD)
        if entry.version.policy_id in pages
    ]
    return {
        "in_force_count": live_versions().count(),
        "no_application_count": live_versions().filter(channel="no_application").count(),
        "paid_this_month": paid_between(today.replace(day=1), today),
        "paid_this_year": paid_between(date(today.year, 1, 1), today),
        "saved_fen": saved.saved_fen,
        "saving_percent": saved.percent(),
        "deals_count": saved.count,
        "calendar": calendar[:6],
        "newest": sorted(pages.values(), key=lambda page: (page.valid_from, page.pk), reverse=True)[:6],
        "open_needs": open_needs()[:5],
    }
