"""Scored (综合评分) and invited (邀请): quality points of a panel and price points, the highest total wins."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from marketplace.selection.methods.abnormally_low import suspicions
from marketplace.selection.methods.ladder import ladder
from marketplace.selection.methods.lowest_price import settled
from marketplace.selection.methods.offers import Exclusion, Offer, counting, withdrawn
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Result, failed
from marketplace.selection.methods.terms import Method, Outcome, Terms, TieRule

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One published criterion of quality and its most points."""

    code: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """The published scheme: points for price and for each criterion, together 100.

    Raises ValueError when they are not.
    """

    price_points: Decimal
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        if self.price_points + sum(criterion.points for criterion in self.criteria) != 100:
            raise ValueError("the points of a scheme add up to 100")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one expert gave one offer: points by criterion."""

    expert: str
    label: str
    points: Mapping[str, Decimal]


def technical_scores(sheets: Collection[Sheet], scheme: Scheme) -> dict[str, Decimal]:
    """Return each label's technical score: the mean of the experts' sums, rounded half-up to 0.01 once.

    Every expert scores every offer on every criterion within its points; else ValueError, because a hole or a
    surplus would decide the award.
    """
    _check(sheets, scheme)
    scores: dict[str, Decimal] = {}
    for label in sorted({sheet.label for sheet in sheets}):
        sums = [sum(map(Fraction, sheet.points.values()), Fraction(0)) for sheet in sheets if sheet.label == label]
        scores[label] = _rounded(sum(sums, Fraction(0)) / len(sums))
    return scores


def price_score(offer: Offer, lowest: Fraction, price_points: Decimal) -> Decimal:
    """Return lowest / offer x points, half-up to 0.01 (政府采购货物和服务招标投标管理办法 第五十五条)."""
    return _rounded(lowest / offer.cost * Fraction(price_points))


def scored(
    offers: Iterable[Offer],
    terms: Terms,
    *,
    scheme: Scheme,
    technical: Mapping[str, Decimal] | None,
    void: Mapping[str, Reason] | None = None,
    justified: Collection[str] = (),
    given_up: Collection[str] = (),
    lots: Mapping[str, int] | None = None,
) -> Result:
    """Rank the valid offers by technical plus price score; equals by the technical score, then by lot.

    Every abnormally low offer is asked about first, because the lowest price moves the price score of all: call again
    with its label in `justified` or in `void`. `technical` holds the panel's agreed score of every valid offer
    (`technical_scores`, or what the panel settled on after its consensus meeting); None while it has not. Those who
    have `given_up` leave the ranking, their price stays the measure. Raises KeyError when an offer has no score.
    """
    valid, excluded = counting(offers, terms, void or {})
    if not valid or len(valid) < terms.minimum:
        return failed(Method.SCORED, count=len(valid), minimum=terms.minimum, excluded=excluded)
    asked = {offer.label: suspicions(offer, valid) for offer in valid if offer.label not in justified}
    asks = tuple(label for label, found in asked.items() if found)
    if asks:
        told = tuple(dict.fromkeys(reason for label in asks for reason in asked[label]))
        return Result(Method.SCORED, Outcome.AWAITS_JUSTIFICATION, excluded=excluded, asks=asks, reasons=told)
    if technical is None:
        return Result(
            Method.SCORED, Outcome.AWAITS_SCORES, excluded=excluded, asks=tuple(offer.label for offer in valid)
        )
    return _ranked(valid, excluded, scheme, technical, given_up, lots or {})


def _ranked(
    valid: tuple[Offer, ...],
    excluded: tuple[Exclusion, ...],
    scheme: Scheme,
    technical: Mapping[str, Decimal],
    given_up: Collection[str],
    lots: Mapping[str, int],
) -> Result:
    left, gone = withdrawn(valid, given_up)
    if not left:
        return failed(Method.SCORED, count=0, minimum=1, excluded=excluded + gone)
    lowest = min(offer.cost for offer in valid)
    prices = {offer.label: price_score(offer, lowest, scheme.price_points) for offer in valid}
    totals = {offer.label: prices[offer.label] + technical[offer.label] for offer in valid}

    def explain(offer: Offer) -> tuple[Reason, ...]:
        label = offer.label
        told = because("scored", price_points=prices[label], technical=technical[label], total=totals[label])
        equals = [other for other in valid if totals[other.label] == totals[label]]
        better = any(technical[other.label] < technical[label] for other in equals)
        return (told, because("tie_technical")) if better else (told,)

    ranking = ladder(
        left,
        key=lambda offer: (-Fraction(totals[offer.label]), -Fraction(technical[offer.label])),
        explain=explain,
        tie=TieRule.DRAW,
        lots=lots,
    )
    return settled(Result(Method.SCORED, Outcome.SELECTED, ranking, excluded + gone))


def invited(
    offers: Iterable[Offer],
    terms: Terms,
    *,
    invitees: Collection[str],
    scheme: Scheme,
    technical: Mapping[str, Decimal] | None,
    void: Mapping[str, Reason] | None = None,
    justified: Collection[str] = (),
    given_up: Collection[str] = (),
    lots: Mapping[str, int] | None = None,
) -> Result:
    """Score the offers of those invited, where few agencies are capable; too few invited or answering: 流选, widen.

    An offer of somebody who was not invited does not count.
    """
    if len(set(invitees)) < terms.minimum:
        return failed(Method.INVITED, count=len(set(invitees)), minimum=terms.minimum)
    given = tuple(offers)
    strangers = {offer.label: because("barred") for offer in given if offer.label not in invitees}
    barred = strangers | dict(void or {})
    result = scored(
        given,
        terms,
        scheme=scheme,
        technical=technical,
        void=barred,
        justified=justified,
        given_up=given_up,
        lots=lots,
    )
    return replace(result, method=Method.INVITED)


def _check(sheets: Collection[Sheet], scheme: Scheme) -> None:
    most = {criterion.code: criterion.points for criterion in scheme.criteria}
    experts, labels = {sheet.expert for sheet in sheets}, {sheet.label for sheet in sheets}
    if len(sheets) != len(experts) * len(labels) or len({(s.expert, s.label) for s in sheets}) != len(sheets):
        raise ValueError("every expert scores every offer once")
    for sheet in sheets:
        if sheet.points.keys() != most.keys():
            raise ValueError(f"{sheet.expert} leaves criteria of {sheet.label} open")
        if any(not 0 <= given <= most[code] for code, given in sheet.points.items()):
            raise ValueError(f"{sheet.expert} gives {sheet.label} points outside the scheme")


def _rounded(score: Fraction) -> Decimal:
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(CENT, ROUND_HALF_UP)
