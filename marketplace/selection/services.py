"""Finding the winner of an opened need by its method, and holding its draw in public."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.models import Party, User
from cms.kernel.money import to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.bidding.models import OpenedBid
from marketplace.bidding.queries import opened_bids
from marketplace.bidding.states import Fault
from marketplace.needs.models import Bar, Need
from marketplace.needs.services import fail_need, told
from marketplace.needs.states import BarReason, NeedState
from marketplace.selection.codes import CodeKeeper, FileCodeKeeper
from marketplace.selection.errors import BadNumber, GroundsMissing, NotAsked, NumberNotOut
from marketplace.selection.methods.draw import (
    Announcement,
    Commitment,
    Entry,
    NoPublicNumber,
    PublicSource,
    announce,
    hold_draw,
    sha256,
)
from marketplace.selection.methods.lowest_price import lowest_price
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.random_draw import random_draw
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Result
from marketplace.selection.methods.terms import Outcome, Quote, Terms, TieRule
from marketplace.selection.models import Draw, Evaluation, PriceJudgement
from marketplace.selection.queries import current_evaluation
from marketplace.selection.states import DrawState

LOTTERY = "中国福利彩票“双色球”"
LOTTERY_FORM = "红色球号码由小到大，其后蓝色球号码"
LOTTERY_DAYS = (1, 3, 6)
"""Tuesday, Thursday and Sunday, as `date.weekday()`."""


def code_keeper(year: int) -> CodeKeeper:
    """The keeper of the one-time codes of a year's draws, on the business clock."""
    return FileCodeKeeper(Path(settings.CUSTODIAN_ROOT) / "draws", chain=str(year), now=business_now)


def next_drawing(after: datetime) -> datetime:
    """The first evening drawing (21:15) of the lottery that begins at least an hour after `after`."""
    moment = localtime(after + timedelta(hours=1))
    evening = moment.replace(hour=21, minute=15, second=0, microsecond=0)
    while evening < moment or evening.weekday() not in LOTTERY_DAYS:
        evening += timedelta(days=1)
    return evening


@atomic
def evaluate_need(*, need_id: int) -> Evaluation | None:
    """The method's answer on an opened need is on record; None when the need is not being evaluated.

    Too few valid bids fail the need (流选). A method that needs a draw has it announced.
    """
    need = locked(Need, need_id)
    if need.state != NeedState.OPENED:
        return None
    bids = list(opened_bids(need))
    result = _draw_result(need, bids) if need.method == "draw" else _price_result(need, bids)
    parties = {bid.party.uscc: bid.party for bid in bids}
    evaluation = Evaluation.objects.create(
        need=need,
        outcome=str(result.outcome),
        winner=parties.get(result.winner or ""),
        result=result.record(),
        evaluated_at=business_now(),
    )
    record("need.evaluated", about=need, by=None, evaluation=evaluation.pk, outcome=str(result.outcome))
    if result.outcome is Outcome.FAILED:
        fail_need(need_id=need.pk, reason="；".join(reason.sentence() for reason in result.reasons))
    elif result.outcome is Outcome.AWAITS_DRAW and not Draw.objects.filter(need=need).exists():
        _announce_draw(need, result.asks)
    return evaluation


def _price_result(need: Need, bids: list[OpenedBid]) -> Result:
    judgements = {j.party_id: j.is_accepted for j in PriceJudgement.objects.filter(need=need)}
    void = _void(bids) | {
        bid.party.uscc: because("low_unjustified") for bid in bids if judgements.get(bid.party_id) is False
    }
    draw = held_draw(need)
    terms = Terms(
        ceiling_fen=to_fen(need.ceiling) if need.quote == Quote.AMOUNT else None,
        minimum=int(need.rules["minimum"]),
        tie=TieRule(need.rules["tie"]),
        quote=Quote(need.quote),
    )
    return lowest_price(
        [_offer(bid) for bid in bids],
        terms,
        void=void,
        justified={bid.party.uscc for bid in bids if judgements.get(bid.party_id)},
        given_up=_given_up(need),
        lots={label: place for place, label in enumerate(draw)} if draw else None,
    )


def _draw_result(need: Need, bids: list[OpenedBid]) -> Result:
    labels, minimum = [bid.party.uscc for bid in bids], int(need.rules["minimum"])
    drawn = Draw.objects.filter(need=need, state=DrawState.HELD).first()
    held = None
    if drawn is not None:
        announcement = announcement_of(drawn.record)
        held = hold_draw(announcement, public_number=drawn.public_number, code=str(drawn.record["chain"]["code"]))
    return random_draw(labels, minimum=minimum, draw=held, void=_void(bids), given_up=_given_up(need))


def announcement_of(published: dict[str, Any]) -> Announcement:
    """The announcement that a published draw record holds."""
    number, chain = published["public_number"], published["chain"]
    return announce(
        published["draw"],
        [Entry(entry["label"], entry["weight"]) for entry in published["entries"]],
        announced_at=datetime.fromisoformat(published["announced_at"]),
        source=PublicSource(number["source"], number["form"], datetime.fromisoformat(number["drawn_at"])),
        commitment=Commitment(chain["name"], chain["index"], chain["head"]),
    )


def held_draw(need: Need) -> list[str]:
    """The order of a draw that was held, best first; empty before."""
    drawn = Draw.objects.filter(need=need, state=DrawState.HELD).first()
    return [str(label) for label in drawn.record["ranking"]] if drawn is not None else []


def _offer(bid: OpenedBid) -> Offer:
    return Offer(
        label=bid.party.uscc,
        received_at=bid.submitted_at,
        fen=to_fen(bid.price) if bid.price is not None else None,
        discount=bid.discount,
    )


def _void(bids: list[OpenedBid]) -> dict[str, Reason]:
    """Why each faulty bid does not count, by label."""
    names = {bid.party_id: bid.party.name for bid in bids}
    void: dict[str, Reason] = {}
    for bid in bids:
        if bid.fault == Fault.RELATED:
            related = "、".join(names.get(party, str(party)) for party in bid.related_to)
            void[bid.party.uscc] = because("related", labels=related)
        elif bid.fault:
            void[bid.party.uscc] = because("barred")
    return void


def _given_up(need: Need) -> set[str]:
    bars = Bar.objects.filter(procurement=need.procurement_id, reason=BarReason.GAVE_UP).select_related("party")
    return {bar.party.uscc for bar in bars}


def _announce_draw(need: Need, labels: tuple[str, ...]) -> Draw:
    """The list, the future public number and the committed code are public before anybody can know the result."""
    now = business_now()
    drawn_at = next_drawing(now)
    source = PublicSource(f"{LOTTERY} {drawn_at:%Y-%m-%d}", LOTTERY_FORM, drawn_at)
    pool = sha256("".join(f"{label}\t1\n" for label in sorted(labels)))
    commitment = code_keeper(drawn_at.year).commit(need.code, entries_sha256=pool, not_before=drawn_at)
    announcement = announce(
        need.code, [Entry(label) for label in labels], announced_at=now, source=source, commitment=commitment
    )
    draw = Draw.objects.create(need=need, announced_at=now, drawn_at=drawn_at, record=announcement.record())
    record("draw.announced", about=draw, by=None, need=need.pk, sha256=announcement.sha256)
    return draw


@atomic
def record_public_number(*, draw_id: int, number: str, by: User) -> Draw:
    """The public number is out: with the revealed code it seeds the draw, and everything is published.

    Raises NotAllowed, NumberNotOut before the announced moment, BadNumber, WrongState when it was held already.
    """
    require(by, Act.SUPERVISE_MARKET)
    draw = locked(Draw, draw_id)
    if business_now() < draw.drawn_at:
        raise NumberNotOut(drawn_at=told(draw.drawn_at))
    announcement = announcement_of(draw.record)
    code = code_keeper(localtime(draw.drawn_at).year).reveal(announcement.draw)
    try:
        held = hold_draw(announcement, public_number=number, code=code)
    except NoPublicNumber as fault:
        raise BadNumber from fault
    advance(
        draw,
        DrawState.HELD,
        by=by,
        values={"record": held.record(), "public_number": held.public_number, "recorded_by": by},
        need=draw.need_id,
        number=held.public_number,
    )
    return draw


@atomic
def judge_low_price(*, need_id: int, party: Party, is_accepted: bool, grounds: str, by: User) -> Evaluation | None:
    """An abnormally low price is accepted or refused with grounds, and the need is evaluated again.

    Raises NotAllowed, GroundsMissing, NotAsked.
    """
    need = locked(Need, need_id)
    require(by, Act.AWARD_NEED, need.procurement.owner.party)
    if not grounds.strip():
        raise GroundsMissing
    asked = current_evaluation(need)
    if asked is None or asked.outcome != Outcome.AWAITS_JUSTIFICATION or party.uscc not in asked.result["asks"]:
        raise NotAsked
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
