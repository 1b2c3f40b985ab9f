"""An agency's public page: what it is admitted for, its people by number, its record, ratings and credit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cms.kernel.access import Act, may, public
from marketplace.agencies.models import Agency
from marketplace.agencies.professionals import qualification_counts
from marketplace.agencies.queries import standing_admissions
from marketplace.oversight.profiles import profile_of


@public
def agency_page(request: HttpRequest, agency_id: int) -> HttpResponse:
    """What everybody may know of an agency."""
    agency = get_object_or_404(Agency.objects.select_related("party"), pk=agency_id)
    standing = standing_admissions().filter(agency=agency).select_related("service_type__department")
    context = {
        "agency": agency,
        "admissions": standing.prefetch_related("certificates").order_by("service_type__code"),
        "may_suspend": may(request.user, Act.SUPERVISE_MARKET),
        "qualifications": qualification_counts(agency),
        "profile": profile_of(agency.party),
    }
    return render(request, "marketplace/agencies/profile.html", context)
