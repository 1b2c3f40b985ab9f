"""A panel: who may sit, what an expert sees and when, points as published, agreement, dissent."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.files.services import store_file
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.needs.models import Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.states import Method
from marketplace.selection.choosing import Vote, pick_agency, record_committee
from marketplace.selection.errors import (
    AlreadySigned,
    BadPanelSize,
    BadPoints,
    CommitteeTooSmall,
    ExpertMustRecuse,
    MinutesMissing,
    NotAnExpert,
    NothingToChoose,
    NotOnShortList,
    NotTheChair,
    ReasonMissing,
    ScoredAlready,
    VotesDisagree,
    WrongStage,
)
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Choice, Panel, ScoreSheet, Seat
from marketplace.selection.queries import current_evaluation, sentence
from marketplace.selection.scoring import (
    agree_scores,
    declare,
    hand_in_scores,
    offers_to_score,
    seat_expert,
    sign_scores,
    start_scoring,
)
from marketplace.selection.states import CommitteeMethod, PanelState, SeatState
from tests.conftest import Clock
from tests.marketplace.awards.journeys import opened
from tests.marketplace.bidding.files import pdf
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
SCHEME = Particulars(basis="省评定分离改革试点办法第六条", criteria=(Criterion("技术方案", 40), Criterion("团队", 30)))


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def scored(world: Market, clock: Clock, method: Method = Method.SCORED) -> tuple[Panel, list[Agency]]:
    """The panel of an opened need with three offers."""
    need, agencies = opened(world, clock, ["60000", "66000", "71000"], method=method, particulars=SCHEME)
    return need.panel, agencies


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named and leaves no event."""
    before = Event.objects.count()
    with pytest.raises(refusal):
        act()
    assert Event.objects.count() == before


def seated(world: Market, panel: Panel, count: int = 3) -> list[Seat]:
    """Experts who have declared."""
    experts = [world.person(f"专家{number}", Role.EXPERT, world.department) for number in range(count)]
    seats = [seat_expert(panel_id=panel.pk, expert=expert, by=world.supervisor) for expert in experts]
    return [declare(seat_id=seat.pk, by=seat.expert, must_recuse=False) for seat in seats]


def points(panel: Panel, plan: str = "30", team: str = "20") -> dict[int, dict[str, Decimal]]:
    """The same points for every offer."""
    return {offer.bid.pk: {"0": Decimal(plan), "1": Decimal(team)} for offer in offers_to_score(panel)}


def handed_in(panel: Panel, seats: list[Seat]) -> None:
    """Everybody has scored alone."""
    for seat in seats:
        hand_in_scores(seat_id=seat.pk, by=seat.expert, points=points(panel))


def test_whom_the_register_ties_to_a_party_does_not_sit(world: Market, clock: Clock) -> None:
    panel, agencies = scored(world, clock)
    insider: User = world.person("内部专家", Role.EXPERT, agencies[0].party)
    layman = world.person("非专家", Role.OWNER, world.department)
    refused(ExpertMustRecuse, lambda: seat_expert(panel_id=panel.pk, expert=insider, by=world.supervisor))
    refused(NotAnExpert, lambda: seat_expert(panel_id=panel.pk, expert=layman, by=world.supervisor))
    refused(NotAllowed, lambda: seat_expert(panel_id=panel.pk, expert=insider, by=world.clerk))


def test_an_expert_declares_before_seeing_an_offer_and_a_recusal_leaves_the_panel(world: Market, clock: Clock) -> None:
    panel, _agencies = scored(world, clock)
    seats = seated(world, panel, 2)
    tied = seat_expert(
        panel_id=panel.pk, expert=world.person("专家丁", Role.EXPERT, world.department), by=world.supervisor
    )
    refused(BadPanelSize, lambda: start_scoring(panel_id=panel.pk, by=world.supervisor))
    refused(ReasonMissing, lambda: declare(seat_id=tied.pk, by=tied.expert, must_recuse=True))
    assert declare(seat_id=tied.pk, by=tied.expert, must_recuse=True, reason="亲属任职").state == SeatState.RECUSED
    refused(BadPanelSize, lambda: start_scoring(panel_id=panel.pk, by=world.supervisor))  # two are no panel
    refused(WrongStage, lambda: hand_in_scores(seat_id=seats[0].pk, by=seats[0].expert, points=points(panel)))
    refused(WrongStage, lambda: hand_in_scores(seat_id=tied.pk, by=tied.expert, points=points(panel)))


def test_points_are_those_of_the_scheme_and_stay(world: Market, clock: Clock) -> None:
    panel, _agencies = scored(world, clock)
    first, *others = seated(world, panel)
    start_scoring(panel_id=panel.pk, by=world.supervisor)
    good = points(panel)
    bad = [
        points(panel, plan="40.5"),
        points(panel, plan="-1"),
        points(panel, plan="30.25"),
        points(panel, plan="NaN"),
        dict(list(good.items())[:2]),
        {bid: {"0": Decimal(1)} for bid in good},
    ]
    for wrong in bad:
        refused(BadPoints, lambda wrong=wrong: hand_in_scores(seat_id=first.pk, by=first.expert, points=wrong))
    refused(WrongStage, lambda: hand_in_scores(seat_id=first.pk, by=others[0].expert, points=good))
    hand_in_scores(seat_id=first.pk, by=first.expert, points=good)
    refused(ScoredAlready, lambda: hand_in_scores(seat_id=first.pk, by=first.expert, points=good))
    assert ScoreSheet.objects.count() == 3


def test_the_panel_agrees_after_all_scored_alone_and_a_dissent_is_kept(world: Market, clock: Clock) -> None:
    panel, _agencies = scored(world, clock)
    seats = seated(world, panel)
    start_scoring(panel_id=panel.pk, by=world.supervisor)
    agree = {"panel_id": panel.pk, "points": points(panel, plan="35"), "minutes": "技术方案普遍较好。"}
    refused(WrongStage, lambda: agree_scores(by=seats[0].expert, **agree))
    handed_in(panel, seats)
    refused(NotTheChair, lambda: agree_scores(by=seats[1].expert, **agree))
    refused(ReasonMissing, lambda: agree_scores(by=seats[0].expert, **(agree | {"minutes": " "})))
    agree_scores(by=seats[0].expert, **agree)
    sign_scores(seat_id=seats[0].pk, by=seats[0].expert, dissent="团队分偏高")
    refused(AlreadySigned, lambda: sign_scores(seat_id=seats[0].pk, by=seats[0].expert))
    for seat in seats[1:]:
        settled = sign_scores(seat_id=seat.pk, by=seat.expert)
    assert settled.state == PanelState.SETTLED
    run_due()
    found = current_evaluation(panel.need)
    assert found is not None
    assert found.outcome == Outcome.SELECTED  # equal plans: the lowest price has the most price points
    assert Seat.objects.get(pk=seats[0].pk).dissent == "团队分偏高"


def test_where_most_dissent_the_panel_confers_again(world: Market, clock: Clock) -> None:
    panel, _agencies = scored(world, clock)
    seats = seated(world, panel)
    start_scoring(panel_id=panel.pk, by=world.supervisor)
    handed_in(panel, seats)
    agree_scores(panel_id=panel.pk, by=seats[0].expert, points=points(panel), minutes="一致。")
    for seat, dissent in zip(seats, ("", "不同意", "不同意"), strict=True):
        panel = sign_scores(seat_id=seat.pk, by=seat.expert, dissent=dissent)
    assert panel.state == PanelState.CONSENSUS
    assert not panel.seats.exclude(signed_at=None).exists()


def test_the_committee_decides_among_the_recommended_with_votes_and_signed_minutes(world: Market, clock: Clock) -> None:
    panel, agencies = scored(world, clock, Method.SEPARATION)
    need: Need = panel.need
    first, second = agencies[0].party, agencies[1].party
    votes = [Vote("王", second.uscc), Vote("李", second.uscc), Vote("张", first.uscc)]
    decide = {"need_id": need.pk, "how": CommitteeMethod.VOTE, "reason": "综合考虑", "minutes": None, "by": world.clerk}
    refused(NothingToChoose, lambda: record_committee(party=second, votes=votes, **decide))
    seats = seated(world, panel)
    start_scoring(panel_id=panel.pk, by=world.supervisor)
    handed_in(panel, seats)
    agree_scores(panel_id=panel.pk, by=seats[0].expert, points=points(panel), minutes="一致。")
    for seat in seats:
        sign_scores(seat_id=seat.pk, by=seat.expert)
    run_due()
    refused(NotOnShortList, lambda: record_committee(party=world.department, votes=votes, **decide))
    refused(VotesDisagree, lambda: record_committee(party=first, votes=votes, **decide))
    refused(CommitteeTooSmall, lambda: record_committee(party=second, votes=votes[:2], **decide))
    refused(CommitteeTooSmall, lambda: record_committee(party=second, votes=[votes[0]] * 3, **decide))
    refused(MinutesMissing, lambda: record_committee(party=second, votes=votes, **decide))
    refused(NothingToChoose, lambda: pick_agency(need_id=need.pk, party=second, reason="好", by=world.clerk))
    assert not Choice.objects.exists()
    scan = store_file(upload=ContentFile(pdf("会议记录"), name="minutes.pdf"), by=world.clerk)
    with override("en"):
        found = record_committee(party=second, votes=votes, **(decide | {"minutes": scan}))
    assert found is not None
    [told] = [one for one in found.result["ranking"][0]["reasons"] if one["code"] == "determined"]
    assert told["values"] == {"how": "票决定标法"}  # kept in Chinese whoever recorded it
    with override("en"):
        assert "票决定标法" not in sentence(told, {})
