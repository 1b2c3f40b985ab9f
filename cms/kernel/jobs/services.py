"""Starting, reporting and ending long work."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused, Sentence
from cms.kernel.jobs.models import Job, JobState
from cms.kernel.people.models import User


class JobCancelled(Refused):
    """Somebody cancelled the job; what it did so far stands as far as it was committed."""

    sentence = _("任务已取消。")


def start_job(*, title: Sentence, by: User | None, total: int = 0) -> Job:
    """A job is running and has a page."""
    return Job.objects.create(title=str(title)[:200], by=by, total=total)


def report_progress(job_id: int, *, done: int, total: int | None = None, note: str = "") -> None:
    """The job's page shows `done`; raises JobCancelled when somebody cancelled it.

    Call it between transactions: inside one, nobody sees it before the commit.
    """
    values: dict[str, object] = {"done": done, "note": note[:500]} | ({} if total is None else {"total": total})
    if not Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(**values):
        raise JobCancelled


def finish_job(job_id: int, *, result_url: str = "", note: str = "") -> None:
    """The job is done and points to its result."""
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(
        state=JobState.DONE, finished_at=timezone.now(), result_url=result_url, note=note[:500]
    )


def fail_job(job_id: int, *, reason: str) -> None:
    """The job ended without its result, for `reason`."""
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(
        state=JobState.FAILED, finished_at=timezone.now(), note=reason[:500]
    )


def cancel_job(job_id: int, *, by: User) -> None:
    """The job stops at its next report; only who started it can do that."""
    Job.objects.filter(pk=job_id, by=by, state=JobState.RUNNING).update(
        state=JobState.CANCELLED, finished_at=timezone.now()
    )
