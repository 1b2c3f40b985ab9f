"""An opener who cannot come is exchanged for a standby by two supervisors; the old share opens nothing any more."""

import threading
from collections.abc import Callable
from datetime import date

import pytest

from cms.kernel import errands
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, Refused, SamePersonTwice, WrongState
from cms.kernel.models import Event, Membership, User
from cms.kernel.roles import Role
from marketplace.bidding import exchanging
from marketplace.bidding.consents import consent_to_opening
from marketplace.bidding.custodian import NotAnOpener
from marketplace.bidding.custody import custodian
from marketplace.bidding.errors import ConcernsYourself, ExchangeWaiting, NoStandby
from marketplace.bidding.exchanging import agree_to_exchange, propose_exchange, refuse_exchange
from marketplace.bidding.models import SealedBox
from marketplace.bidding.queries import opened_bids, openings_of
from marketplace.needs.errors import OpenersOfOneSide, ReasonMissing
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener, OpenerExchange
from marketplace.needs.openers import name_openers
from marketplace.needs.services import post_need
from marketplace.needs.states import ExchangeState, NeedState, OpenerState
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.bidding.test_consents import LARGE, WORDS, Large, ready, unsealed
from tests.marketplace.bidding.test_races import at_once
from tests.marketplace.worlds import market


def with_a_standby(clock: Clock) -> Large:
    """A posted large need of three openers and one standby, with a bid."""
    clock.set(date(2023, 3, 1))
    town = market()
    people = [
        ready(town, "业主甲", Role.OWNER),
        ready(town, "监督员", Role.SUPERVISOR, "县公共资源交易监督管理局"),
        ready(town, "审计员", Role.AUDITOR, "县审计局"),
        ready(town, "纪检员", Role.SUPERVISOR, "县纪委监委"),
        ready(town, "业主乙", Role.OWNER),
    ]
    large = Large(town, town.draft(ceiling=LARGE, splitting_note="不属于工程建设项目"), people)
    name_openers(need_id=large.need.pk, named=people[:3], standby=people[3:4], by=town.clerk)
    large.need = post_need(need_id=large.need.pk, by=town.clerk, declares_recusal=True)
    run_due()
    large.bids("1000000.00")
    return large


@pytest.fixture
def large(db: None, clock: Clock) -> Large:
    return with_a_standby(clock)


def second(large: Large) -> User:
    """Another supervisor."""
    return large.town.person("县监督股长", Role.SUPERVISOR, large.town.department)


def proposed(large: Large, leaving: int = 1) -> OpenerExchange:
    """The opener at that place is to leave."""
    openers = large.openers
    return propose_exchange(
        leaving_id=openers[leaving].pk, coming_id=openers[3].pk, reason="住院", by=large.town.supervisor
    )


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named, and nothing is left behind, with the custodian neither."""
    kept = custodian()
    before = (Event.objects.count(), sorted(Opener.objects.values_list("pk", "state")), len(log(kept)))
    with pytest.raises(refusal):
        act()
    assert before == (Event.objects.count(), sorted(Opener.objects.values_list("pk", "state")), len(log(kept)))


def log(keeper: object) -> list[object]:
    """What the custodian wrote down."""
    return keeper.vault.log()  # type: ignore[attr-defined,no-any-return]


def test_a_standby_opens_in_the_place_of_an_opener_and_the_old_share_opens_nothing(large: Large, clock: Clock) -> None:
    box, leaving = SealedBox.objects.get(need=large.need), large.openers[1]
    old_share = unsealed(box, leaving)  # copied in good time
    exchange = agree_to_exchange(exchange_id=proposed(large).pk, by=second(large))
    assert (exchange.state, large.openers[1].state) == (ExchangeState.AGREED, OpenerState.EXCHANGED)
    clock.set(large.need.opens_at)
    tick()
    keeper = custodian()
    for act in (lambda: keeper.sealed_share(box.reference, str(leaving.pk)),
                lambda: keeper.consent(box.reference, str(leaving.pk), old_share)):  # fmt: skip
        with pytest.raises(NotAnOpener):
            act()
    assert not openings_of(leaving.user)
    large.agrees(0)
    run_due()
    assert not opened_bids(large.need)
    large.agrees(3)
    run_due()
    assert opened_bids(large.need)


def test_before_the_exchange_a_standby_counts_for_nothing(large: Large, clock: Clock) -> None:
    box, standby = SealedBox.objects.get(need=large.need), large.openers[3]
    share = unsealed(box, standby)
    clock.set(large.need.opens_at)
    tick()
    large.agrees(0)
    assert not openings_of(standby.user)
    with pytest.raises(NotAnOpener):
        custodian().consent(box.reference, str(standby.pk), share)
    with pytest.raises(Refused):
        consent_to_opening(opener_id=standby.pk, passphrase=WORDS, by=standby.user)
    tick()
    assert Need.objects.get(pk=large.need.pk).state == NeedState.CLOSED


def test_two_supervisors_exchange_an_opener_neither_of_whom_it_concerns(large: Large) -> None:
    town, openers = large.town, large.openers

    def propose(**more: object) -> OpenerExchange:
        told = {"leaving_id": openers[1].pk, "coming_id": openers[3].pk, "reason": "住院", "by": town.supervisor} | more
        return propose_exchange(**told)  # type: ignore[arg-type]

    refused(NotAllowed, lambda: propose(by=town.clerk))
    refused(ReasonMissing, lambda: propose(reason=" "))
    refused(NoStandby, lambda: propose(coming_id=openers[2].pk))
    refused(ConcernsYourself, lambda: propose(by=openers[1].user))
    waiting = propose()
    refused(ExchangeWaiting, propose)
    refused(SamePersonTwice, lambda: agree_to_exchange(exchange_id=waiting.pk, by=town.supervisor))
    refused(ConcernsYourself, lambda: agree_to_exchange(exchange_id=waiting.pk, by=openers[3].user))
    refused(NotAllowed, lambda: agree_to_exchange(exchange_id=waiting.pk, by=town.clerk))
    other = second(large)
    refuse_exchange(exchange_id=waiting.pk, by=other)
    assert [one.state for one in large.openers] == [*["named"] * 3, "standby"]
    refused(WrongState, lambda: agree_to_exchange(exchange_id=waiting.pk, by=other))


def test_who_has_agreed_to_open_is_not_exchanged(large: Large, clock: Clock) -> None:
    waiting, other = proposed(large), second(large)
    clock.set(large.need.opens_at)
    tick()
    large.agrees(1)
    refused(WrongState, lambda: agree_to_exchange(exchange_id=waiting.pk, by=other))


def test_with_standbys_no_party_holds_as_many_shares_as_open(large: Large) -> None:
    town, people = large.town, large.people
    other = town.draft(ceiling=LARGE, splitting_note="不属于工程建设项目")
    with pytest.raises(OpenersOfOneSide):
        name_openers(need_id=other.pk, named=people[:3], standby=[people[4]], by=town.clerk)
    assert not other.openers.exists()
    assert Membership.objects.get(pk=people[4].pk).party == town.owner.party


def agreed_while_the_opener_consents(
    committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, patience: float
) -> tuple[list[object], Large]:
    """The opener consents after the second supervisor's last look at it and before the exchange is written."""
    monkeypatch.setattr(errands.wiring, "announce", None)
    large = with_a_standby(clock)
    waiting, other = proposed(large), second(large)
    clock.set(large.need.opens_at)
    tick()
    looked, consented = threading.Event(), threading.Event()
    check = exchanging._check_pair

    def pausing(leaving: Opener, coming: Opener, by: User) -> None:
        check(leaving, coming, by)
        looked.set()
        consented.wait(patience)

    def consent() -> Opener:
        looked.wait(30)
        try:
            return large.agrees(1)
        finally:
            consented.set()

    monkeypatch.setattr(exchanging, "_check_pair", pausing)
    return at_once(lambda: agree_to_exchange(exchange_id=waiting.pk, by=other), consent), large


def test_an_exchange_and_a_consent_of_the_same_opener_do_not_both_happen(
    committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes, large = agreed_while_the_opener_consents(committed_db, clock, monkeypatch, patience=1)
    assert isinstance(outcomes[0], OpenerExchange)
    assert isinstance(outcomes[1], Refused)
    assert large.openers[1].state == OpenerState.EXCHANGED


def test_control_without_the_lock_the_consent_slips_in(
    committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = exchanging.locked

    def unlocked(model: type, pk: int, *beside: str) -> object:
        return Opener.objects.select_related(*beside).get(pk=pk) if model is Opener else held(model, pk, *beside)

    monkeypatch.setattr(exchanging, "locked", unlocked)
    outcomes, large = agreed_while_the_opener_consents(committed_db, clock, monkeypatch, patience=30)
    assert isinstance(outcomes[1], Opener)
    assert isinstance(outcomes[0], WrongState)  # only the state's own guard is left
    assert large.openers[1].state == OpenerState.CONSENTED
