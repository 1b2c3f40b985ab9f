"""What a method answers: an outcome, a ranking that explains itself, who was left out and who is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.selection.methods.offers import Exclusion
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.terms import Method, Outcome


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a ranking. Equals that nothing has broken yet share the place; `tied_with` names all equals."""

    place: int
    label: str
    reasons: tuple[Reason, ...]
    tied_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a method: complete, explained, and the same whatever order its inputs came in."""

    method: Method
    outcome: Outcome
    ranking: tuple[Place, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    asks: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def winner(self) -> str | None:
        """The label that is selected, if the method has come that far."""
        return self.ranking[0].label if self.outcome is Outcome.SELECTED else None

    @property
    def substitutes(self) -> tuple[str, ...]:
        """Who would follow the winner, in order."""
        return tuple(place.label for place in self.ranking[1:]) if self.winner else ()

    def record(self) -> dict[str, object]:
        """Return the result as JSON, to be stored and published."""
        return {
            "method": str(self.method),
            "outcome": str(self.outcome),
            "winner": self.winner,
            "ranking": [
                {
                    "place": place.place,
                    "label": place.label,
                    "tied_with": list(place.tied_with),
                    "reasons": [reason.record() for reason in place.reasons],
                }
                for place in self.ranking
            ],
            "excluded": [{"label": out.label, "reason": out.reason.record()} for out in self.excluded],
            "asks": list(self.asks),
            "reasons": [reason.record() for reason in self.reasons],
        }


def failed(method: Method, *, count: int, minimum: int, excluded: Iterable[Exclusion] = ()) -> Result:
    """Return 流选: too few took part. A failed selection shows no ranking, only who was left out and why."""
    reason = because("too_few", count=count, minimum=minimum)
    return Result(method, Outcome.FAILED, excluded=tuple(excluded), reasons=(reason,))
