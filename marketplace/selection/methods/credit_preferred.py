"""Credit preferred (信用择优): a long list by credit, a draw weighted by credit, a short list the owner picks from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from marketplace.selection.methods.draw import Draw, Entry
from marketplace.selection.methods.offers import Exclusion
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place, Result, failed
from marketplace.selection.methods.terms import Method, Outcome


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """What the notice fixed: the least credit, the lengths of both lists, and from which credit on how many tickets.

    `ladder` goes from the highest credit down; below its last step nobody is drawn.
    """

    floor: Decimal
    long_size: int
    short_size: int
    ladder: tuple[tuple[Decimal, int], ...]
    minimum: int = 2


@dataclass(frozen=True, slots=True)
class Pick:
    """Whom the owner picked from the short list, and the reason that is published."""

    label: str
    reason: str


def tickets(points: Decimal, terms: CreditTerms) -> int:
    """Return how many tickets the credit gives in the draw; 0 below the ladder."""
    return next((count for least, count in terms.ladder if points >= least), 0)


def least_credit(terms: CreditTerms) -> Decimal:
    """Return the credit below which nobody is drawn: the notice's floor, or the ladder's last step if that is more."""
    return max(terms.floor, terms.ladder[-1][0])


def long_list(
    credit: Mapping[str, Decimal], terms: CreditTerms, void: Mapping[str, Reason]
) -> tuple[tuple[Entry, ...], tuple[Exclusion, ...]]:
    """Return who goes into the draw and with how many tickets, and who does not and why.

    The best `long_size` of those with credit enough; all who equal the last of them come along, so that nobody
    is cut off by the order of names.
    """
    least = least_credit(terms)
    able = [label for label, points in credit.items() if label not in void and points >= least]
    cut = sorted((credit[label] for label in able), reverse=True)[: terms.long_size]
    listed = sorted(label for label in able if cut and credit[label] >= cut[-1])
    excluded = []
    for label in sorted(set(credit) - set(listed) | set(void)):
        if label in void:
            reason = void[label]
        elif credit[label] < least:
            reason = because("below_floor", points=credit[label], floor=least)
        else:
            reason = because("not_long_listed", points=credit[label], size=terms.long_size)
        excluded.append(Exclusion(label, reason))
    return tuple(Entry(label, tickets(credit[label], terms)) for label in listed), tuple(excluded)


def credit_preferred(
    credit: Mapping[str, Decimal],
    terms: CreditTerms,
    *,
    draw: Draw | None = None,
    pick: Pick | None = None,
    void: Mapping[str, Reason] | None = None,
    given_up: Iterable[str] = (),
) -> Result:
    """Return the next step: the weighted draw among the long list, the owner's pick from the short list, the winner.

    The substitutes are the others of the short list in the order drawn. A pick outside the short list, or without a
    reason, is not allowed. Raises ValueError when the draw was held among others or with other tickets.
    """
    entries, excluded = long_list(credit, terms, void or {})
    if len(entries) < terms.minimum:
        return failed(Method.CREDIT_PREFERRED, count=len(entries), minimum=terms.minimum, excluded=excluded)
    if draw is None:
        asks = tuple(entry.label for entry in entries)
        return Result(Method.CREDIT_PREFERRED, Outcome.AWAITS_DRAW, excluded=excluded, asks=asks)
    if draw.announcement.entries != entries:
        raise ValueError("the draw was held among others or with other tickets")
    gone = set(given_up)
    excluded += tuple(Exclusion(label, because("withdrawn")) for label in draw.ranking if label in gone)
    short = [label for label in draw.ranking if label not in gone][: terms.short_size]
    ranking = tuple(_place(label, credit, terms, place) for place, label in enumerate(short, start=1))
    if not ranking:
        return failed(Method.CREDIT_PREFERRED, count=0, minimum=terms.minimum, excluded=excluded)
    return _picked(Result(Method.CREDIT_PREFERRED, Outcome.AWAITS_CHOICE, ranking, excluded, asks=tuple(short)), pick)


def _picked(result: Result, pick: Pick | None) -> Result:
    """Return the short list with the owner's pick first, or why the pick does not stand."""
    if pick is None:
        return result
    refusals = [because("not_short_listed")] if pick.label not in result.asks else []
    refusals += [] if pick.reason.strip() else [because("no_reason")]
    if refusals:
        return Result(result.method, Outcome.NOT_ALLOWED, result.ranking, result.excluded, reasons=tuple(refusals))
    chosen = next(place for place in result.ranking if place.label == pick.label)
    others = [place for place in result.ranking if place is not chosen]
    first = Place(1, chosen.label, (*chosen.reasons, because("chosen", reason=pick.reason.strip())))
    ranking = (first, *(Place(number, place.label, place.reasons) for number, place in enumerate(others, start=2)))
    return Result(result.method, Outcome.SELECTED, ranking, result.excluded)


def _place(label: str, credit: Mapping[str, Decimal], terms: CreditTerms, place: int) -> Place:
    weight = tickets(credit[label], terms)
    return Place(place, label, (because("short_listed", points=credit[label], weight=weight, place=place),))
