"""Large needs are opened by several people together: fewer than needed open nothing, whatever the database says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from nacl.public import SealedBox as Sealed

from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, Membership, Party
from cms.kernel.money import yuan
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role
from marketplace.bidding.consents import consent_to_opening, private_key, set_passphrase
from marketplace.bidding.custodian import BadShare, FileCustodian, NotAnOpener, NotEnoughConsents, StillSealed
from marketplace.bidding.custody import custodian
from marketplace.bidding.errors import (
    ConsentedAlready,
    OpenerBids,
    OpenerOfNeed,
    OpeningNotDue,
    PassphraseTooShort,
    WrongPassphrase,
)
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.bidding.queries import late_openers, opened_bids
from marketplace.bidding.services import submit_bid
from marketplace.needs.changes import amend_need
from marketplace.needs.errors import NotAllowedToOpen, OpenersMissing, OpenersOfOneSide, OpenerWithoutKey
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener
from marketplace.needs.openers import name_openers
from marketplace.needs.services import fail_need, post_need, repost_need
from marketplace.needs.states import NeedState, OpenerState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
WORDS = "云川县第一位开启人的口令"
LARGE = "1200000.00"


@dataclass
class Large:
    """A large need in draft, and five people who could open it: two of the owner, three of other offices."""

    town: Market
    need: Need
    people: list[Membership]

    @property
    def openers(self) -> list[Opener]:
        return list(self.need.openers.select_related("user").order_by("pk"))

    def named(self, *places: int) -> list[Opener]:
        return name_openers(need_id=self.need.pk, named=[self.people[place] for place in places], by=self.town.clerk)

    def posted(self, *places: int) -> Need:
        self.named(*places)
        self.need = post_need(need_id=self.need.pk, by=self.town.clerk, declares_recusal=True)
        run_due()
        return self.need

    def bids(self, *prices: str) -> None:
        for number, price in enumerate(prices):
            agency = self.town.agency(f"测绘{number}")
            submit_bid(need_id=self.need.pk, agency=agency, by=self.town.agent(agency), price=yuan(price))

    def agrees(self, place: int, words: str = WORDS) -> Opener:
        opener = self.openers[place]
        return consent_to_opening(opener_id=opener.pk, passphrase=words, by=opener.user)


def ready(town: Market, name: str, role: Role, party_name: str = "") -> Membership:
    """Somebody who may open, with a passphrase."""
    person = town.person(name, role, town.party(party_name) if party_name else town.owner.party)
    set_passphrase(passphrase=WORDS, by=person)
    return Membership.objects.get(user=person)


@pytest.fixture
def large(clock: Clock) -> Large:
    clock.set(date(2023, 3, 1))
    town = market()
    people = [ready(town, name, Role.OWNER) for name in ("业主甲", "业主乙")]
    people.append(ready(town, "监督员", Role.SUPERVISOR, "县公共资源交易监督管理局"))
    people.append(ready(town, "审计员", Role.AUDITOR, "县审计局"))
    people.append(ready(town, "纪检员", Role.SUPERVISOR, "县纪委监委"))
    return Large(town, town.draft(ceiling=LARGE, splitting_note="不属于工程建设项目"), people)


def refused(refusal: type[Exception], act: Callable[[], object]) -> None:
    """The act is refused as named, and nothing is left behind."""
    before = (Event.objects.count(), Opener.objects.filter(state=OpenerState.CONSENTED).count())
    with pytest.raises(refusal):
        act()
    assert before == (Event.objects.count(), Opener.objects.filter(state=OpenerState.CONSENTED).count())


def test_a_large_need_is_not_posted_without_openers_of_several_sides(large: Large) -> None:
    def post() -> Need:
        return post_need(need_id=large.need.pk, by=large.town.clerk, declares_recusal=True)

    refused(OpenersMissing, post)
    refused(OpenersMissing, lambda: large.named(0, 2))
    refused(OpenersOfOneSide, lambda: large.named(0, 1, 2))
    refused(NotAllowed, lambda: name_openers(need_id=large.need.pk, named=[], by=large.people[2].user))
    assert large.posted(0, 2, 3).openers_needed == 2
    refused(WrongState, lambda: large.named(0, 2, 4))


def test_an_opener_has_a_key_and_acts_for_no_agency(large: Large) -> None:
    newcomer = large.town.person("新来的", Role.AUDITOR, large.town.party("县财政局"))
    large.people.append(Membership.objects.get(user=newcomer))
    refused(OpenerWithoutKey, lambda: large.named(0, 2, 5))
    refused(PassphraseTooShort, lambda: set_passphrase(passphrase="短", by=newcomer))
    agency = large.town.agency("甲测绘")
    appoint(user=large.people[3].user, party=agency.party, role=Role.AGENCY, by=None)
    refused(NotAllowedToOpen, lambda: large.named(0, 2, 3))
    refused(NotAllowed, lambda: set_passphrase(passphrase=WORDS, by=large.town.agent(agency)))


def test_two_of_three_open_and_the_prices_are_those_that_were_sealed(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    large.bids("1000000.00", "900000.00", "950000.00")
    refused(OpeningNotDue, lambda: large.agrees(0))
    clock.set(need.opens_at)
    tick()
    run_due()
    assert set(Message.objects.filter(subject_text__startswith="请同意开启").values_list("user__name", flat=True)) == {
        "业主甲",
        "监督员",
        "审计员",
    }
    large.agrees(0)
    run_due()
    tick()
    assert not opened_bids(need)
    large.agrees(2)
    run_due()
    assert sorted(one.price.amount for one in opened_bids(need) if one.price) == [900000, 950000, 1000000]
    assert list(Event.objects.filter(name="opener.consented").values_list("by__name", flat=True)) == [
        "业主甲",
        "审计员",
    ]
    refused(WrongState, lambda: large.agrees(1))


def test_one_persons_consent_counts_once_and_for_nobody_else(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    large.bids("1000000.00")
    clock.set(need.opens_at)
    tick()
    first, second, _third = large.openers
    large.agrees(0)
    refused(ConsentedAlready, lambda: large.agrees(0))
    refused(NotAllowed, lambda: consent_to_opening(opener_id=second.pk, passphrase=WORDS, by=first.user))
    refused(WrongPassphrase, lambda: large.agrees(1, "这是别人的一句开启口令而已"))
    keeper, box = custodian(), SealedBox.objects.get(need=need)
    share = unsealed(box, first)
    assert keeper.consent(box.reference, str(first.pk), share) == 1  # replayed: still one
    for opener, wrong in ((second, share), (first, b"x" * len(share))):
        with pytest.raises(BadShare):
            keeper.consent(box.reference, str(opener.pk), wrong)
    with pytest.raises(NotAnOpener):
        keeper.consent(box.reference, "999999", share)
    with pytest.raises(NotEnoughConsents):
        keeper.release(box.reference)
    tick()
    assert Need.objects.get(pk=need.pk).state == NeedState.CLOSED


def unsealed(box: SealedBox, opener: Opener) -> bytes:
    """The opener's share, as the opener's own key opens it."""
    from_words = private_key(WORDS, bytes.fromhex(opener.key.salt))
    return Sealed(from_words).decrypt(custodian().sealed_share(box.reference, str(opener.pk)))


def test_the_custodian_gives_nothing_though_the_database_says_that_all_agreed(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    large.bids("1000000.00")
    clock.set(need.opens_at)
    tick()
    large.agrees(0)
    need.openers.update(state=OpenerState.CONSENTED, consented_at=need.opens_at)
    Need.objects.filter(pk=need.pk).update(openers_needed=0)
    other = large.town.need()
    clock.set(other.opens_at)
    for _time in range(2):
        tick()
        run_due()
    assert not OpenedBid.objects.filter(need=need).exists()
    assert Event.objects.filter(name="need.key_refused", data__why="NotEnoughConsents").count() == 1
    other.refresh_from_db()
    assert other.state not in {NeedState.POSTED, NeedState.CLOSED}  # the one that waits holds nobody up


def test_what_the_custodian_keeps_of_the_key_opens_nothing_by_itself(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    clock.set(need.opens_at)
    tick()
    large.agrees(0)
    keeper, box = custodian(), SealedBox.objects.get(need=need)
    assert isinstance(keeper, FileCustodian)
    kept = keeper.vault.read(f"need-{box.reference}") or {}
    assert "private" not in kept
    assert [sorted(share) for share in kept["shares"].values()].count(["digest", "given", "number", "sealed"]) == 1


def test_control_with_one_opener_needed_the_first_consent_opens(
    large: Large, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.needs.rules.OpenerRule.needed", lambda _rule, _count: 1)
    monkeypatch.setattr("marketplace.needs.openers._check_sides", lambda _parties, _reserve, _rule: None)
    need = large.posted(0, 2, 3)
    large.bids("1000000.00")
    clock.set(need.opens_at)
    tick()
    large.agrees(0)
    run_due()
    assert opened_bids(need)


def test_a_consent_before_the_deadline_is_refused_by_the_custodian_itself(large: Large) -> None:
    need = large.posted(0, 2, 3)
    box, first = SealedBox.objects.get(need=need), large.openers[0]
    with pytest.raises(StillSealed):
        custodian().consent(box.reference, str(first.pk), unsealed(box, first))


def test_who_comes_to_act_for_a_bidder_steps_aside(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    large.bids("1000000.00")
    rival = large.town.agency("观音测绘")
    turncoat = large.openers[1].user
    appoint(user=turncoat, party=rival.party, role=Role.AGENCY, by=None)
    refused(
        OpenerOfNeed,
        lambda: submit_bid(need_id=need.pk, agency=rival, by=large.town.agent(rival), price=yuan("900000")),
    )
    bidder = Bid.objects.get()
    appoint(user=turncoat, party=Party.objects.get(name="测绘0"), role=Role.AGENCY, by=None)
    clock.set(need.opens_at)
    tick()
    refused(OpenerBids, lambda: large.agrees(1))
    assert Bid.objects.get() == bidder


def test_who_does_not_come_within_a_day_is_put_before_the_supervisors(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    clock.set(need.opens_at)
    tick()
    large.agrees(0)
    clock.forward(hours=25)
    for _time in range(2):
        tick()
        run_due()
    assert [one.user.name for one in late_openers()] == ["监督员", "审计员"]
    told = Message.objects.filter(subject_text__startswith="开启人逾期未到场", user=large.town.supervisor)
    assert told.count() == 2


def test_a_need_posted_without_openers_does_not_grow_large(large: Large) -> None:
    small = large.town.need()
    later = small.closes_at + timedelta(days=3)
    with pytest.raises(OpenersMissing):
        amend_need(need_id=small.pk, text="提高限价", closes_at=later, ceiling=yuan(LARGE), by=large.town.clerk)
    small.refresh_from_db()
    assert small.ceiling == yuan("80000")


def test_the_next_posting_has_the_same_openers(large: Large, clock: Clock) -> None:
    need = large.posted(0, 2, 3)
    clock.set(need.closes_at)
    tick()
    fail_need(need_id=need.pk, reason="无人报价")
    again = repost_need(
        need_id=need.pk, review_note="已复核条款", closes_at=need.closes_at + timedelta(days=5), by=large.town.clerk
    )
    assert post_need(need_id=again.pk, by=large.town.clerk, declares_recusal=True).openers_needed == 2
    assert {one.user_id for one in again.openers.all()} == {one.user_id for one in large.openers}
