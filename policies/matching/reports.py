"""Everybody who is one condition away, or lacks data, under a version, as a file: found anew on the registry as it is.

A run keeps only the most telling of them; this list has all, judged when the file is made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act
from cms.kernel.display import comma_text
from cms.kernel.exports.reports import Column, Report
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.matching.columns import Found, Together
from policies.matching.reasons import Lacking, gaps, near_in
from policies.matching.services import present_ground
from policies.matching.states import Verdict
from policies.registry.models import Enterprise
from policies.rules.explanation import explain
from policies.rules.facts import Vocabulary
from policies.rules.verdicts import Verdict as RuleVerdict

OPEN_VERDICTS: Final = (Verdict.NEAR, Verdict.NEEDS_DATA)


@dataclass(frozen=True, slots=True)
class Listed:
    """One enterprise of the list, with what the rule says of it."""

    enterprise: Enterprise
    verdict: Verdict
    because: RuleVerdict
    words: Vocabulary
    language: str

    @property
    def near(self) -> str:
        """The one condition that fails, and by how much."""
        return near_in((line.depth, line.text) for line in explain(self.because, self.language, self.words))

    @property
    def missing(self) -> list[Lacking]:
        """The facts that are missing, with their departments."""
        return gaps((one.name for one in self.because.missing), self.language, self.words)


class AllOpen:
    """The rows of the list: counted at once, judged one after another as they are written."""

    def __init__(self, version: Version, wanted: tuple[Verdict, ...]) -> None:
        self.version, self.wanted = version, wanted

    @cached_property
    def together(self) -> Together:
        """The rule compiled for the registry of this moment."""
        return Together([rule_of(self.version)], present_ground())

    @cached_property
    def found(self) -> Found:
        """The rows of the snapshot that the rule finds near or lacking."""
        return self.together.find()[0]

    def rows_of(self, verdict: Verdict) -> pl.Series:
        """The rows with that verdict."""
        return self.found.near if verdict == Verdict.NEAR else self.found.lacking

    def count(self) -> int:
        """How many there are."""
        return sum(len(self.rows_of(verdict)) for verdict in self.wanted)

    def iterator(self, chunk_size: int) -> Iterator[Listed]:
        """Each enterprise with its reasons, so many read at a time."""
        words, language = self.together.ground.words, (get_language() or "zh")[:2]
        for verdict in self.wanted:
            rows = self.rows_of(verdict)
            for start in range(0, len(rows), chunk_size):
                said = list(self.together.verdicts(0, rows.slice(start, chunk_size)))
                firms = Enterprise.objects.select_related("party").in_bulk([pk for pk, _because in said])
                for pk, because in said:
                    yield Listed(firms[pk], verdict, because, words, language)


def all_open(_user: User, params: Mapping[str, str]) -> AllOpen:
    """Who is near or lacks data (`of`, both by default) under the `version`. Raises Vanished."""
    number = params.get("version", "")
    version = Version.objects.filter(pk=number, rule__isnull=False).first() if number.isdecimal() else None
    if version is None:
        raise Vanished
    return AllOpen(version, tuple(one for one in OPEN_VERDICTS if params.get("of") in (None, "", one.value)))


OPEN = Report(
    name="near_and_lacking",
    title=_("差一项与缺数据企业"),
    about=_("一项政策下只差一项或缺数据的全部企业及原因"),
    act=Act.SEE_MATCHES,
    rows=all_open,
    is_listed=False,
    columns=(
        Column(_("企业名称"), lambda one: one.enterprise.party.name),
        Column(_("统一社会信用代码"), lambda one: one.enterprise.party.uscc),
        Column(_("结论"), lambda one: one.verdict.label),
        Column(_("只差的条件"), lambda one: one.near),
        Column(_("所缺数据"), lambda one: comma_text().join(lack.fact for lack in one.missing)),
        Column(_("来源部门"), lambda one: comma_text().join(dict.fromkeys(lack.department for lack in one.missing))),
        Column(_("所在园区"), lambda one: one.enterprise.park),
        Column(_("申报划型"), lambda one: one.enterprise.get_declared_scale_display()),
    ),
)
REPORTS = (OPEN,)
