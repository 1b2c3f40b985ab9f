"""Public draws of a need: announced before anybody can know the result, held when their number is out."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.needs.models import Need
from marketplace.needs.services import told
from marketplace.selection.codes import CodeKeeper, FileCodeKeeper, OtherPool
from marketplace.selection.errors import BadNumber, NumberNotOut
from marketplace.selection.methods.draw import (
    DIGITS,
    Announcement,
    Commitment,
    Entry,
    PublicSource,
    announce,
    canonical_number,
    hold_draw,
    sha256,
)
from marketplace.selection.methods.draw import Draw as HeldDraw
from marketplace.selection.models import Draw
from marketplace.selection.states import DrawPurpose, DrawState

LOTTERY = "中国福利彩票“双色球”"
LOTTERY_FORM = "红色球号码由小到大，其后蓝色球号码"
LOTTERY_DAYS = (1, 3, 6)
"""Tuesday, Thursday and Sunday, as `date.weekday()`."""
REDS, HIGHEST_RED, HIGHEST_BLUE = 6, 33, 16
MOST_TRIES = 9
"""Names that one draw may have had before its announcement came to be public."""


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


def held(need: Need, purpose: str) -> HeldDraw | None:
    """The need's draw for a purpose as the arithmetic takes it; None before its number is out."""
    drawn = need.draws.filter(purpose=purpose, state=DrawState.HELD).first()
    if drawn is None:
        return None
    code = str(drawn.record["chain"]["code"])
    return hold_draw(announcement_of(drawn.record), public_number=drawn.public_number, code=code)


def lots_of(need: Need) -> dict[str, int]:
    """The place of every label in the draws that broke the need's ties."""
    drawn = need.draws.filter(purpose=DrawPurpose.TIE, state=DrawState.HELD).order_by("pk")
    return {str(label): place for draw in drawn for place, label in enumerate(draw.record["ranking"])}


def announce_draw(need: Need, purpose: str, entries: Sequence[Entry]) -> Draw | None:
    """The list, the future public number and the committed code are public before anybody can know the result.

    None when the need has drawn for the purpose already, or is about to.
    """
    earlier = need.draws.filter(purpose=purpose)
    pending = earlier.filter(state=DrawState.ANNOUNCED) if purpose == DrawPurpose.TIE else earlier
    if pending.exists():
        return None
    now = business_now()
    drawn_at = next_drawing(now)
    source = PublicSource(f"{LOTTERY} {drawn_at:%Y-%m-%d}", LOTTERY_FORM, drawn_at)
    name, commitment = _committed(_name(need, purpose, earlier.count()), entries, drawn_at)
    announcement = announce(name, entries, announced_at=now, source=source, commitment=commitment)
    draw = Draw.objects.create(
        need=need, purpose=purpose, name=name, announced_at=now, drawn_at=drawn_at, record=announcement.record()
    )
    record("draw.announced", about=draw, by=None, need=need.pk, sha256=announcement.sha256)
    return draw


def _committed(name: str, entries: Sequence[Entry], drawn_at: datetime) -> tuple[str, Commitment]:
    """The draw's name and the code committed to it.

    A code may have been committed by a transaction that was lost before anything of it was public. Asked for again in
    time it is the same; later the draw is another, under a name that says so, while nobody can know the first one's
    result. Raises CodeRefused.
    """
    keeper, given_up = code_keeper(drawn_at.year), ""
    for again in range(MOST_TRIES):
        named = f"{name}/again-{again}" if again else name
        try:
            return named, keeper.commit(
                named, entries_sha256=_digest(entries), not_before=drawn_at, instead_of=given_up
            )
        except OtherPool:
            given_up = named
    raise OtherPool


def _name(need: Need, purpose: str, earlier: int) -> str:
    """A name that no other draw has: the posting's number, what is drawn for, and which tie."""
    if purpose in {DrawPurpose.ORDER, DrawPurpose.WEIGHTED}:
        return need.code
    return f"{need.code}/{purpose}" + (f"-{earlier + 1}" if earlier else "")


def _digest(entries: Iterable[Entry]) -> str:
    return sha256("".join(f"{entry.label}\t{entry.weight}\n" for entry in sorted(entries)))


def is_of_the_lottery(number: str) -> bool:
    """Whether the text is what the lottery draws: six different red balls of 33 in order, then a blue one of 16."""
    balls = [int(group) for group in canonical_number(number).split()] if DIGITS.search(number) else []
    reds, blue = balls[:REDS], balls[REDS:]
    in_order = reds == sorted(set(reds)) and len(reds) == REDS and reds[0] >= 1 and reds[-1] <= HIGHEST_RED
    return in_order and len(blue) == 1 and 1 <= blue[0] <= HIGHEST_BLUE


@atomic
def record_public_number(*, draw_id: int, number: str, by: User) -> Draw:
    """The public number is out: with the revealed code it seeds the draw, and everything is published.

    It can never be mended, so a number that the lottery cannot have drawn is a slip. Raises NotAllowed, NumberNotOut
    before the announced moment, BadNumber, WrongState when it was held already.
    """
    require(by, Act.SUPERVISE_MARKET)
    draw = locked(Draw, draw_id)
    if business_now() < draw.drawn_at:
        raise NumberNotOut(drawn_at=told(draw.drawn_at))
    if not is_of_the_lottery(number):
        raise BadNumber
    announcement = announcement_of(draw.record)
    code = code_keeper(localtime(draw.drawn_at).year).reveal(announcement.draw)
    done = hold_draw(announcement, public_number=number, code=code)
    advance(
        draw,
        DrawState.HELD,
        by=by,
        values={"record": done.record(), "public_number": done.public_number, "recorded_by": by},
        need=draw.need_id,
        number=done.public_number,
    )
    return draw
