"""Lists of the silent: names of enterprises that were contacted and do not answer, published before they lapse."""

from django.conf import settings
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.people.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.grants.contacting import keep_listed_until
from policies.grants.errors import ContactedTooLittle
from policies.grants.models import Decision
from policies.grants.queries import asked_grants
from policies.grants.states import GrantState
from policies.notices.models import SilentLine, SilentList


@atomic
def publish_silent_list(*, decision_id: int, by: User) -> SilentList:
    """The names of the decision's silent enterprises that were contacted often enough are public from today.

    They may confirm until the list's days are over, and lapse afterwards. Raises NotAllowed, ContactedTooLittle.
    """
    decision = locked(Decision, decision_id)
    require(by, Act.PUBLISH_NOTICE, decision.version.policy.lead_department)
    asked = decision.grants.filter(state=GrantState.DECIDED).order_by("pk")
    list(asked.select_for_update(no_key=True).values_list("pk"))  # who confirms just now is not named
    silent = asked_grants().filter(
        decision=decision, listed_until=None, contact_days__gte=settings.CONTACTS_BEFORE_LAPSE
    )
    grants = list(silent.select_related("enterprise__party").order_by("pk"))
    if not grants:
        raise ContactedTooLittle(times=settings.CONTACTS_BEFORE_LAPSE)
    opens_on = business_now().date()
    last = last_day(opens_on, settings.SILENT_LIST_WORKING_DAYS, DayUnit.WORKING)
    published = SilentList.objects.create(
        decision=decision, published_on=opens_on, last_day=last, closes_at=until(last), published_by=by
    )
    SilentLine.objects.bulk_create(
        [SilentLine(silent_list=published, grant=grant, name=grant.enterprise.party.name) for grant in grants]
    )
    keep_listed_until([grant.pk for grant in grants], published.closes_at)
    record("silent_list.published", about=published, by=by, decision=decision.pk, lines=len(grants))
    return published
