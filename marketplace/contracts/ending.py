"""Ending a contract before it is performed: one side says so with its reasons, the other agrees or does not.

A contract that ended early is no success: from then on no figure counts it, whatever was paid for the work done. How
one side ends it alone, or a court does, stands in `terminating`.
"""

from decimal import Decimal

from django.db.models import Sum
from django.db.transaction import atomic
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, Sentence, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import User
from cms.kernel.money import to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.contracts.errors import EndProposedAlready, ObjectedTooLate, OwnProposal, SettlementOutOfBounds
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.queries import acts_for_owner, open_word
from marketplace.contracts.states import AGREEABLE, ContractState, EndGround

LESS_THAN_PAID = _("金额不能少于已付款合计。")
LESS_THAN_SETTLED = _("提前终止待答复或待生效，金额不能少于其结算金额。")


@atomic
def propose_end(
    *,
    contract_id: int,
    ground: EndGround,
    reason: str,
    settled_amount: Money,
    by: User,
    document: StoredFile | None = None,
) -> EarlyEnd:
    """Owner or agency, whichever `by` acts for, wants the contract to end; the other side is asked.

    Raises NotAllowed, WrongState once delivered or ended, FieldsRefused, EndProposedAlready, SettlementOutOfBounds.
    """
    contract, by_owner = running_contract(contract_id, by)
    if ground not in AGREEABLE:
        raise FieldsRefused({"ground": [_("该事由不适用于协商终止。")]})
    check_proposal(contract, reason, settled_amount)
    end = EarlyEnd.objects.create(
        contract=contract,
        ground=ground,
        reason=reason.strip()[:500],
        settled_amount=settled_amount,
        by_owner=by_owner,
        document=document,
        proposed_at=business_now(),
        proposed_by=by,
    )
    record(
        "contract.end_proposed",
        about=contract,
        by=by,
        end=end.pk,
        ground=str(ground),
        settled_fen=to_fen(settled_amount),
        by_owner=by_owner,
    )
    return end


@atomic
def answer_end(*, end_id: int, agrees: bool, answer: str, by: User) -> EarlyEnd:
    """The other side has answered; when it agrees the contract has ended, and every figure leaves it out.

    Not to agree with a notice is the objection that keeps it from taking effect. Raises NotAllowed, WrongState,
    OwnProposal, ObjectedTooLate, FieldsRefused where a refusal gives no reason, SettlementOutOfBounds when more was
    paid meanwhile.
    """
    contract_id = EarlyEnd.objects.values_list("contract_id", flat=True).get(pk=end_id)
    contract, by_owner = running_contract(contract_id, by)
    end = locked(EarlyEnd, end_id)
    if end.agreed is not None:
        raise WrongState(noun=end._meta.verbose_name, state=_("已答复"))
    if end.by_owner == by_owner:
        raise OwnProposal
    if end.takes_effect_at is not None and business_now() >= end.takes_effect_at:
        raise ObjectedTooLate(when=date_format(localtime(end.takes_effect_at), "DATETIME_FORMAT"))
    if not agrees and not answer.strip():
        raise FieldsRefused({"answer": [_("不同意的，请写明理由。")]})
    paid = paid_so_far(contract)
    if agrees and end.settled_amount.amount < paid:
        raise SettlementOutOfBounds(paid=f"{paid:,.2f}", most=f"{contract.current_amount.amount:,.2f}")
    end.agreed, end.answer = agrees, answer.strip()[:500]
    end.answered_at, end.answered_by = business_now(), by
    end.save(update_fields=["agreed", "answer", "answered_at", "answered_by"])
    if agrees:
        has_ended(contract, end, by)
    else:
        record("contract.end_refused", about=contract, by=by, end=end.pk)
    return end


def has_ended(contract: Contract, end: EarlyEnd, by: User | None) -> None:
    """The contract has ended in the way of `end`. Call with both locked."""
    fen = to_fen(end.settled_amount)
    advance(contract, ContractState.ENDED, by=by, end=end.pk, way=end.way, ground=end.ground, settled_fen=fen)


def check_proposal(contract: Contract, reason: str, settled_amount: Money) -> None:
    """Nothing happens when it may be said now; raises FieldsRefused, EndProposedAlready, SettlementOutOfBounds."""
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请写明终止的情况和理由。")]})
    if open_word(contract) is not None:
        raise EndProposedAlready
    paid = paid_so_far(contract)
    if not paid <= settled_amount.amount <= contract.current_amount.amount:
        raise SettlementOutOfBounds(paid=f"{paid:,.2f}", most=f"{contract.current_amount.amount:,.2f}")


def paid_so_far(contract: Contract) -> Decimal:
    """What the owner paid under the contract, in yuan."""
    return Decimal(contract.payments.aggregate(total=Sum("amount"))["total"] or 0)


def too_little(contract: Contract, amount: Money) -> Sentence | None:
    """Why the contract may not come to so little: more was paid, or an open word about its end settles more."""
    if amount.amount < paid_so_far(contract):
        return LESS_THAN_PAID
    is_settled_higher = contract.ends.filter(agreed=None, settled_amount__gt=amount.amount).exists()
    return LESS_THAN_SETTLED if is_settled_higher else None


def owed(contract: Contract) -> Decimal:
    """The most that may be paid under the contract, in yuan: its amount, or the settlement once it ended early."""
    end = contract.ends.filter(agreed=True).first()
    return end.settled_amount.amount if end is not None else contract.current_amount.amount


def running_contract(contract_id: int, by: User) -> tuple[Contract, bool]:
    """The contract, locked, and whether `by` acts for its owner. Raises NotAllowed, WrongState."""
    contract = locked(Contract, contract_id, "award__party", "procurement__owner__party")
    owner = contract.procurement.owner.party
    by_owner = acts_for_owner(by, contract)
    require(by, Act.END_CONTRACT, owner if by_owner else contract.award.party)
    if contract.state != ContractState.FILED:
        raise WrongState(noun=contract._meta.verbose_name, state=contract.state_label)
    return contract, by_owner
