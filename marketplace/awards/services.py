"""Naming the winner that the method found, and what follows when the winner withdraws."""

from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import WrongState
from cms.kernel.models import User
from cms.kernel.money import from_fen, to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.awards.errors import NobodyWithdrew, NoWinnerYet, ReasonMissing
from marketplace.awards.models import Award
from marketplace.awards.savings import deal_from_discount
from marketplace.awards.states import ENDED, AwardState
from marketplace.bidding.models import OpenedBid
from marketplace.needs.models import Bar, Need
from marketplace.needs.services import fail_need
from marketplace.needs.states import BarReason, NeedState
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Evaluation
from marketplace.selection.queries import current_evaluation
from marketplace.selection.services import evaluate_need


@atomic
def award_need(*, need_id: int, by: User) -> Award:
    """The winner that the need's method named has the award, at its price; the owner only confirms it.

    Raises NotAllowed, WrongState, NoWinnerYet.
    """
    need = locked(Need, need_id, "procurement__owner__party")
    require(by, Act.AWARD_NEED, need.procurement.owner.party)
    if need.state != NeedState.OPENED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    evaluation = current_evaluation(need)
    if evaluation is None or evaluation.outcome != Outcome.SELECTED or evaluation.winner is None:
        raise NoWinnerYet
    bid = OpenedBid.objects.get(need=need, party=evaluation.winner, fault="")
    award = Award.objects.create(
        need=need,
        party=evaluation.winner,
        bid=bid,
        evaluation=evaluation,
        ceiling=need.ceiling,
        price=_price(need, bid, evaluation),
        awarded_by=by,
        awarded_at=business_now(),
    )
    advance(need, NeedState.AWARDED, by=by, award=award.pk, party=award.party_id, price_fen=to_fen(award.price))
    return award


def _price(need: Need, bid: OpenedBid, evaluation: Evaluation) -> Money:
    final_fen = evaluation.inputs.get("final_fen", {}).get(bid.party.uscc)
    if final_fen is not None:
        return from_fen(final_fen)
    if bid.price is not None:
        return bid.price
    if bid.discount is None:
        raise ValueError(f"opened bid {bid.pk} holds neither price nor discount")
    return from_fen(deal_from_discount(to_fen(need.ceiling), bid.discount))


@atomic
def give_up_award(*, award_id: int, by: User, reason: str) -> Award:
    """The winner withdraws (弃选), is barred from the procurement, and the next in order is found.

    Raises NotAllowed, ReasonMissing, WrongState (a signed award is not given up).
    """
    award = locked(Award, award_id)
    require(by, Act.SUBMIT_BID, award.party)
    if not reason.strip():
        raise ReasonMissing
    take_back(award, AwardState.GIVEN_UP, bar=BarReason.GAVE_UP, reason=reason, by=by)
    return award


def take_back(award: Award, to: AwardState, *, bar: BarReason, reason: str, by: User) -> None:
    """The award has ended, who had it is barred from the procurement, and the next in order is found.

    Call with the award locked. Raises WrongState for a signed award.
    """
    need = locked(Need, award.need_id)
    advance(award, to, by=by, values={"ended_reason": reason.strip()[:300]})
    Bar.objects.get_or_create(procurement=need.procurement, party=award.party, reason=bar)
    advance(need, NeedState.OPENED, by=None, event=f"need.award_{to.value}", award=award.pk)
    evaluate_need(need_id=need.pk)


@atomic
def redo_need(*, need_id: int, by: User, reason: str) -> Need:
    """After its winner withdrew, or lost the award, the owner has the need posted again instead of taking the next.

    The posting has failed, for `reason`, and may be posted again; who had the award stays barred. Raises NotAllowed,
    ReasonMissing, NobodyWithdrew, WrongState.
    """
    need = locked(Need, need_id)
    require(by, Act.AWARD_NEED, need.procurement.owner.party)
    if not reason.strip():
        raise ReasonMissing
    if need.state != NeedState.OPENED or not need.awards.filter(state__in=ENDED).exists():
        raise NobodyWithdrew
    return fail_need(need_id=need.pk, reason=reason, by=by)


@atomic
def mark_signed(*, award_id: int, by: User, contract_id: int) -> Award:
    """The award's contract is filed. Raises WrongState."""
    award = locked(Award, award_id)
    advance(award, AwardState.SIGNED, by=by, contract=contract_id)
    record("need.contracted", about=award.need, by=by, contract=contract_id)
    return award
