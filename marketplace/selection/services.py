"""Finding the winner of an opened need by its method, and asking about prices that are abnormally low."""

from datetime import datetime

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party, User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.needs.models import Need
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import fail_need, told
from marketplace.needs.states import NeedState
from marketplace.selection.answering import Case, answer, entries_to_draw
from marketplace.selection.auctioning import start_auction
from marketplace.selection.drawing import announce_draw
from marketplace.selection.errors import AnswerMissing, GroundsMissing, NotAsked, StillTimeToAnswer, TooLateToAnswer
from marketplace.selection.methods.results import Result
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Evaluation, Panel, PriceJudgement, PriceQuestion
from marketplace.selection.queries import current_evaluation

DAYS_TO_JUSTIFY = 1
"""Working days in which the bidder of an abnormally low price explains it; the day of asking is not counted."""


@atomic
def evaluate_need(*, need_id: int) -> Evaluation | None:
    """The method's answer on an opened need is on record; None when the need is not being evaluated.

    Too few valid bids fail the need (流选). What the answer asks for is set going: a draw, an auction, a panel,
    questions about low prices.
    """
    need = locked(Need, need_id)
    if need.state != NeedState.OPENED:
        return None
    case = Case(need)
    result = answer(case)
    parties = {bid.party.uscc: bid.party for bid in case.bids}
    evaluation = Evaluation.objects.create(
        need=need,
        outcome=str(result.outcome),
        winner=parties.get(result.winner or ""),
        result=result.record(),
        inputs=case.inputs,
        evaluated_at=business_now(),
    )
    record("need.evaluated", about=need, by=None, evaluation=evaluation.pk, outcome=str(result.outcome))
    _go_on(case, result, parties)
    return evaluation


def _go_on(case: Case, result: Result, parties: dict[str, Party]) -> None:
    """What the result asks for is under way."""
    need = case.need
    match result.outcome:
        case Outcome.FAILED | Outcome.NOT_ALLOWED:
            fail_need(need_id=need.pk, reason="；".join(reason.sentence() for reason in result.reasons))
        case Outcome.AWAITS_DRAW:
            announce_draw(need, *entries_to_draw(case, result))
        case Outcome.AWAITS_TURN:
            start_auction(need)
        case Outcome.AWAITS_SCORES:
            Panel.objects.get_or_create(need=need)
        case Outcome.AWAITS_JUSTIFICATION:
            _ask_about_prices(need, [parties[label] for label in result.asks])


def _ask_about_prices(need: Need, parties: list[Party]) -> None:
    now = business_now()
    answer_until = until(last_day(now.date(), DAYS_TO_JUSTIFY, DayUnit.WORKING, day_one_counts=False))
    for party in parties:
        question, is_new = PriceQuestion.objects.get_or_create(
            need=need, party=party, defaults={"asked_at": now, "answer_until": answer_until}
        )
        if is_new:
            record("price_question.asked", about=question, by=None, need=need.pk, until=answer_until.isoformat())


@atomic
def justify_price(*, question_id: int, answer: str, by: User, file: StoredFile | None = None) -> PriceQuestion:
    """The bidder's explanation of its low price lies before the owner; until the deadline it may be replaced.

    Raises NotAllowed, AnswerMissing, TooLateToAnswer, NotAsked when the price was judged already.
    """
    question = locked(PriceQuestion, question_id)
    require(by, Act.SUBMIT_BID, question.party)
    if not answer.strip():
        raise AnswerMissing
    now = moment_after_lock()
    if now >= question.answer_until:
        raise TooLateToAnswer(until=told(question.answer_until))
    if PriceJudgement.objects.filter(need=question.need_id, party=question.party_id).exists():
        raise NotAsked
    question.answer, question.answered_at, question.file = answer.strip()[:2000], now, file or question.file
    question.save(update_fields=["answer", "answered_at", "file"])
    record("price_question.answered", about=question, by=by, need=question.need_id)
    return question


@atomic
def judge_low_price(*, need_id: int, party: Party, is_accepted: bool, grounds: str, by: User) -> Evaluation | None:
    """An abnormally low price is accepted or refused with grounds, and the need is evaluated again.

    It is judged once its bidder has answered or its time to answer is over; a price nobody explained is not
    accepted. Raises NotAllowed, GroundsMissing, NotAsked, StillTimeToAnswer, AnswerMissing.
    """
    need = locked(Need, need_id)
    require(by, Act.AWARD_NEED, need.procurement.owner.party)
    if not grounds.strip():
        raise GroundsMissing
    asked = current_evaluation(need)
    if asked is None or asked.outcome != Outcome.AWAITS_JUSTIFICATION or party.uscc not in asked.result["asks"]:
        raise NotAsked
    _check_answered(need, party, moment_after_lock(), is_accepted=is_accepted)
    PriceJudgement.objects.create(
        need=need,
        party=party,
        is_accepted=is_accepted,
        grounds=grounds.strip()[:500],
        judged_by=by,
        judged_at=business_now(),
    )
    record("need.price_judged", about=need, by=by, party=party.pk, accepted=is_accepted)
    return evaluate_need(need_id=need.pk)


def _check_answered(need: Need, party: Party, now: datetime, *, is_accepted: bool) -> None:
    """With the question held: what is judged is what the bidder said, and says no more."""
    question = PriceQuestion.objects.select_for_update(no_key=True).get(need=need, party=party)
    if question.answered_at is not None:
        return
    if now < question.answer_until:
        raise StillTimeToAnswer(until=told(question.answer_until))
    if is_accepted:
        raise AnswerMissing
