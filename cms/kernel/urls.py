"""Addresses of the kernel: roles, files, jobs, messages."""

from django.urls import path

from cms.kernel.exports import views as exports
from cms.kernel.files import views as files
from cms.kernel.jobs import views as jobs
from cms.kernel.messages import views as messages
from cms.kernel.parking import views as parking
from cms.kernel.people import officer_views as officers
from cms.kernel.people import views as people
from cms.kernel.second_factor import views as second_factor

app_name = "kernel"

urlpatterns = [
    path("people/", people.my_roles, name="my_roles"),
    path("people/not-for-you/", people.not_for_you, name="not_for_you"),
    path("people/claim/", people.claim, name="claim"),
    path("people/act-for/<int:membership_id>/", people.act_for, name="act_for"),
    path("people/claims/", people.claims, name="claims"),
    path("people/claims/<int:membership_id>/", people.decide_claim, name="decide_claim"),
    path("people/officers/", officers.officers, name="officers"),
    path("people/officers/<int:membership_id>/", officers.officer, name="officer"),
    path("people/officers/<int:membership_id>/second-factor/", second_factor.reset, name="reset_second_factor"),
    path("people/colleagues/<int:membership_id>/contest/", officers.contest_colleague, name="contest_colleague"),
    path("errands/", parking.parked, name="parked_errands"),
    path("errands/<int:errand_id>/resume/", parking.resume, name="resume_errand"),
    path("files/<int:file_id>/", files.download, name="file"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<int:export_id>/", exports.export_file, name="export_file"),
    path("jobs/<int:job_id>/", jobs.job_page, name="job"),
    path("jobs/<int:job_id>/cancel/", jobs.cancel, name="cancel_job"),
    path("messages/", messages.inbox, name="inbox"),
    path("messages/<int:message_id>/", messages.read, name="read_message"),
]
