"""What is owed because of events of owners: the owner is told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from marketplace.owners.models import Owner


@errand(queue=RECORDS)
def tell_owner(owner_id: int) -> None:
    """The owner finds a message about where its admission stands."""
    owner = Owner.objects.select_related("party").get(pk=owner_id)
    notify(
        party=owner.party,
        subject=_("业主入驻状态变化"),
        body=_("贵单位的业主入驻状态变为“%(state)s”。%(reason)s"),
        link=reverse("marketplace:my_owner"),
        state=owner.state_label,
        reason=owner.reason,
    )
