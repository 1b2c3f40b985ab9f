"""Asking for a list as a file, and making the file in the background with progress that others can see."""

from collections.abc import Mapping
from tempfile import TemporaryFile
from typing import IO

from django.core.files.base import File
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import require
from cms.kernel.errands import errand, owe
from cms.kernel.errors import Refused
from cms.kernel.exports.models import Export, Form
from cms.kernel.exports.reports import report_named
from cms.kernel.exports.sheets import sheet_of
from cms.kernel.jobs.services import JobCancelled, fail_job, finish_job, report_progress, start_job
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from cms.kernel.trail import record

CHUNK = 1000
"""Rows between two reports of progress."""
BROKEN = _("文件生成失败，请重新导出；仍然失败的，请联系系统管理员。")


@atomic
def start_export(*, report: str, form: str, by: User, params: Mapping[str, str] | None = None) -> Export:
    """The list is owed as a file; its job shows how far it is. Raises NotAllowed, Vanished."""
    wanted = report_named(report)
    require(by, wanted.act)
    if form not in Form.values:
        raise Vanished
    export = Export.objects.create(
        report=report,
        form=form,
        params=dict(params or {}),
        language=translation.get_language() or "zh-hans",
        by=by,
        job=start_job(title=wanted.title, by=by),
    )
    record("export.asked", about=export, by=by, report=report, form=form)
    owe(make_export, export.pk)
    return export


@errand(outward=True)
def make_export(export_id: int) -> None:
    """The file is there, its rows are counted on the trail, and the job is done; a cancelled job leaves no file.

    Where two workers came to make it, one file is kept. A file that cannot be made ends its job as failed.
    """
    export = Export.objects.select_related("by", "job").get(pk=export_id)
    if export.content or not export.job.is_running:
        return
    try:
        with translation.override(export.language), TemporaryFile() as target:
            count = _write(export, target)
            target.seek(0)
            export.content.save(f"{export.report}-{export.pk}.{export.form}", File(target), save=False)
    except JobCancelled:
        return
    except Refused as refusal:
        fail_job(export.job_id, reason=str(refusal))
        return
    except Exception:
        fail_job(export.job_id, reason=str(BROKEN))
        raise
    _keep(export, count)
    finish_job(export.job_id, result_url=reverse("kernel:export_file", args=[export.pk]))


@atomic
def _keep(export: Export, count: int) -> None:
    """The file just made is the export's, unless another worker's is already."""
    name = str(export.content.name)
    if Export.objects.filter(pk=export.pk, content="").update(content=name, row_count=count):
        record("export.made", about=export, by=export.by, rows=count)
    else:
        export.content.storage.delete(name)


def _write(export: Export, target: IO[bytes]) -> int:
    report = report_named(export.report)
    require(export.by, report.act)
    rows = report.rows(export.by, export.params)
    total, done = rows.count(), 0
    report_progress(export.job_id, done=0, total=total)
    sheet = sheet_of(export.form, target, [column.head for column in report.columns])
    for row in rows.iterator(chunk_size=CHUNK):
        sheet.write([column.value(row) for column in report.columns])
        done += 1
        if done % CHUNK == 0:
            report_progress(export.job_id, done=done, total=max(total, done))
    sheet.close()
    report_progress(export.job_id, done=done, total=max(total, done))
    return done


def exports_of(user: User) -> "QuerySet[Export]":
    """What the person asked for, the latest first."""
    return Export.objects.filter(by=user).select_related("job").order_by("-pk")
