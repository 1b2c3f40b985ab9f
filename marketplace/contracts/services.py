"""Filing a contract against its award, field by field, and correcting one with grounds."""

from datetime import date, timedelta

from django.db.transaction import atomic
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party, User
from cms.kernel.money import to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.awards.models import Award
from marketplace.awards.services import mark_signed
from marketplace.awards.states import AwardState
from marketplace.contracts.ending import too_little
from marketplace.contracts.errors import DiffersFromAward, GroundsMissing, SignedOutOfTime
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.disputes.queries import require_signable, require_signed_at_liberty


@atomic
def file_contract(
    *,
    award_id: int,
    agency: Party,
    amount: Money,
    signed_on: date,
    by: User,
    owner: Party | None = None,
    service_days: int | None = None,
    document: StoredFile | None = None,
) -> Contract:
    """The contract is filed, its award signed and its procurement completed; it says exactly what was awarded.

    Compared are both parties, the amount and the term in days; `owner` and `service_days` not given were not on the
    paper. Raises NotAllowed, DiffersFromAward, SignedOutOfTime, AwardSuspended, StillOpenToObjections, SignedTooEarly,
    SignedWhileSuspended, WrongState when the award is signed or given up.
    """
    award = locked(Award, award_id, "need__procurement__owner__party", "party")
    need = award.need
    require(by, Act.FILE_CONTRACT, need.procurement.owner.party)
    if award.state != AwardState.STANDING:
        raise WrongState(noun=award._meta.verbose_name, state=award.state_label)
    require_signable(award)
    require_signed_at_liberty(award, signed_on)
    now = business_now()
    _compare(award, agency=agency, amount=amount, owner=owner, service_days=service_days)
    if not localtime(award.awarded_at).date() <= signed_on <= now.date():
        raise SignedOutOfTime
    contract = Contract(
        award=award,
        procurement=need.procurement,
        amount=amount,
        current_amount=amount,
        deliver_by=signed_on + timedelta(days=need.service_days),
        ceiling=award.ceiling,
        signed_on=signed_on,
        filed_at=now,
        filed_by=by,
        document=document,
    )
    contract.save()
    mark_signed(award_id=award.pk, by=by, contract_id=contract.pk)
    record("contract.filed", about=contract, by=by, award=award.pk, amount_fen=to_fen(amount))
    return contract


def _compare(award: Award, *, agency: Party, amount: Money, owner: Party | None, service_days: int | None) -> None:
    need = award.need
    if owner is not None and owner.pk != need.owner.party_id:
        raise DiffersFromAward(field=_("业主单位"), signed=owner.name, awarded=need.owner.party.name)
    if service_days is not None and service_days != need.service_days:
        raise DiffersFromAward(field=_("服务期限"), signed=service_days, awarded=need.service_days)
    if agency.pk != award.party_id:
        raise DiffersFromAward(field=_("相对方"), signed=agency.name, awarded=award.party.name)
    if amount != award.price:
        raise DiffersFromAward(field=_("金额"), signed=f"{amount.amount:,.2f}", awarded=f"{award.price.amount:,.2f}")


@atomic
def correct_contract(*, contract_id: int, amount: Money, grounds: str, by: User) -> Contract:
    """The filed amount was wrong and is corrected with grounds; every figure counts the corrected one.

    Raises NotAllowed, GroundsMissing, FieldsRefused below what was paid, WrongState once it was changed.
    """
    require(by, Act.SUPERVISE_MARKET)
    contract = locked(Contract, contract_id)
    if not grounds.strip() or amount.amount <= 0 or amount > contract.ceiling:
        raise GroundsMissing
    if why := too_little(contract, amount):
        raise FieldsRefused({"amount": [why]})
    was_fen = to_fen(contract.amount)
    if contract.changes.exists():
        raise WrongState(noun=contract._meta.verbose_name, state=_("已变更"))
    Contract.objects.filter(pk=contract.pk).update(amount=amount, current_amount=amount)
    contract.refresh_from_db()
    told = {"was_fen": was_fen, "amount_fen": to_fen(amount), "grounds": grounds.strip()[:300]}
    record("contract.corrected", about=contract, by=by, **told)
    return contract


@atomic
def accept_delivery(*, contract_id: int, by: User) -> Contract:
    """The owner accepts today what was delivered. Raises NotAllowed, WrongState."""
    contract = locked(Contract, contract_id)
    require(by, Act.FILE_CONTRACT, contract.procurement.owner.party)
    advance(contract, ContractState.DELIVERED, by=by, values={"delivered_on": business_today()})
    return contract
