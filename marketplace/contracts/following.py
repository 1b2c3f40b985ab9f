"""A contract on its way: changes, milestones, payments, and what both sides say of each other."""

from datetime import date
from decimal import Decimal

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, Sentence, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import User
from cms.kernel.money import to_fen
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.contracts.ending import owed, paid_so_far, too_little
from marketplace.contracts.errors import AdditionOverLegalLimit, PaidMoreThanDue
from marketplace.contracts.models import Contract, ContractChange, ContractPayment, Milestone, Rating
from marketplace.contracts.queries import acts_for_owner
from marketplace.contracts.states import ContractState
from marketplace.needs.states import Regime

TENTH = Decimal("1.10")
"""Additions over a tenth of the signed amount are flagged; government procurement may not make them (政府采购法 49)."""


@atomic
def change_contract(
    *,
    contract_id: int,
    amount: Money,
    reason: str,
    by: User,
    deliver_by: date | None = None,
    document: StoredFile | None = None,
) -> ContractChange:
    """The contract now has another amount or delivery day; every figure follows, and additions over 10 % are flagged.

    Raises NotAllowed, WrongState once delivered, FieldsRefused, AdditionOverLegalLimit.
    """
    contract = _running(contract_id, by)
    faults: dict[str, list[Sentence]] = {}
    if not reason.strip():
        faults["reason"] = [_("请写明变更理由。")]
    if amount.amount <= 0:
        faults["amount"] = [_("金额须大于零。")]
    elif why := too_little(contract, amount):
        faults["amount"] = [why]
    if amount == contract.current_amount and deliver_by in {None, contract.deliver_by}:
        faults["amount"] = [_("金额和期限都没有变化。")]
    if faults:
        raise FieldsRefused(faults)
    is_over = amount.amount > contract.amount.amount * TENTH
    if is_over and contract.award.need.regime == Regime.GOVERNMENT:
        raise AdditionOverLegalLimit
    change = ContractChange.objects.create(
        contract=contract,
        number=contract.changes.count() + 1,
        amount=amount,
        amount_before=contract.current_amount,
        deliver_by=deliver_by,
        reason=reason.strip()[:500],
        is_over_tenth=is_over,
        document=document,
        made_at=business_now(),
        made_by=by,
    )
    Contract.objects.filter(pk=contract.pk).update(
        current_amount=amount, **({"deliver_by": deliver_by} if deliver_by else {})
    )
    record(
        "contract.changed", about=contract, by=by, change=change.number, amount_fen=to_fen(amount), over_tenth=is_over
    )
    return change


@atomic
def plan_milestone(*, contract_id: int, name: str, due_on: date, by: User, amount: Money | None = None) -> Milestone:
    """The contract has a step of delivery. Raises NotAllowed, WrongState, FieldsRefused."""
    contract = _running(contract_id, by)
    if not name.strip() or due_on < contract.signed_on:
        raise FieldsRefused({"name": [_("请填写节点名称，日期不能早于签订日期。")]})
    made = Milestone.objects.create(contract=contract, name=name.strip()[:100], due_on=due_on, amount=amount)
    record("contract.milestone_planned", about=contract, by=by, milestone=made.pk)
    return made


@atomic
def reach_milestone(*, milestone_id: int, by: User) -> Milestone:
    """The step was delivered today. Raises NotAllowed, WrongState."""
    milestone = locked(Milestone, milestone_id)
    contract = _running(milestone.contract_id, by)
    if milestone.done_on is not None:
        raise WrongState(noun=milestone._meta.verbose_name, state=_("已完成"))
    milestone.done_on = business_now().date()
    milestone.save(update_fields=["done_on"])
    record("contract.milestone_reached", about=contract, by=by, milestone=milestone.pk)
    return milestone


@atomic
def record_payment(*, contract_id: int, amount: Money, paid_on: date, voucher: str, by: User) -> ContractPayment:
    """A payment of the owner is on record; together they never exceed the contract, or what was settled at its end.

    Raises NotAllowed, FieldsRefused, PaidMoreThanDue.
    """
    contract = locked(Contract, contract_id)
    require(by, Act.FILE_CONTRACT, contract.procurement.owner.party)
    if amount.amount <= 0 or not voucher.strip() or not contract.signed_on <= paid_on <= business_now().date():
        raise FieldsRefused({"amount": [_("请填写大于零的金额、凭证号和不晚于今天的付款日期。")]})
    if contract.payments.filter(voucher=voucher.strip()).exists():
        raise FieldsRefused({"voucher": [_("该凭证已登记。")]})
    paid, due = paid_so_far(contract), owed(contract)
    if paid + amount.amount > due:
        raise PaidMoreThanDue(left=f"{due - paid:,.2f}")
    made = ContractPayment.objects.create(
        contract=contract, amount=amount, paid_on=paid_on, voucher=voucher.strip()[:60], recorded_by=by
    )
    record("contract.paid", about=contract, by=by, payment=made.pk, amount_fen=to_fen(amount))
    return made


@atomic
def rate(*, contract_id: int, quality: int, punctuality: int, conduct: int, by: User, comment: str = "") -> Rating:
    """Owner or agency, whichever `by` acts for, has said what it thinks of the other, once.

    Raises NotAllowed, WrongState before delivery or when it was said already, FieldsRefused.
    """
    contract = locked(Contract, contract_id)
    by_owner = acts_for_owner(by, contract)
    require(by, Act.RATE_CONTRACT, contract.procurement.owner.party if by_owner else contract.award.party)
    if contract.state != ContractState.DELIVERED or contract.ratings.filter(by_owner=by_owner).exists():
        raise WrongState(noun=contract._meta.verbose_name, state=contract.state_label)
    marks = {"quality": quality, "punctuality": punctuality, "conduct": conduct}
    wrong: dict[str, list[Sentence]] = {
        name: [_("请评 1 至 5 分。")] for name, mark in marks.items() if mark not in range(1, 6)
    }
    if wrong:
        raise FieldsRefused(wrong)
    made = Rating.objects.create(
        contract=contract,
        by_owner=by_owner,
        comment=comment.strip()[:500],
        rated_at=business_now(),
        rated_by=by,
        **marks,
    )
    record("contract.rated", about=contract, by=by, by_owner=by_owner)
    return made


def _running(contract_id: int, by: User) -> Contract:
    contract = locked(Contract, contract_id)
    require(by, Act.FILE_CONTRACT, contract.procurement.owner.party)
    if contract.state != ContractState.FILED:
        raise WrongState(noun=contract._meta.verbose_name, state=contract.state_label)
    return contract
