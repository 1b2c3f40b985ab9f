"""An award taken back by supervision: an objection to it was upheld, or the time to sign it was let pass.

Without this a winner that neither signs nor gives up would hold the need for ever, and an upheld complaint would change
nothing.
"""

from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.states import locked
from marketplace.awards.models import Award
from marketplace.awards.services import take_back
from marketplace.awards.states import AwardState
from marketplace.clocks.errors import NothingToRevoke
from marketplace.clocks.moments import Due, moments
from marketplace.clocks.queries import facts_of
from marketplace.credit.rules import Reason
from marketplace.credit.services import note_fact
from marketplace.disputes.queries import is_overturned
from marketplace.needs.states import BarReason


@atomic
def revoke_award(*, award_id: int, reason: str, by: User) -> Award:
    """The award is taken back, who had it is barred from the procurement, and the next in order is found.

    Who let the time to sign pass has a credit case that waits for its interview; who lost to an objection has none by
    this alone. Raises NotAllowed, FieldsRefused, WrongState, NothingToRevoke.
    """
    require(by, Act.SUPERVISE_MARKET)
    award = locked(Award, award_id, "party", "need__procurement")
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请写明理由。")]})
    if award.state != AwardState.STANDING:
        raise WrongState(noun=award._meta.verbose_name, state=award.state_label)
    is_unsigned = is_signing_overdue(award)
    if not is_unsigned and not is_overturned(award):
        raise NothingToRevoke
    take_back(award, AwardState.REVOKED, bar=BarReason.LOST_AWARD, reason=reason, by=by)
    if is_unsigned:
        source = f"award:{award.pk}:unsigned"
        note_fact(party=award.party, reason=Reason.LATE_SIGNING, facts=reason, by=None, source=source)
    notify(
        party=award.party,
        subject=_("中选结果已取消：%(title)s"),
        body=_("监督部门取消了贵单位在“%(title)s”的中选结果，理由：%(reason)s"),
        link=reverse("marketplace:award", args=[award.pk]),
        title=award.need.title,
        reason=award.ended_reason,
    )
    return award


def is_signing_overdue(award: Award) -> bool:
    """Whether the last moment to sign is past, days of suspension not counted."""
    now = business_now()
    return any(one.event == Due.SIGNING and one.at <= now for one in moments(facts_of(award), now.date()))
