"""`manage.py evaluate RULE.yaml FACTS.json`: try a rule on the facts of one enterprise, with no database."""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.clock import SHANGHAI
from policies.rules.checking import errors_of
from policies.rules.evaluation import evaluate
from policies.rules.explanation import explain
from policies.rules.facts_file import GivenFacts, facts_from_text
from policies.rules.problems import Faulty, FaultyRule
from policies.rules.reading import rule_from_text
from policies.rules.syntax import Rule
from policies.rules.verdict_json import verdict_to_json
from policies.rules.yaml_form import rule_from_yaml

LARGEST_FILE = 2_000_000  # bytes
FAULTY = 2  # the exit code for a rule or a facts file that cannot be used; any verdict exits with 0


class Command(BaseCommand):
    """Prints the verdict: outcome, amount, missing facts, and each condition with its value, source and date."""

    help = _("用一份企业数据试算一条规则，不需要数据库")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", help=_("规则文件（YAML 或 JSON）"))
        parser.add_argument("facts", help=_("企业数据文件（JSON，格式见 docs/RULES.md）"))
        parser.add_argument("--on", help=_("核定日期，如 2023-06-30；默认取数据文件中的 on，再取今天"))
        parser.add_argument("--json", action="store_true", help=_("输出 JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the verdict. Raises CommandError (exit code 2) with the place and reason of every fault."""
        rule = self._rule(Path(options["rule"]))
        facts = self._facts(Path(options["facts"]))
        on = self._day(options["on"]) or facts.decided_on or datetime.now(SHANGHAI).date()  # a trial: no database
        verdict = evaluate(rule, facts, decided_on=on, assessed=facts.assessed, applied_on=facts.applied_on)
        if options["json"]:
            self.stdout.write(json.dumps(verdict_to_json(verdict), ensure_ascii=False, indent=2))
            return
        for line in explain(verdict, get_language() or "zh"):
            self.stdout.write(str(line))

    def _rule(self, path: Path) -> Rule:
        text = self._text(path)
        try:
            rule = rule_from_text(text) if path.suffix == ".json" else rule_from_yaml(text)
            faults = errors_of(rule)
            if faults:
                raise FaultyRule(faults)
        except Faulty as faulty:
            raise self._refusal(path, faulty) from faulty
        return rule

    def _facts(self, path: Path) -> GivenFacts:
        try:
            return facts_from_text(self._text(path))
        except Faulty as faulty:
            raise self._refusal(path, faulty) from faulty

    def _text(self, path: Path) -> str:
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise CommandError(_("%(path)s：文件过大。") % {"path": path}, returncode=FAULTY)
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(_("%(path)s：不是 UTF-8 编码的文本。") % {"path": path}, returncode=FAULTY) from error
        except OSError as error:
            raise CommandError(_("%(path)s：没有这个文件，或不能读取。") % {"path": path}, returncode=FAULTY) from error

    def _day(self, text: str | None) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise CommandError(_("“%(text)s”不是日期。") % {"text": text}, returncode=FAULTY) from error

    def _refusal(self, path: Path, faulty: Faulty) -> CommandError:
        """Every fault on a line of its own: file, place, what is wrong, what to do."""
        language = get_language() or "zh"
        lines = [
            f"{path}#{fault.path or '/'}: {fault.message.in_language(language)} {fault.remedy.in_language(language)} "
            f"[{fault.code}]"
            for fault in faulty.problems
        ]
        return CommandError("\n".join(lines), returncode=FAULTY)
