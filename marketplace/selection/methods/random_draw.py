"""Random draw (随机抽取): at a fixed price, a verifiable draw among the eligible names the winner."""

from collections.abc import Collection, Iterable, Mapping

from marketplace.selection.methods.draw import Draw
from marketplace.selection.methods.offers import Exclusion
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place, Result, failed
from marketplace.selection.methods.terms import Method, Outcome


def random_draw(
    labels: Iterable[str],
    *,
    minimum: int,
    draw: Draw | None = None,
    void: Mapping[str, Reason] | None = None,
    given_up: Collection[str] = (),
) -> Result:
    """Return who takes part, or once the draw is held, its ranking.

    For services at a fixed price, where a price contest would be empty; competition by equal chance satisfies
    优化营商环境条例 第四十三条. Without `draw` the result asks for one among the eligible labels. A winner who has
    `given_up` is followed by the next of the same draw. Raises ValueError when the draw was held among others.
    """
    signed_up = sorted(set(labels))
    barred = void or {}
    eligible = [label for label in signed_up if label not in barred]
    excluded = tuple(Exclusion(label, reason) for label, reason in sorted(barred.items()))
    if not eligible or len(eligible) < minimum:
        return failed(Method.DRAW, count=len(eligible), minimum=minimum, excluded=excluded)
    if draw is None:
        return Result(Method.DRAW, Outcome.AWAITS_DRAW, excluded=excluded, asks=tuple(eligible))
    if sorted(draw.ranking) != eligible:
        raise ValueError("the draw was held among others")
    left = [(number, label) for number, label in enumerate(draw.ranking, start=1) if label not in given_up]
    gone = tuple(Exclusion(label, because("withdrawn")) for label in draw.ranking if label in given_up)
    if not left:
        return failed(Method.DRAW, count=0, minimum=minimum, excluded=excluded + gone)
    ranking = tuple(
        Place(place, label, (because("drawn", place=number),)) for place, (number, label) in enumerate(left, start=1)
    )
    return Result(Method.DRAW, Outcome.SELECTED, ranking, excluded + gone)
