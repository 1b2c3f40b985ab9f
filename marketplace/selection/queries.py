"""Evaluations and draws as people read them: names for labels, sentences for reasons, in the reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext
from djmoney.money import Money

from cms.kernel.clock import business_now
from cms.kernel.models import Party
from cms.kernel.money import from_fen
from marketplace.bidding.models import OpenedBid
from marketplace.bidding.queries import opened_bids
from marketplace.needs.models import Need
from marketplace.selection.methods.reasons import Reason
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Draw, Evaluation
from marketplace.selection.states import DrawPurpose, DrawState

LABEL = re.compile(r"[0-9A-Z]{18}")
"""The labels of a published result are credit codes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One bidder in a published result: its place (None when left out), what it offered, and why it stands there.

    `final` is what it offered last where the method goes in rounds.
    """

    place: int | None
    party: Party | None
    label: str
    bid: OpenedBid | None
    reasons: list[str]
    is_asked: bool = False
    final: Money | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An evaluation in the reader's language."""

    outcome: Outcome
    ranking: list[Line]
    excluded: list[Line]
    asked: list[Line]
    reasons: list[str]


def current_evaluation(need: Need) -> Evaluation | None:
    """The evaluation in force."""
    return need.evaluations.order_by("-pk").select_related("winner").first()


def told(evaluation: Evaluation) -> Told:
    """The evaluation with names for labels and sentences for codes."""
    result = evaluation.result
    bids = {bid.party.uscc: bid for bid in opened_bids(evaluation.need)}
    names = {label: bid.party.name for label, bid in bids.items()}
    asks = set(result["asks"])
    final = {label: from_fen(fen) for label, fen in evaluation.inputs.get("final_fen", {}).items()}

    def line(label: str, place: int | None, reasons: list[dict[str, Any]]) -> Line:
        bid = bids.get(label)
        sentences = [sentence(reason, names) for reason in reasons]
        return Line(place, bid.party if bid else None, label, bid, sentences, label in asks, final.get(label))

    ranking = [line(row["label"], row["place"], row["reasons"]) for row in result["ranking"]]
    excluded = [line(row["label"], None, [row["reason"]]) for row in result["excluded"]]
    ranked = {row.label: row for row in ranking}
    return Told(
        outcome=Outcome(result["outcome"]),
        ranking=ranking,
        excluded=excluded,
        asked=[ranked.get(label) or line(label, None, []) for label in result["asks"]],
        reasons=[sentence(reason, names) for reason in result["reasons"]],
    )


HOW = "how"
"""The value of a reason that is one of the house's own words, the method of an award committee."""


def sentence(reason: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A stored reason as a sentence, credit codes replaced by the names that are known."""
    told = {key: gettext(str(value)) if key == HOW and value else str(value) for key, value in reason["values"].items()}
    values = tuple((key, LABEL.sub(lambda found: names.get(found[0], found[0]), value)) for key, value in told.items())
    return Reason(str(reason["code"]), values).sentence(get_language() or "zh-hans")


def all_draws() -> "QuerySet[Draw]":
    """Draws with what every list shows; a draw is public from its announcement on."""
    return Draw.objects.select_related("need__procurement__owner__party", "need__procurement__service_type")


def draws_waiting(at: datetime | None = None) -> "QuerySet[Draw]":
    """Announced draws whose public number is out by now and not recorded, the longest waiting first."""
    return all_draws().filter(state=DrawState.ANNOUNCED, drawn_at__lte=at or business_now()).order_by("drawn_at", "pk")


@dataclass(frozen=True, slots=True)
class Entrant:
    """One line of a draw's list: its label, its tickets, whose it is, the place it was drawn in, the credit that
    weighed (blank in a draw without weights).
    """

    label: str
    weight: int
    name: str
    place: int | None
    credit: str = ""


def entrants(draw: Draw) -> list[Entrant]:
    """The announced list in its canonical order; after the draw in the order drawn."""
    labels = [entry["label"] for entry in draw.record["entries"]]
    names = dict(Party.objects.filter(uscc__in=labels).values_list("uscc", "name"))
    places = {label: place for place, label in enumerate(draw.record.get("ranking", []), start=1)}
    first = Evaluation.objects.filter(need=draw.need_id).order_by("pk").first()
    credit = first.inputs.get("credit", {}) if first is not None and draw.purpose == DrawPurpose.WEIGHTED else {}
    lines = [
        Entrant(label, entry["weight"], names.get(label, ""), places.get(label), credit.get(label, ""))
        for entry in draw.record["entries"]
        for label in [str(entry["label"])]
    ]
    return sorted(lines, key=lambda entrant: entrant.place or 0)
