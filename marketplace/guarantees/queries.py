"""Guarantees and old deposits as people look at them, and what guarantees released."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from cms.kernel.access import Act, memberships
from cms.kernel.money import to_fen
from marketplace.guarantees.models import Guarantee, OldDeposit
from marketplace.guarantees.states import DepositState, GuaranteeForm, GuaranteeKind, GuaranteeState


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many, and how much in fen."""

    count: int = 0
    fen: int = 0


def guarantees() -> "QuerySet[Guarantee]":
    """Guarantees with what every list shows, the latest first."""
    return Guarantee.objects.select_related("need__procurement__owner__party", "party").order_by("-received_at", "-pk")


def guarantees_for_owner(user: object) -> "QuerySet[Guarantee]":
    """The guarantees given to owners `user` acts for."""
    owners = memberships(user, Act.KEEP_GUARANTEES).values("party")
    return guarantees().filter(need__procurement__owner__party__in=owners)


def holds_bid_bonds(need_id: int) -> bool:
    """Whether a bid bond of the need was not given back yet."""
    held = Guarantee.objects.filter(need=need_id, kind=GuaranteeKind.BID, state=GuaranteeState.HELD)
    return held.exists()


def released(begins: datetime, ends: datetime) -> Mapping[str, Amounts]:
    """By form, the guarantees registered in a time; electronic and paper ones are cash that need not lie idle."""
    rows = Guarantee.objects.filter(received_at__gte=begins, received_at__lt=ends).values("form")
    sums = {row["form"]: Amounts(row["number"], to_fen(row["total"]))
            for row in rows.annotate(number=Count("pk"), total=Sum("amount"))}  # fmt: skip
    return {form.value: sums.get(form.value, Amounts()) for form in GuaranteeForm}


def old_deposits() -> "QuerySet[OldDeposit]":
    """The register of old deposits, the oldest first."""
    return OldDeposit.objects.order_by("received_on", "pk")


def deposit_progress() -> Mapping[str, Amounts]:
    """By state, how many old deposits and how much."""
    rows = OldDeposit.objects.order_by().values("state").annotate(number=Count("pk"), total=Sum("amount"))
    sums = {row["state"]: Amounts(row["number"], to_fen(row["total"])) for row in rows}
    return {state.value: sums.get(state.value, Amounts()) for state in DepositState}
