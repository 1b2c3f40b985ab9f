"""Pages of the public site that are no Wagtail pages: the policy calendar and its file."""

from datetime import UTC, date, datetime, timedelta

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from cms.kernel.access import public
from cms.kernel.clock import business_now, business_today
from cms.pages.calendar import as_icalendar, calendar_entries, month_sheet
from cms.pages.policy import PolicyPage
from policies.catalogue.models import Policy

BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)
EARLIEST, LATEST = 2000, 2200


@require_GET
@public
def policy_calendar(request: HttpRequest) -> HttpResponse:
    """A month of the calendar, as a sheet and as a list."""
    today = business_today()
    month = asked_month(request.GET.get("month", ""), today)
    following = (month + timedelta(days=32)).replace(day=1)
    entries = calendar_entries(month, following - timedelta(days=1))
    context = {
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "following": following,
        "today": today,
        "weeks": month_sheet(month, entries, today),
        "entries": entries,
    }
    return render(request, "pages/calendar.html", context)


def asked_month(text: str, today: date) -> date:
    """The first day of the month that `2023-05` names; of the present one for anything else."""
    try:
        found = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return today.replace(day=1)
    return found if EARLIEST <= found.year <= LATEST else today.replace(day=1)


@require_GET
@public
def policy_calendar_file(request: HttpRequest) -> HttpResponse:
    """The calendar from a month ago to a year ahead, for people's own calendars."""
    today = business_today()
    entries = calendar_entries(today - BEHIND, today + AHEAD)
    stamp = business_now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    content = as_icalendar(entries, request.get_host(), stamp)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="policy-calendar.ics"'
    return answer


@require_GET
@public
def short_address(request: HttpRequest, code: str) -> HttpResponseBase:
    """From the short address of a policy to its page; to the library while the page is not public."""
    page = PolicyPage.objects.live().filter(family=get_object_or_404(Policy, code=code)).first()
    return redirect(page.url if page else "/policies/")


@require_GET
@cache_control(max_age=86400, public=True)
@public
def short_address_code(request: HttpRequest, code: str) -> HttpResponse:
    """The short address as a QR code."""
    policy = get_object_or_404(Policy, code=code)
    address = settings.SITE_ADDRESS + reverse("pages:short_address", args=[policy.code])
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, light="#fff")
    return HttpResponse(
        drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), content_type="image/svg+xml"
    )
