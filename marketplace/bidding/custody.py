"""The house's custodian, and the box of each need that its key closes."""

from pathlib import Path

from django.conf import settings

from cms.kernel.clock import business_now
from marketplace.bidding.custodian import Custodian, FileCustodian, OtherDeadline
from marketplace.bidding.models import SealedBox
from marketplace.needs.models import Need


def custodian() -> Custodian:
    """The keeper of the keys that settings name, on the business clock (real time in production)."""
    return FileCustodian(Path(settings.CUSTODIAN_ROOT), now=business_now)


def box_for(need: Need) -> SealedBox:
    """The need's box, made on first asking, its deadline moved on with the need's. Call with the need locked.

    Raises CustodianRefused when the need's deadline is not one the custodian would agree to: somebody moved it back.
    """
    box = SealedBox.objects.filter(need=need).first()
    if box is None:
        return SealedBox.objects.create(
            need=need, reference=f"need-{need.pk}", public_key=_public_key(need).hex(), told_closes_at=need.closes_at
        )
    if box.told_closes_at != need.closes_at:
        custodian().extend(need.pk, need.closes_at)
        box.told_closes_at = need.closes_at
        box.save(update_fields=["told_closes_at"])
    return box


def _public_key(need: Need) -> bytes:
    keeper = custodian()
    try:
        return keeper.make_key(need.pk, need.closes_at)
    except OtherDeadline:  # the key was made before an extension, by a transaction that did not come to its end
        keeper.extend(need.pk, need.closes_at)
        return keeper.make_key(need.pk, need.closes_at)
