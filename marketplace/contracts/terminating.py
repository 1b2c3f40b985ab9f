"""Ending a contract without the other side's word: by a notice that nobody objects to in time, or by a ruling.

Who objects keeps the contract running; then only both sides together, or a court or an arbitral body, can end it
(民法典 565). Two supervisors put a ruling on record, so that neither side writes its own and no slip ends a contract.
"""

from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from django.utils import translation
from django.utils.translation import gettext as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.errors import FieldsRefused, Sentence, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import User
from cms.kernel.money import to_fen
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.contracts.ending import check_proposal, has_ended, paid_so_far, running_contract
from marketplace.contracts.errors import (
    GroundOfOthers,
    NoticeTooEarly,
    OwnRuling,
    RulingWaits,
    SettlementOutOfBounds,
)
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.queries import ruling_to_confirm
from marketplace.contracts.rules import notice_rule
from marketplace.contracts.states import (
    GROUNDS_OF_AGENCY,
    GROUNDS_OF_OWNER,
    RULED_GROUNDS,
    ContractState,
    EndGround,
    EndWay,
)


@atomic
def give_notice(
    *,
    contract_id: int,
    ground: EndGround,
    reason: str,
    settled_amount: Money,
    takes_effect_on: date,
    document: StoredFile,
    by: User,
) -> EarlyEnd:
    """Owner or agency ends the contract alone, from the end of a day on, unless the other side objects before.

    Raises NotAllowed, WrongState once delivered or ended, GroundOfOthers, NoticeTooEarly, FieldsRefused,
    EndProposedAlready, SettlementOutOfBounds.
    """
    contract, by_owner = running_contract(contract_id, by)
    if ground not in (GROUNDS_OF_OWNER if by_owner else GROUNDS_OF_AGENCY):
        raise GroundOfOthers
    earliest = earliest_effect(business_today())
    if takes_effect_on < earliest:
        raise NoticeTooEarly(earliest=earliest.isoformat(), days=notice_rule(business_today()).days)
    check_proposal(contract, reason, settled_amount)
    end = EarlyEnd.objects.create(
        contract=contract,
        way=EndWay.NOTICE,
        ground=ground,
        reason=reason.strip()[:500],
        settled_amount=settled_amount,
        takes_effect_at=until(takes_effect_on),
        by_owner=by_owner,
        document=document,
        proposed_at=business_now(),
        proposed_by=by,
    )
    told = {"ground": str(ground), "settled_fen": to_fen(settled_amount), "by_owner": by_owner}
    record(
        "contract.end_noticed", about=contract, by=by, end=end.pk, takes_effect_on=takes_effect_on.isoformat(), **told
    )
    return end


def earliest_effect(today: date) -> date:
    """The earliest day with whose end a notice given today may take effect."""
    return last_day(today, notice_rule(today).days, DayUnit.CALENDAR, day_one_counts=False, rolls=True)


def _due_notices() -> "QuerySet[EarlyEnd]":
    return EarlyEnd.objects.filter(
        agreed=None, way=EndWay.NOTICE, takes_effect_at__lte=DueNow(), contract__state=ContractState.FILED
    )


@due_when(lambda: Exists(_due_notices()))
def end_by_due_notices() -> int:
    """Contracts whose notice nobody objected to in time have ended; returns how many. Part of every tick."""
    return each_due(partial(_take_effect, pk) for pk in _due_notices().order_by("pk").values_list("pk", flat=True))


@atomic
def _take_effect(end_id: int) -> bool:
    """The notice has taken effect; False when it was answered, or the contract delivered, meanwhile.

    What was paid beyond the settlement while the period ran is owed all the same: the settlement is raised to it.
    """
    contract = locked(Contract, EarlyEnd.objects.values_list("contract_id", flat=True).get(pk=end_id))
    end = locked(EarlyEnd, end_id)
    now = business_now()
    if end.agreed is not None or contract.state != ContractState.FILED or now < (end.takes_effect_at or now):
        return False
    end.agreed, end.answered_at = True, now
    paid = paid_so_far(contract)
    if end.settled_amount.amount < paid:
        end.settled_amount = Money(paid, end.settled_amount.currency)
    end.save(update_fields=["agreed", "answered_at", "settled_amount"])
    has_ended(contract, end, None)
    return True


@atomic
def record_ruling(
    *,
    contract_id: int,
    ground: EndGround,
    reason: str,
    ruled_by: str,
    ruling_number: str,
    ruled_on: date,
    settled_amount: Money,
    document: StoredFile,
    by: User,
) -> EarlyEnd:
    """The decision of a court or an arbitral body is on record, and ends the contract once a second supervisor agrees.

    What it awards may be less than what was paid, never more than the contract. Raises NotAllowed, WrongState,
    RulingWaits, FieldsRefused, SettlementOutOfBounds.
    """
    require(by, Act.SUPERVISE_MARKET)
    contract = _running(contract_id)
    if ruling_to_confirm(contract) is not None:
        raise RulingWaits
    _check_ruling(contract, ground, {"reason": reason, "ruled_by": ruled_by, "ruling_number": ruling_number}, ruled_on)
    _check_awarded(contract, settled_amount)
    end = EarlyEnd.objects.create(
        contract=contract,
        way=EndWay.RULING,
        ground=ground,
        reason=reason.strip()[:500],
        ruled_by=ruled_by.strip()[:100],
        ruling_number=ruling_number.strip()[:100],
        ruled_on=ruled_on,
        settled_amount=settled_amount,
        by_owner=False,
        document=document,
        proposed_at=business_now(),
        proposed_by=by,
    )
    told = {"ground": str(ground), "settled_fen": to_fen(settled_amount), "number": end.ruling_number}
    record("contract.ruling_recorded", about=contract, by=by, end=end.pk, **told)
    return end


@atomic
def confirm_ruling(*, end_id: int, is_right: bool, note: str, by: User) -> EarlyEnd:
    """A second supervisor compared the record with the paper: the contract has ended, or the record is struck out.

    A word still open is settled by the ruling. Raises NotAllowed, OwnRuling, WrongState, FieldsRefused where a record
    is struck out without a reason, SettlementOutOfBounds when the contract was lowered meanwhile.
    """
    require(by, Act.SUPERVISE_MARKET)
    contract = _running(EarlyEnd.objects.values_list("contract_id", flat=True).get(pk=end_id))
    end = locked(EarlyEnd, end_id)
    if end.way != EndWay.RULING or end.agreed is not None:
        raise WrongState(noun=end._meta.verbose_name, state=_("已办理"))
    if end.proposed_by_id == by.pk:
        raise OwnRuling
    if not is_right and not note.strip():
        raise FieldsRefused({"note": [_("请填写此项。")]})
    now = business_now()
    if is_right:
        _check_awarded(contract, end.settled_amount)
        with translation.override(settings.LANGUAGE_CODE):  # it is kept, whoever confirms
            told = _("已由生效裁判或者裁决处理。")
        open_words = contract.ends.filter(agreed=None).exclude(way=EndWay.RULING)
        open_words.update(agreed=False, answer=told, answered_at=now)
    end.agreed, end.answer, end.answered_at, end.answered_by = is_right, note.strip()[:500], now, by
    end.save(update_fields=["agreed", "answer", "answered_at", "answered_by"])
    if is_right:
        has_ended(contract, end, by)
    else:
        record("contract.ruling_struck_out", about=contract, by=by, end=end.pk)
    return end


def _running(contract_id: int) -> Contract:
    contract = locked(Contract, contract_id)
    if contract.state != ContractState.FILED:
        raise WrongState(noun=contract._meta.verbose_name, state=contract.state_label)
    return contract


def _check_awarded(contract: Contract, amount: Money) -> None:
    if not 0 <= amount.amount <= contract.current_amount.amount:
        raise SettlementOutOfBounds(paid="0.00", most=f"{contract.current_amount.amount:,.2f}")


def _check_ruling(contract: Contract, ground: EndGround, words: dict[str, str], ruled_on: date) -> None:
    faults: dict[str, list[Sentence]] = {name: [_("请填写此项。")] for name, text in words.items() if not text.strip()}
    if ground not in RULED_GROUNDS:
        faults["ground"] = [_("该事由不适用于裁判终止。")]
    if not contract.signed_on <= ruled_on <= business_today():
        faults["ruled_on"] = [_("文书生效日期须在合同签订之后、不晚于今天。")]
    if faults:
        raise FieldsRefused(faults)
