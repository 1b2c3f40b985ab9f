"""The Celery tasks of the house: run one errand, run a queue's, and tick."""

from celery import shared_task

from cms.kernel import errands


@shared_task(name="kernel.run_errand")
def run_errand(errand_id: int) -> bool:
    """Runs the errand if it is still owed."""
    return errands.run(errand_id)


@shared_task(name="kernel.run_queue")
def run_queue(queue: str) -> int:
    """Runs what is due in a queue, oldest first, as far as nobody else holds it; returns how many were done."""
    return errands.run_due({queue})


@shared_task(name="kernel.tick")
def tick() -> None:
    """One beat of the house."""
    errands.tick()


def announce(errand_id: int, queue: str) -> None:
    """Wakes a worker; when the broker is away the sweep will do it later."""
    run_errand.apply_async((errand_id,), queue=queue, retry=False)
