"""`manage.py import_codes FILE.csv --set "GB/T 2260" --year 2023 --since 2023-01-01`: an official code file entered."""

import csv
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.kernel.errors import Refused
from policies.registry.code_sets import enter_carried, enter_edition
from policies.registry.codes import CodeSet


class Command(BaseCommand):
    """Enters an edition of a code set: the first two columns are code and name, the first line is the header."""

    help = _("导入行政区划、行业分类或支付系统行号的官方代码文件（CSV：代码、名称）")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help=_("代码文件（CSV，UTF-8）；不填则导入随系统附带的代码"))
        parser.add_argument("--set", dest="code_set", choices=CodeSet.values)
        parser.add_argument("--year", type=int)
        parser.add_argument("--since", help=_("启用日期，如 2023-01-01"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Enters it. Raises CommandError for a file that cannot be used."""
        if options["file"] is None:
            enter_carried()
            return
        if not (options["code_set"] and options["year"] and options["since"]):
            raise CommandError(_("请同时给出 --set、--year 和 --since。"))
        path = Path(options["file"])
        try:
            rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:]
            edition = enter_edition(
                code_set=options["code_set"], year=options["year"], in_force_from=date.fromisoformat(options["since"]),
                rows=[row for row in rows if row], source=path.name, by=None,
            )  # fmt: skip
        except (OSError, ValueError, Refused) as error:
            raise CommandError(f"{path}: {error}") from error
        self.stdout.write(f"{edition.name}: {edition.entries.count()}")
