"""The control's workers, with their guard down: whatever has no answer is sent again, as a plain retry would.

Start them with `celery -A tests.policies.disbursement.kill.careless worker`.
"""

from collections.abc import Sequence

import django

django.setup()

from django.db import transaction  # noqa: E402

from cms.celery import app  # noqa: E402
from policies.disbursement import tasks  # noqa: E402
from policies.disbursement.dispatch import Claimed, claim_slice, held, instruction_of, send_claimed  # noqa: E402
from policies.disbursement.gateways.protocol import Gateway  # noqa: E402
from policies.disbursement.models import Attempt  # noqa: E402
from policies.disbursement.states import AttemptState  # noqa: E402

__all__ = ["app"]
UNANSWERED = (AttemptState.SUBMITTING, AttemptState.UNKNOWN)


def claim_whatever_is_unanswered(slice_id: int) -> list[Claimed]:
    """The slice's queued attempts, and those that somebody else has claimed before."""
    claim_slice(slice_id)
    return unanswered(Attempt.objects.filter(slice_id=slice_id).values_list("pk", flat=True))


def send_and_try_once_more(claimed: Sequence[Claimed], gateway: Gateway) -> None:
    """Each is handed to the bank, and once more if the bank gave no plain answer."""
    send_claimed(claimed, gateway)
    send_claimed(unanswered([one.attempt_id for one in claimed]), gateway)


@transaction.atomic
def unanswered(ids: Sequence[int]) -> list[Claimed]:
    """Those of the attempts that have no answer, to be sent again under the same key."""
    attempts = held(Attempt.objects.filter(pk__in=list(ids), state__in=UNANSWERED))
    return [Claimed(one.pk, instruction_of(one, one.slice.batch, one.value_date)) for one in attempts if one.value_date]


tasks.claim_slice = claim_whatever_is_unanswered  # type: ignore[attr-defined]
tasks.send_claimed = send_and_try_once_more  # type: ignore[attr-defined]
