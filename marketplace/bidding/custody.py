"""The house's custodian, and the box of each need that its key closes."""

import secrets
from pathlib import Path

from django.conf import settings

from cms.kernel.clock import business_now
from marketplace.bidding.custodian import Custodian, FileCustodian, Openers
from marketplace.bidding.models import SealedBox
from marketplace.needs.models import Need
from marketplace.needs.states import OpenerState


def custodian() -> Custodian:
    """The keeper of the keys that settings name, on the business clock (real time in production)."""
    return FileCustodian(Path(settings.CUSTODIAN_ROOT), now=business_now)


def openers_of(need: Need) -> Openers | None:
    """Those without whom the need is not opened, by their ids, with the keys they were named with."""
    if not need.openers_needed:
        return None
    named = list(need.openers.select_related("key"))
    keys = {str(one.pk): bytes.fromhex(one.key.public_key) for one in named}
    return Openers(
        need.openers_needed, keys, frozenset(str(one.pk) for one in named if one.state == OpenerState.STANDBY)
    )


def box_for(need: Need) -> SealedBox:
    """The need's box, made on first asking, its deadline moved on with the need's. Call with the need locked.

    A key made by a transaction that did not come to its end is never used: its reference is forgotten with it.
    Raises CustodianRefused when the need's deadline is not one the custodian would agree to: somebody moved it back.
    """
    box = SealedBox.objects.filter(need=need).first()
    if box is None:
        reference = f"need-{need.pk}-{secrets.token_hex(8)}"
        public_key = custodian().make_key(reference, need.closes_at, openers_of(need))
        return SealedBox.objects.create(
            need=need, reference=reference, public_key=public_key.hex(), told_closes_at=need.closes_at
        )
    if box.told_closes_at != need.closes_at:
        custodian().extend(box.reference, need.closes_at)
        box.told_closes_at = need.closes_at
        box.save(update_fields=["told_closes_at"])
    return box
