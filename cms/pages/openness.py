"""To whom a policy is open: judged by its rule on one fact alone, so that what a rule leaves open is not filtered out.

A policy is open to an industry or a scale class when its rule, knowing nothing but this fact, does not say no; a policy
of text alone is open to all. Sections and divisions: GB/T 4754-2017.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from policies.catalogue.models import Version
from policies.catalogue.queries import live_versions
from policies.checkup.deciding import Ground
from policies.checkup.findings import parsed_rule
from policies.checkup.sitting import present_ground
from policies.rules.conditions import StartsWith
from policies.rules.evaluation import evaluate
from policies.rules.syntax import Rule
from policies.rules.verdicts import Truth
from policies.rules.walking import walk

INDUSTRY: Final = "enterprise.industry"
SCALE: Final = "enterprise.scale"
SECTIONS: Final[tuple[tuple[str, Any, int, int], ...]] = (
    ("A", _("农、林、牧、渔业"), 1, 5),
    ("B", _("采矿业"), 6, 12),
    ("C", _("制造业"), 13, 43),
    ("D", _("电力、热力、燃气及水生产和供应业"), 44, 46),
    ("E", _("建筑业"), 47, 50),
    ("F", _("批发和零售业"), 51, 52),
    ("G", _("交通运输、仓储和邮政业"), 53, 60),
    ("H", _("住宿和餐饮业"), 61, 62),
    ("I", _("信息传输、软件和信息技术服务业"), 63, 65),
    ("J", _("金融业"), 66, 69),
    ("K", _("房地产业"), 70, 70),
    ("L", _("租赁和商务服务业"), 71, 72),
    ("M", _("科学研究和技术服务业"), 73, 75),
    ("N", _("水利、环境和公共设施管理业"), 76, 79),
    ("O", _("居民服务、修理和其他服务业"), 80, 82),
    ("P", _("教育"), 83, 83),
    ("Q", _("卫生和社会工作"), 84, 85),
    ("R", _("文化、体育和娱乐业"), 86, 90),
    ("S", _("公共管理、社会保障和社会组织"), 91, 96),
)


def closed_to(*, industry: str = "", scale: str = "") -> list[int]:
    """The ids of policies in force whose rule says no to the industry section, or to the scale class."""
    if not industry and not scale:
        return []
    ground = present_ground()
    return [
        version.policy_id
        for version in live_versions().filter(rule__isnull=False)
        if (industry and not _open_to_section(version, industry, ground))
        or (scale and not is_open(parsed_rule(version), SCALE, scale, ground))
    ]


def is_open(rule: Rule, fact: str, value: str, ground: Ground) -> bool:
    """Whether the rule, knowing nothing but this fact, does not say no."""
    verdict = evaluate(rule, ground.facts({fact: value}), decided_on=ground.on, vocabulary=ground.words)
    return verdict.trace.truth is not Truth.FALSE


def _open_to_section(version: Version, section: str, ground: Ground) -> bool:
    """Whether some industry of the section is not refused: each division, and each longer code the rule names."""
    rule = parsed_rule(version)
    return any(is_open(rule, INDUSTRY, code, ground) for code in codes_of(section, rule))


def codes_of(section: str, rule: Rule) -> Iterator[str]:
    """The divisions of the section, and the codes below them that the rule speaks of."""
    divisions = [f"{number:02d}" for letter, _name, first, last in SECTIONS if letter == section
                 for number in range(first, last + 1)]  # fmt: skip
    yield from divisions
    for node, _path in walk(rule):
        if isinstance(node, StartsWith):
            yield from (code for code in node.codes if code[:2] in divisions)
