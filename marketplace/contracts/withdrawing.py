"""Taking a notice of a contract's end back, before it takes effect."""

from django.db.transaction import atomic
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.kernel.clock import business_now
from cms.kernel.errors import WrongState
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.contracts.ending import running_contract
from marketplace.contracts.errors import NotYourNotice, WithdrawnTooLate
from marketplace.contracts.models import EarlyEnd
from marketplace.contracts.states import EndWay


@atomic
def withdraw_notice(*, end_id: int, by: User) -> EarlyEnd:
    """The notice is taken back by the side that gave it, before it took effect and before the other side answered it.

    The contract ran until now, so nobody is worse off when it runs on: the house's own rule. Raises NotAllowed,
    WrongState, NotYourNotice, WithdrawnTooLate.
    """
    contract_id = EarlyEnd.objects.values_list("contract_id", flat=True).get(pk=end_id)
    contract, by_owner = running_contract(contract_id, by)
    end = locked(EarlyEnd, end_id)
    if end.way != EndWay.NOTICE or end.by_owner != by_owner:
        raise NotYourNotice
    if end.agreed is not None:
        raise WrongState(noun=end._meta.verbose_name, state=_("已答复"))
    now = business_now()
    if end.takes_effect_at is not None and now >= end.takes_effect_at:
        raise WithdrawnTooLate(when=date_format(localtime(end.takes_effect_at), "DATETIME_FORMAT"))
    end.agreed, end.withdrawn_at, end.answered_at = False, now, now
    end.save(update_fields=["agreed", "withdrawn_at", "answered_at"])
    record("contract.end_withdrawn", about=contract, by=by, end=end.pk, by_owner=by_owner)
    return end
