"""Having a given-up errand done after all."""

from django.db.transaction import atomic
from django.utils import timezone

from cms.kernel.access import Act, require
from cms.kernel.errands import Errand, announce_again
from cms.kernel.parking.errors import NotParked
from cms.kernel.people.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record


@atomic
def resume_errand(*, errand_id: int, by: User) -> Errand:
    """The errand is owed again, with all its tries before it; the trail keeps what sort of error it was, not its words.

    Raises NotAllowed, NotParked.
    """
    require(by, Act.RESUME_ERRAND)
    owed = locked(Errand, errand_id)
    if owed.parked_at is None or owed.done_at is not None:
        raise NotParked
    owed.parked_at, owed.tries, owed.run_at = None, 0, timezone.now()
    owed.save(update_fields=["parked_at", "tries", "run_at"])
    record("errand.resumed", about=owed, by=by, task=owed.task, error=owed.error.partition(":")[0][:100])
    announce_again(owed)
    return owed
