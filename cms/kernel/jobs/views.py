"""The page of a job, and the part of it that refreshes itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.jobs.models import Job
from cms.kernel.jobs.services import cancel_job


@door(Act.SEE_JOBS)
def job_page(request: HouseRequest, job_id: int) -> HttpResponse:
    """How far the job is; asked by htmx, only the moving part."""
    job = get_object_or_404(Job, pk=job_id)
    template = "kernel/jobs/progress.html" if request.headers.get("HX-Request") else "kernel/jobs/job.html"
    return render(request, template, {"job": job, "mine": job.by_id == request.user.pk})


@door(Act.SEE_JOBS)
@require_POST
def cancel(request: HouseRequest, job_id: int) -> HttpResponse:
    """Stop my job at its next report."""
    cancel_job(job_id, by=request.user)
    return redirect("kernel:job", job_id=job_id)
