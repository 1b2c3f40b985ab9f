"""A policy as a citizen reads it: what stands in force, what the rule says in plain words, how it is paid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.kernel.calendar import DayUnit
from cms.kernel.display import day_text
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.catalogue.states import Channel, LapseRule, Order, VersionState
from policies.matching.channels import takes_applications
from policies.registry.kinds import vocabulary
from policies.rules.explanation import Line, describe

if TYPE_CHECKING:
    from cms.pages.policy import PolicyPage

HOUSEKEEPING = frozenset({"/budget_line", "/family"})
ORDER_OF_STANDING = (VersionState.LIVE, VersionState.SCHEDULED)


@dataclass(slots=True)
class Branch:
    """A line of the rule with the lines that belong to it."""

    text: str
    children: list["Branch"] = field(default_factory=list)


def in_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def versions_of(page: "PolicyPage") -> QuerySet[Version]:
    """Everything that was published of the page, the newest first."""
    return Version.objects.filter(policy_id=page.family_id).order_by("-number")


def standing(versions: Sequence[Version]) -> Version | None:
    """The version to show: the one in force, else the one to come, else the last."""
    for state in ORDER_OF_STANDING:
        for version in versions:
            if version.state == state:
                return version
    return versions[0] if versions else None


def plain_rule(version: Version | None) -> list[Branch]:
    """The rule of the version in plain words, in the reader's language; empty for a policy of text alone.

    The house's own bookkeeping (line and family) is left to officers.
    """
    if version is None or version.rule is None:
        return []
    told = describe(rule_of(version), "en" if in_english() else "zh", vocabulary())
    return nested([line for line in told if line.path not in HOUSEKEEPING])


def nested(lines: Sequence[Line]) -> list[Branch]:
    """An outline from lines that say how deep they stand."""
    roots: list[Branch] = []
    open_branches: list[Branch] = []
    for line in lines:
        branch = Branch(line.text)
        del open_branches[line.depth :]
        (open_branches[-1].children if open_branches else roots).append(branch)
        open_branches.append(branch)
    return roots


def days(count: int, unit: str) -> str:
    """A number of days with its unit."""
    if unit == DayUnit.WORKING:
        return ngettext("%(count)s 个工作日", "%(count)s 个工作日", count) % {"count": count}
    return ngettext("%(count)s 天", "%(count)s 天", count) % {"count": count}


def confirm_days(version: Version) -> str:
    """How long an enterprise has to confirm: the rule's own days, in calendar days, before those of the page."""
    own = rule_of(version).confirmation if version.rule is not None else None
    if own is not None and own.days is not None:
        return days(own.days, DayUnit.CALENDAR)
    return days(version.confirm_days, version.confirm_unit)


def steps(version: Version | None) -> list[str]:
    """How the benefit reaches the enterprise, one sentence a step; empty for a policy of text alone."""
    if version is None or version.rule is None:
        return []
    notice = _("拟兑付名单公示 %(days)s。") % {"days": days(version.notice_days, version.notice_unit)}
    lapse = _("逾期视为自愿放弃") if version.lapse_rule == LapseRule.LAPSE else _("逾期视为确认")
    confirm = _("企业在 %(days)s内确认金额和收款账户；%(lapse)s。") % {"days": confirm_days(version), "lapse": lapse}
    own = rule_of(version).confirmation
    if own is not None and own.until is not None:
        confirm = _("企业最迟在 %(day)s 确认金额和收款账户；%(lapse)s。") % {"day": day_text(own.until), "lapse": lapse}
    found = _("系统用部门数据比对条件，符合的企业无需申请，由牵头部门确认。")
    decided = {"days": days(version.decide_days, DayUnit.WORKING)}
    first = {
        Channel.NO_APPLICATION: found,
        Channel.AT_ONCE: _("企业在线点击申请，系统按规则当场核定，点击即为确认。"),
        Channel.WITHIN_DAYS: _("企业在线申报，牵头部门自提交次日起 %(days)s内办结。") % decided,
        Channel.ON_APPLICATION: _("企业在线申报并上传材料，牵头部门会同配合部门在 %(days)s内审核，需要补正的一次告知。")
        % decided,
    }[Channel(version.channel)]
    again = _("核定金额与公示不一致的，对有变化的企业再次公示。")
    middle = {
        Order.CONFIRM_FIRST: [confirm, notice],
        Order.NOTICE_FIRST: [notice, confirm, again],
        Order.NO_CONFIRMATION: [notice],
    }[Order(version.order)]
    if version.channel == Channel.AT_ONCE:  # the click confirmed amount and account
        middle = [step for step in middle if step != confirm]
    return [first, *middle, _("财政部门由三人分别经办、复核、签发，通过银行拨付到账。")]


def history(versions: Sequence[Version]) -> list[dict[str, object]]:
    """The versions as steps of a timeline, the newest first."""
    return [
        {
            "what": _("第 %(number)s 版 · %(state)s") % {"number": one.number, "state": one.state_label},
            "when": one.published_at,
            "kind": "now" if one.state == VersionState.LIVE else "done",
            "note": f"SHA-256 {one.text_hash[:16]}",
        }
        for one in versions
    ]


def policy_context(page: "PolicyPage") -> dict[str, object]:
    """What the page of a policy shows."""
    versions = list(versions_of(page))
    version = standing(versions)
    english = in_english()
    return {
        "version": version,
        "name": (english and page.title_en) or page.title,
        "lead": (english and page.summary_en) or page.summary,
        "interpretation": page.interpretation_en if english and page.interpretation_en else page.interpretation,
        "short_address": settings.SITE_ADDRESS + reverse("pages:short_address", args=[page.code]),
        "only_chinese": english and not page.body_en,
        "rule": plain_rule(version),
        "steps": steps(version),
        "history": history(versions),
        "may_apply": version is not None and takes_applications(version),
    }
