"""What each method answers on an opened need: its bids and records become the arguments of the arithmetic."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime

from cms.kernel.display import comma_text
from cms.kernel.money import to_fen
from marketplace.bidding.models import OpenedBid
from marketplace.bidding.queries import opened_bids
from marketplace.bidding.states import Fault
from marketplace.credit.queries import credit_scores
from marketplace.credit.rules import decimal_of
from marketplace.needs.models import Bar, Need
from marketplace.needs.particulars import Particulars
from marketplace.needs.rules import SMALL_AMOUNT_FEN, in_force_fen
from marketplace.needs.states import FORMER_WINNERS, Method, TooFew
from marketplace.selection.drawing import held, lots_of
from marketplace.selection.methods.average_price import average_price
from marketplace.selection.methods.credit_preferred import CreditTerms, Pick, credit_preferred, long_list
from marketplace.selection.methods.direct import DirectCase, direct
from marketplace.selection.methods.draw import Entry
from marketplace.selection.methods.lowest_price import lowest_price
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.random_draw import random_draw
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Result, failed
from marketplace.selection.methods.reverse_auction import Move, Standing, reverse_auction, standing
from marketplace.selection.methods.scored import Criterion, Scheme, invited, scored
from marketplace.selection.methods.separation import Decision, separation
from marketplace.selection.methods.terms import Method as Arithmetic
from marketplace.selection.methods.terms import Quote, Terms, TieRule
from marketplace.selection.models import Auction, AuctionMove, Choice, Evaluation, Panel, PriceJudgement
from marketplace.selection.states import DrawPurpose, PanelState

SEALED_MINIMUM = 2
"""How many valid opening offers a reverse auction needs to fall back to the sealed lowest price."""

TOLD_BY_FAULT: Mapping[str, str] = {Fault.CERTIFICATE_EXPIRED: "certificate_ended", Fault.BAD_PRICE: "bad_offer"}
"""The reason that tells a fault; every other one is a bar."""


@dataclass
class Case:
    """One opened need with everything a method may ask of it; offers are named by credit code."""

    need: Need
    inputs: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def bids(self) -> list[OpenedBid]:
        """What the envelopes held."""
        return list(opened_bids(self.need))

    @cached_property
    def judgements(self) -> dict[int, bool]:
        """By party, whether its low price was accepted."""
        return {j.party_id: j.is_accepted for j in PriceJudgement.objects.filter(need=self.need)}

    @cached_property
    def void(self) -> dict[str, Reason]:
        """Why each faulty bid does not count."""
        return void_bids(self.bids)

    @property
    def unjustified(self) -> dict[str, Reason]:
        """Bids whose low price was not justified."""
        refused = [bid for bid in self.bids if self.judgements.get(bid.party_id) is False]
        return {bid.party.uscc: because("low_unjustified") for bid in refused}

    @property
    def justified(self) -> set[str]:
        """Bids whose low price was accepted."""
        return {bid.party.uscc for bid in self.bids if self.judgements.get(bid.party_id)}

    @cached_property
    def given_up(self) -> set[str]:
        """Winners who withdrew from this procurement, or lost its award."""
        bars = Bar.objects.filter(procurement=self.need.procurement_id, reason__in=FORMER_WINNERS)
        return set(bars.values_list("party__uscc", flat=True))

    @property
    def offers(self) -> list[Offer]:
        """The bids as comparable offers."""
        return [
            Offer(
                label=bid.party.uscc,
                received_at=bid.submitted_at,
                fen=to_fen(bid.price) if bid.price is not None else None,
                discount=bid.discount,
            )
            for bid in self.bids
        ]

    @property
    def terms(self) -> Terms:
        """What the notice fixed."""
        return Terms(
            ceiling_fen=to_fen(self.need.ceiling) if self.need.quote == Quote.AMOUNT else None,
            minimum=int(self.need.rules["minimum"]),
            tie=TieRule(self.need.rules["tie"]),
            quote=Quote(self.need.quote),
        )

    @property
    def particulars(self) -> Particulars:
        """What the notice fixed for its method alone."""
        return Particulars.read(self.need.particulars)

    @property
    def choice(self) -> Choice | None:
        """The latest choice whose party still stands."""
        made = self.need.choices.exclude(party__uscc__in=self.given_up)
        return made.select_related("party").order_by("-pk").first()


def void_bids(bids: list[OpenedBid]) -> dict[str, Reason]:
    """Why each faulty bid does not count, by label."""
    names = {bid.party_id: bid.party.name for bid in bids}
    void: dict[str, Reason] = {}
    for bid in bids:
        if bid.fault == Fault.RELATED:
            related = comma_text().join(names.get(party, str(party)) for party in bid.related_to)
            void[bid.party.uscc] = because("related", labels=related)
        elif bid.fault:
            void[bid.party.uscc] = because(TOLD_BY_FAULT.get(bid.fault, "barred"))
    return void


def _direct(case: Case) -> Result:
    need, owner = case.need, case.need.owner
    valid = [bid for bid in case.bids if bid.is_valid and bid.party.uscc not in case.given_up]
    if not valid:
        return failed(Arithmetic.DIRECT, count=0, minimum=1)
    posted_on = localtime(need.posted_at).date() if need.posted_at else None
    amount = valid[0].price or need.ceiling
    facts = DirectCase(
        amount_fen=to_fen(amount),
        small_amount_fen=in_force_fen(SMALL_AMOUNT_FEN, posted_on) if posted_on else 0,
        owner_is_market_entity=owner.is_market_entity,
        approval_service=owner.is_public_organ and need.serves_approval,
    )
    return direct(valid[0].party.uscc, reason=case.particulars.reason, case=facts)


def _draw(case: Case) -> Result:
    labels, minimum = [bid.party.uscc for bid in case.bids], int(case.need.rules["minimum"])
    drawn = held(case.need, DrawPurpose.ORDER)
    return random_draw(labels, minimum=minimum, draw=drawn, void=case.void, given_up=case.given_up)


def _lowest(case: Case) -> Result:
    return lowest_price(
        case.offers,
        case.terms,
        void=case.void | case.unjustified,
        justified=case.justified,
        given_up=case.given_up,
        lots=lots_of(case.need),
    )


def auction_now(need: Need) -> Standing:
    """The need's auction after the moves so far."""
    case = Case(need)
    opening = [offer for offer in case.offers if offer.label not in case.void]
    return standing(opening, moves_of(need), step_fen=case.particulars.step_fen)


def moves_of(need: Need) -> list[Move]:
    """What the bidders did at their turns, in order."""
    made = AuctionMove.objects.filter(auction__need=need).select_related("party").order_by("sequence")
    return [Move(move.party.uscc, to_fen(move.price) if move.price is not None else None) for move in made]


def _auction(case: Case) -> Result:
    falls_back = case.need.rules.get("too_few") == TooFew.SEALED
    result = reverse_auction(
        case.offers,
        case.terms,
        moves_of(case.need),
        step_fen=case.particulars.step_fen,
        sealed_minimum=SEALED_MINIMUM if falls_back else None,
        void=case.void,
        justified=case.justified,
        unjustified=case.unjustified,
        given_up=case.given_up,
        lots=lots_of(case.need),
    )
    if Auction.objects.filter(need=case.need).exists():
        case.inputs["final_fen"] = {offer.label: offer.fen for offer in auction_now(case.need).offers}
    return result


def _average(case: Case) -> Result:
    base = held(case.need, DrawPurpose.BASE)
    return average_price(
        case.offers,
        case.terms,
        base_percent=base.ranking[0] if base else None,
        void=case.void,
        given_up=case.given_up,
        lots=lots_of(case.need),
    )


def scheme_of(particulars: Particulars) -> Scheme:
    """The published scheme as the arithmetic takes it; a criterion's code is its place, from 0."""
    criteria = enumerate(particulars.criteria)
    points = tuple(Criterion(str(place), Decimal(criterion.points)) for place, criterion in criteria)
    return Scheme(Decimal(particulars.price_points), points)


def settled_scores(need: Need) -> dict[str, Decimal] | None:
    """Each offer's technical score as the panel settled it; None while it has not."""
    panel = Panel.objects.filter(need=need, state=PanelState.SETTLED).first()
    if panel is None:
        return None
    agreed = panel.agreed.select_related("bid__party")
    return {one.bid.party.uscc: sum(map(Decimal, one.points.values()), Decimal(0)) for one in agreed}


def _scored(case: Case) -> Result:
    return _by_score(case, given_up=case.given_up)


def _by_score(case: Case, *, given_up: Collection[str]) -> Result:
    more: dict[str, Any] = {
        "scheme": scheme_of(case.particulars),
        "technical": settled_scores(case.need),
        "void": case.void | case.unjustified,
        "justified": case.justified,
        "given_up": given_up,
        "lots": lots_of(case.need),
    }
    if case.need.method == Method.INVITED:
        invitees = set(case.need.invitations.values_list("party__uscc", flat=True))
        return invited(case.offers, case.terms, invitees=invitees, **more)
    return scored(case.offers, case.terms, **more)


def _separation(case: Case) -> Result:
    choice = case.choice
    decision = Decision(choice.party.uscc, choice.get_how_display(), choice.minutes_id is not None) if choice else None
    return separation(
        _by_score(case, given_up=()),
        minimum=int(case.need.rules["minimum"]),
        basis=case.particulars.basis,
        decision=decision,
        given_up=case.given_up,
    )


def _credit(case: Case) -> Result:
    choice = case.choice
    return credit_preferred(
        credit_frozen(case),
        credit_terms(case),
        draw=held(case.need, DrawPurpose.WEIGHTED),
        pick=Pick(choice.party.uscc, choice.reason) if choice else None,
        void=case.void,
        given_up=case.given_up,
    )


def credit_terms(case: Case) -> CreditTerms:
    """The lengths, the floor and the weights that the notice fixed."""
    particulars = case.particulars
    return CreditTerms(
        floor=Decimal(particulars.credit_floor),
        long_size=particulars.long_size,
        short_size=particulars.short_size,
        ladder=tuple((Decimal(least), int(labels)) for least, labels in case.need.rules["credit_weights"]),
        minimum=int(case.need.rules["minimum"]),
    )


def credit_frozen(case: Case) -> dict[str, Decimal]:
    """The bidders' credit points as they stood at the first evaluation: what changes later changes no draw."""
    first = Evaluation.objects.filter(need=case.need).order_by("pk").first()
    if first is None or "credit" not in first.inputs:
        now = credit_scores([bid.party_id for bid in case.bids])
        read = {bid.party.uscc: str(decimal_of(now[bid.party_id])) for bid in case.bids}
    else:
        read = first.inputs["credit"]
    case.inputs["credit"] = read
    return {label: Decimal(points) for label, points in read.items()}


ANSWERS: dict[str, Callable[[Case], Result]] = {
    Method.DIRECT: _direct,
    Method.DRAW: _draw,
    Method.LOWEST_PRICE: _lowest,
    Method.REVERSE_AUCTION: _auction,
    Method.AVERAGE_PRICE: _average,
    Method.SCORED: _scored,
    Method.INVITED: _scored,
    Method.SEPARATION: _separation,
    Method.CREDIT_PREFERRED: _credit,
}


def answer(case: Case) -> Result:
    """What the need's method answers now; whoever asks, it is kept in Chinese."""
    with translation.override(settings.LANGUAGE_CODE):
        return ANSWERS[case.need.method](case)


def entries_to_draw(case: Case, result: Result) -> tuple[DrawPurpose, list[Entry]]:
    """What a result that awaits a draw asks to be drawn, and with how many tickets each."""
    if result.method is Arithmetic.CREDIT_PREFERRED:
        entries, _out = long_list(credit_frozen(case), credit_terms(case), case.void)
        return DrawPurpose.WEIGHTED, list(entries)
    if result.method is Arithmetic.DRAW:
        return DrawPurpose.ORDER, [Entry(label) for label in result.asks]
    purpose = DrawPurpose.TIE if result.ranking else DrawPurpose.BASE
    return purpose, [Entry(label) for label in result.asks]
