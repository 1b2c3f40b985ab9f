"""What an award owes to supervision: its clues; and once a week those of the whole market."""

from datetime import timedelta

from django.db.models import Exists

from cms.kernel.dues import DueToday, due_when
from cms.kernel.errands import RECORDS, errand, owe
from marketplace.clues.models import MarketLook
from marketplace.clues.services import is_due_to_look, look_at_contract, look_at_market, look_at_need


@errand(queue=RECORDS)
def look_for_clues(need_id: int) -> None:
    """The need's clues are on record."""
    look_at_need(need_id=need_id)


@errand(queue=RECORDS)
def look_at_additions(contract_id: int) -> None:
    """What a contract's change shows is on record."""
    look_at_contract(contract_id=contract_id)


@errand(queue=RECORDS)
def look_for_market_clues(_nothing: int) -> None:
    """The market's clues are on record."""
    look_at_market()


@due_when(lambda: ~Exists(MarketLook.objects.filter(day__gt=DueToday() - timedelta(days=7))))
def look_weekly() -> None:
    """Once a week the whole market is to be looked at; part of every tick."""
    if is_due_to_look():
        owe(look_for_market_clues, 0)
