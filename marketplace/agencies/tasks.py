"""What is owed because of events of admissions: the agency is told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from marketplace.agencies.models import Admission


@errand()
def tell_agency(admission_id: int) -> None:
    """The agency finds a message about where its admission stands."""
    admission = Admission.objects.select_related("agency__party", "service_type").get(pk=admission_id)
    notify(
        party=admission.agency.party,
        subject=_("入驻事项状态变化"),
        body=_("贵机构的“%(service_type)s”入驻状态变为“%(state)s”。%(reason)s"),
        link=reverse("marketplace:my_agency"),
        service_type=admission.service_type.name,
        state=admission.state_label,
        reason=admission.reason,
    )
