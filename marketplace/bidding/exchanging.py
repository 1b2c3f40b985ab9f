"""A standby takes the place of an opener who cannot come: proposed by one supervisor, agreed to by another.

Nobody can make a new share of a key that nobody holds, so the standby's was made with all others when the need was
posted. Until the exchange the custodian takes no consent from a standby; with it the share of who leaves is destroyed.
"""

from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.errors import SamePersonTwice, WrongState
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.bidding.custody import custodian
from marketplace.bidding.errors import ConcernsYourself, ExchangeWaiting, NoStandby
from marketplace.bidding.models import SealedBox
from marketplace.needs.errors import NotAllowedToOpen, OpenersOfOneSide, ReasonMissing
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener, OpenerExchange
from marketplace.needs.openers import candidates, sides_of, stand_together
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.rules import opener_rule
from marketplace.needs.states import ExchangeState, NeedState, OpenerState

UNOPENED = (NeedState.POSTED, NeedState.CLOSED)


def exchangeable() -> "QuerySet[Opener]":
    """The openers of unopened needs who have not agreed yet and whose need has a standby, the next need first."""
    waiting = Opener.objects.filter(state=OpenerState.NAMED, need__state__in=UNOPENED)
    waiting = waiting.filter(need__openers__state=OpenerState.STANDBY).distinct()
    return waiting.select_related("need__procurement", "user", "party").order_by("need__opens_at", "pk")


def standbys(need: Need) -> "QuerySet[Opener]":
    """Who may take the place of an opener of the need."""
    return need.openers.filter(state=OpenerState.STANDBY).select_related("user", "party").order_by("pk")


def exchanges() -> "QuerySet[OpenerExchange]":
    """All exchanges, those that wait for a second person first."""
    found = OpenerExchange.objects.select_related(
        "leaving__need__procurement", "leaving__user", "coming__user", "coming__party", "proposed_by", "decided_by"
    )
    return found.order_by("-state", "-pk")


def exchanges_waiting(user: User) -> "QuerySet[OpenerExchange]":
    """The exchanges that the person may decide."""
    concerned = Q(proposed_by=user) | Q(leaving__user=user) | Q(coming__user=user)
    return exchanges().filter(state=ExchangeState.PROPOSED).exclude(concerned)


@atomic
def propose_exchange(*, leaving_id: int, coming_id: int, reason: str, by: User) -> OpenerExchange:
    """The exchange waits for a second supervisor.

    Raises NotAllowed, ReasonMissing, WrongState, NoStandby, ConcernsYourself, ExchangeWaiting.
    """
    require(by, Act.SUPERVISE_MARKET)
    if not reason.strip():
        raise ReasonMissing
    leaving = locked(Opener, leaving_id, "need")
    coming = locked(Opener, coming_id)
    _check_pair(leaving, coming, by)
    if OpenerExchange.objects.filter(leaving=leaving, state=ExchangeState.PROPOSED).exists():
        raise ExchangeWaiting
    made = OpenerExchange.objects.create(
        leaving=leaving,
        coming=coming,
        reason=reason.strip()[:300],
        proposed_by=by,
        proposed_at=moment_after_lock(),
    )
    record("opener_exchange.proposed", about=made, by=by, need=leaving.need_id, leaving=leaving.pk, coming=coming.pk)
    return made


@atomic
def agree_to_exchange(*, exchange_id: int, by: User) -> OpenerExchange:
    """The standby is an opener of the need; the share of who left is destroyed and opens nothing any more.

    Raises NotAllowed, SamePersonTwice, ConcernsYourself, WrongState, NoStandby, NotAllowedToOpen, OpenersOfOneSide.
    """
    exchange = _decidable(exchange_id, by)
    need = locked(Need, exchange.leaving.need_id, "procurement__owner__party", "procurement__service_type")
    leaving, coming = locked(Opener, exchange.leaving_id, "need"), locked(Opener, exchange.coming_id, "user", "party")
    _check_pair(leaving, coming, by)
    if (coming.user_id, coming.party_id) not in set(candidates(need).values_list("user_id", "party_id")):
        raise NotAllowedToOpen(name=coming.user.name)
    rule = opener_rule(need.posted_at.date() if need.posted_at else moment_after_lock().date())
    staying = need.openers.filter(state__in=[OpenerState.NAMED, OpenerState.CONSENTED]).exclude(pk=leaving.pk)
    if not stand_together([*sides_of(staying), coming.party_id], rule):
        raise OpenersOfOneSide(least=rule.least_parties)
    box = SealedBox.objects.get(need=need)
    advance(leaving, OpenerState.EXCHANGED, by=by, need=need.pk, exchange=exchange.pk)
    advance(coming, OpenerState.NAMED, by=by, event="opener.stepped_in", need=need.pk, exchange=exchange.pk)
    decided = {"decided_by": by, "decided_at": moment_after_lock()}
    advance(exchange, ExchangeState.AGREED, by=by, values=decided, need=need.pk)
    custodian().exchange(box.reference, leaving=str(leaving.pk), coming=str(coming.pk))  # last: it cannot be undone
    return exchange


@atomic
def refuse_exchange(*, exchange_id: int, by: User) -> OpenerExchange:
    """The opener stays. Raises NotAllowed, SamePersonTwice, ConcernsYourself, WrongState."""
    exchange = _decidable(exchange_id, by)
    advance(exchange, ExchangeState.REFUSED, by=by, values={"decided_by": by, "decided_at": moment_after_lock()})
    return exchange


def _decidable(exchange_id: int, by: User) -> OpenerExchange:
    require(by, Act.SUPERVISE_MARKET)
    exchange = locked(OpenerExchange, exchange_id, "leaving", "coming")
    if exchange.proposed_by_id == by.pk:
        raise SamePersonTwice
    if by.pk in {exchange.leaving.user_id, exchange.coming.user_id}:
        raise ConcernsYourself
    if exchange.state != ExchangeState.PROPOSED:
        raise WrongState(noun=exchange._meta.verbose_name, state=exchange.state_label)
    return exchange


def _check_pair(leaving: Opener, coming: Opener, by: User) -> None:
    """Nothing happens when the one may take the other's place now."""
    need = leaving.need
    if need.state not in UNOPENED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    if leaving.state != OpenerState.NAMED:
        raise WrongState(noun=leaving._meta.verbose_name, state=leaving.state_label)
    if coming.need_id != need.pk or coming.state != OpenerState.STANDBY:
        raise NoStandby
    if by.pk in {leaving.user_id, coming.user_id}:
        raise ConcernsYourself
