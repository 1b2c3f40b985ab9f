"""Registering guarantees within the law's caps, giving them back, and giving old deposits back."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db.models import Sum
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errors import FieldsRefused, Sentence
from cms.kernel.models import Party, User
from cms.kernel.money import FEN, to_fen, yuan
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.accounts import account_digest
from marketplace.awards.models import Award
from marketplace.awards.states import ENDED
from marketplace.bidding.models import OpenedBid
from marketplace.guarantees.errors import BidsNotOpen, EndsTooEarly, NotItsBidder, OverLegalCap
from marketplace.guarantees.models import Guarantee, OldDeposit
from marketplace.guarantees.states import DepositState, GuaranteeForm, GuaranteeKind, GuaranteeState
from marketplace.needs.models import Need
from marketplace.needs.states import NeedState

BID_CAP = (Decimal("0.02"), "招标投标法实施条例第二十六条")
PERFORMANCE_CAP = (Decimal("0.10"), "招标投标法实施条例第五十八条")


@atomic
def register_guarantee(
    *,
    need_id: int,
    party: Party,
    kind: GuaranteeKind,
    form: GuaranteeForm,
    number: str,
    amount: Money,
    by: User,
    issuer: str = "",
    valid_until: date | None = None,
    payer_account: str = "",
) -> Guarantee:
    """The owner holds the guarantee; with what it holds already it is within the cap, and it covers what it secures.

    Of the account it was paid from only a keyed digest is kept.
    Raises NotAllowed, BidsNotOpen, NotItsBidder, OverLegalCap, EndsTooEarly, FieldsRefused.
    """
    need = locked(Need, need_id)
    require(by, Act.KEEP_GUARANTEES, need.owner.party)
    _complete(form, number, issuer, amount, valid_until)
    if _is_registered(need, form, number.strip(), issuer.strip()):
        raise FieldsRefused({"number": [_("该编号已登记。")]})
    base, (rate, article), needed = _secured(need, party, kind)
    cap = (base.amount * rate).quantize(FEN, ROUND_DOWN)
    if amount.amount + _held(need, party, kind) > cap:
        raise OverLegalCap(cap=f"{cap:,.2f}", article=article)
    if valid_until is not None and valid_until < needed:
        raise EndsTooEarly(valid=valid_until.isoformat(), needed=needed.isoformat())
    made = Guarantee.objects.create(
        kind=kind,
        form=form,
        need=need,
        party=party,
        number=number.strip(),
        issuer=issuer.strip(),
        amount=amount,
        valid_until=valid_until,
        received_at=business_now(),
        received_by=by,
        payer_digest=account_digest(payer_account, "payer_account"),
    )
    record("guarantee.registered", about=made, by=by, need=need.pk, form=str(form), amount_fen=to_fen(amount))
    return made


def _complete(form: str, number: str, issuer: str, amount: Money, valid_until: date | None) -> None:
    faults: dict[str, list[Sentence]] = {}
    if not number.strip():
        faults["number"] = [_("请填写编号。")]
    if amount.amount <= 0:
        faults["amount"] = [_("金额须大于零。")]
    if form != GuaranteeForm.CASH and not issuer.strip():
        faults["issuer"] = [_("请填写出具机构。")]
    if form != GuaranteeForm.CASH and valid_until is None:
        faults["valid_until"] = [_("请填写保函有效期。")]
    if faults:
        raise FieldsRefused(faults)


def _is_registered(need: Need, form: str, number: str, issuer: str) -> bool:
    """Whether the paper is known: a guarantee by its issuer's number, a receipt of cash by that of the owner itself."""
    same = Guarantee.objects.filter(number=number)
    if form == GuaranteeForm.CASH:
        return same.filter(form=form, need__procurement__owner=need.procurement.owner_id).exists()
    return same.exclude(form=GuaranteeForm.CASH).filter(issuer=issuer).exists()


def _secured(need: Need, party: Party, kind: str) -> tuple[Money, tuple[Decimal, str], date]:
    """What the cap is taken of, the cap, and the day to which the guarantee must hold."""
    if kind == GuaranteeKind.BID:
        if need.state in {NeedState.DRAFT, NeedState.POSTED, NeedState.CLOSED}:
            raise BidsNotOpen
        if not OpenedBid.objects.filter(need=need, party=party).exists():
            raise NotItsBidder(party=party.name)
        return need.ceiling, BID_CAP, (need.opens_at + timedelta(days=need.bid_valid_days)).astimezone(SHANGHAI).date()
    award = Award.objects.filter(need=need, party=party).exclude(state__in=ENDED).first()
    if award is None:
        raise NotItsBidder(party=party.name)
    ends = award.awarded_at + timedelta(days=need.service_days)
    return award.price, PERFORMANCE_CAP, ends.astimezone(SHANGHAI).date()


def _held(need: Need, party: Party, kind: str) -> Decimal:
    """What the owner holds of the party already for the same promise, in yuan."""
    held = Guarantee.objects.filter(need=need, party=party, kind=kind, state=GuaranteeState.HELD)
    return Decimal(held.aggregate(total=Sum("amount"))["total"] or 0)


@atomic
def return_guarantee(*, guarantee_id: int, by: User, reason: str = "") -> Guarantee:
    """The guarantee was given back. Raises NotAllowed, WrongState."""
    return _end(guarantee_id, GuaranteeState.RETURNED, by, reason)


@atomic
def claim_guarantee(*, guarantee_id: int, by: User, reason: str) -> Guarantee:
    """The owner claimed on the guarantee, with a reason. Raises NotAllowed, FieldsRefused, WrongState."""
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请写明理由。")]})
    return _end(guarantee_id, GuaranteeState.CLAIMED, by, reason)


def _end(guarantee_id: int, to: GuaranteeState, by: User, reason: str) -> Guarantee:
    held = locked(Guarantee, guarantee_id)
    require(by, Act.KEEP_GUARANTEES, held.need.owner.party)
    advance(
        held, to, by=by, values={"ended_at": business_now(), "ended_reason": reason.strip()[:300]}, need=held.need_id
    )
    return held


@atomic
def list_old_deposit(*, project: str, payer: str, amount: Money, received_on: date, by: User) -> OldDeposit:
    """An old deposit is on the register. Raises NotAllowed, FieldsRefused."""
    require(by, Act.SUPERVISE_MARKET)
    if amount <= yuan(0) or received_on > business_now().date():
        raise FieldsRefused({"amount": [_("金额须大于零，缴纳日期不能晚于今天。")]})
    same = {"project": project.strip(), "payer": payer.strip(), "amount": amount, "received_on": received_on}
    if OldDeposit.objects.filter(**same).exists():
        raise FieldsRefused({"project": [_("该笔保证金已登记。")]})
    made = OldDeposit.objects.create(**same)
    record("old_deposit.listed", about=made, by=by, amount_fen=to_fen(amount))
    return made


@atomic
def note_contact(*, deposit_id: int, progress: str, by: User) -> OldDeposit:
    """It is on record what was done to reach the payer. Raises NotAllowed, FieldsRefused, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    deposit = locked(OldDeposit, deposit_id)
    if not progress.strip():
        raise FieldsRefused({"progress": [_("请写明联系情况。")]})
    if deposit.state == DepositState.CONTACTED:
        OldDeposit.objects.filter(pk=deposit.pk).update(progress=progress.strip()[:500])
        record("old_deposit.contacted_again", about=deposit, by=by)
        deposit.refresh_from_db()
        return deposit
    advance(deposit, DepositState.CONTACTED, by=by, values={"progress": progress.strip()[:500]})
    return deposit


@atomic
def return_old_deposit(*, deposit_id: int, voucher: str, by: User) -> OldDeposit:
    """The old deposit was given back, with the voucher of its payment. Raises NotAllowed, FieldsRefused, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    deposit = locked(OldDeposit, deposit_id)
    if not voucher.strip():
        raise FieldsRefused({"voucher": [_("请填写退款凭证号。")]})
    values = {"voucher": voucher.strip()[:60], "returned_on": business_now().date()}
    advance(deposit, DepositState.RETURNED, by=by, values=values)
    return deposit
