"""`manage.py import_file FILE --source tax --as-of 2023-01-31 --by MAIL`: a file let in from a terminal."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from cms.kernel.errors import Refused
from cms.kernel.models import User
from policies.registry.facts import FactImport
from policies.registry.mapping import Tally
from policies.registry.progress import Watch
from policies.registry.services import check_import, load_import, queue_import, receive_file
from policies.rules.vocabulary import DEPARTMENTS


class Command(BaseCommand):
    """The same as on the pages: received, tried row by row, and let in unless it is only tried."""

    help = _("导入一份部门数据文件（CSV、XLSX），显示进度；--dry-run 只试算不入库")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, choices=sorted(DEPARTMENTS), help=_("来源部门"))
        parser.add_argument("--as-of", required=True, type=date.fromisoformat, help=_("数据日期，如 2023-01-31"))
        parser.add_argument("--by", required=True, help=_("经办人的登录邮箱"))
        parser.add_argument("--dry-run", action="store_true", help=_("只试算，不入库"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the counts and where the rejected rows are. Raises CommandError with the sentence of a refusal."""
        path, by = options["file"], User.objects.filter(email=options["by"]).first()
        if by is None:
            raise CommandError(_("没有登录邮箱为 %(email)s 的人员。") % {"email": options["by"]})
        try:
            with path.open("rb") as content:
                one = receive_file(
                    source=options["source"], name=path.name, content=content, as_of=options["as_of"], by=by
                )
            with bar(_("试算"), 0, self.stdout.isatty()) as watch:
                one, tally = check_import(import_id=one.pk, by=by, watch=watch)
            self.tell(one, tally)
            if not options["dry_run"]:
                with bar(_("写入"), tally.rows, self.stdout.isatty()) as watch, transaction.atomic():
                    queue_import(import_id=one.pk, by=by)
                    one = load_import(one.pk, watch=watch)
                told = {"facts": one.fact_count, "enterprises": one.new_enterprise_count}
                self.stdout.write(_("已入库：数据 %(facts)s 条，新增企业 %(enterprises)s 家") % told)
        except (OSError, Refused) as refusal:
            raise CommandError(f"{path}: {refusal}") from refusal

    def tell(self, one: FactImport, tally: Tally) -> None:
        """What the trial found."""
        told = {"number": one.pk, "rows": tally.rows, "rejected": tally.rejected}
        self.stdout.write(_("文件 %(number)s：%(rows)s 行，退回 %(rejected)s 行") % told)
        if tally.rejected:
            self.stdout.write(one.rejects.path)


@contextmanager
def bar(title: str, total: int, is_terminal: bool) -> Iterator[Watch]:
    """What is told the rows read so far; a bar on a terminal, silence elsewhere."""
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not is_terminal) as shown:
        task = shown.add_task(title, total=total or None)
        yield lambda done: shown.update(task, completed=done)
