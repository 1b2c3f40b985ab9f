"""Lists, and late grants, that could not be closed at the end of their days: on their trail, on the workbench, and
tried again.

Nothing of such a list is decided: it goes on asking until somebody has mended what is named, and has it closed, or the
next day's own attempt succeeds. So does a grant that stayed behind when its list was closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.db.transaction import atomic

from cms.kernel.dues import DueNow
from cms.kernel.errors import Refused
from cms.kernel.states import locked
from cms.kernel.trail import events_about, record
from policies.budgets.errors import BudgetExhausted
from policies.grants.errors import BudgetLineMissing, PayeeUnnamed
from policies.grants.models import Decision, Grant
from policies.grants.payees import payee_label
from policies.grants.queries import HELD_UP, hold_ups
from policies.grants.states import DecisionState, GrantState

HOLD_UPS: Final = (BudgetExhausted, BudgetLineMissing, PayeeUnnamed)
"""What people can mend from outside the list; any other refusal at its end is a fault of the house."""
TRIED_AGAIN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoldUp:
    """What keeps a list from being closed, as it was last refused, and since when it is so."""

    refusal: Refused
    since: datetime


@atomic
def note_hold_up(decision_id: int, refusal: Refused) -> None:
    """The trail of the list says what keeps it from being closed; nothing else has changed."""
    decision = locked(Decision, decision_id)
    if decision.state == DecisionState.ASKING:
        _note(decision, refusal)


@atomic
def note_late_hold_up(grant_id: int, refusal: Refused) -> None:
    """The trail of the late grant says what keeps it from being settled; nothing else has changed."""
    grant = locked(Grant, grant_id)
    if grant.state == GrantState.DECIDED:
        _note(grant, refusal)


def _note(held_up: Decision | Grant, refusal: Refused) -> None:
    told: Mapping[str, str] = {name: str(value) for name, value in refusal.params.items()}
    event = HELD_UP % held_up.NOUN
    record(event, about=held_up, by=None, refusal=type(refusal).__name__, params=told)


def hold_up_of(thing: Decision | Grant) -> HoldUp | None:
    """What keeps the list, or the late grant, from being closed; None for one that runs its days or was closed."""
    if thing.state not in (DecisionState.ASKING, GrantState.DECIDED):
        return None
    noted = list(events_about(thing).filter(name=HELD_UP % thing.NOUN))
    return HoldUp(_refusal_of(noted[-1].data), noted[0].happened_at) if noted else None


def _refusal_of(data: Mapping[str, Any]) -> Refused:
    """The refusal again, which speaks its reader's language."""
    kinds, params = {kind.__name__: kind for kind in HOLD_UPS}, dict(data["params"])
    if "who" in params:
        params["who"] = payee_label(params["who"])
    return kinds[data["refusal"]](**params)


def was_tried_lately(model: type[Decision] | type[Grant] = Decision) -> Q:
    """The decision, or grant, of the outer query was refused less than a day ago: it is left to people until then."""
    return Q(Exists(hold_ups(model).filter(subject_id=OuterRef("pk"), happened_at__gt=DueNow() - TRIED_AGAIN)))
