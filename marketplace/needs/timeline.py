"""What happened to a need and what comes, told without anybody's bid."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.kernel.trail import events_about
from marketplace.needs.models import Need
from marketplace.needs.states import NeedState


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a timeline; `kind` is done, now, later or wrong."""

    what: str
    when: datetime | None
    kind: str = "done"
    note: str = ""
    by: str = ""


def steps_of(need: Need) -> list[Step]:
    """What the trail tells of the need, then what is still to come."""
    told = {
        "need.posted": _("发布需求公告"),
        "need.amended": _("发布变更公告"),
        "need.extended": _("延长报价时间"),
        "need.closed": _("报价截止"),
        "need.opened": _("开启全部报价"),
        "need.evaluated": _("按公告的方式评选"),
        "need.chosen": _("选定机构"),
        "need.price_judged": _("低价审查"),
        "need.awarded": _("中选结果公布"),
        "need.award_given_up": _("中选机构放弃中选"),
        "need.award_revoked": _("中选结果被取消"),
        "need.contracted": _("合同已备案"),
        "need.failed": _("流选"),
        "need.cancelled": _("需求已取消"),
    }
    wrong = {"need.failed", "need.cancelled", "need.award_given_up", "need.award_revoked"}
    steps = [
        Step(
            told[event.name],
            event.happened_at,
            "wrong" if event.name in wrong else "done",
            note=need.ended_reason
            if event.name in {"need.failed", "need.cancelled"}
            else str(event.data.get("reason", "")),
        )
        for event in events_about(need)
        if event.name in told
    ]
    if need.state == NeedState.POSTED:
        steps.append(Step(_("接受密封报价"), None, "now", note=_("截止前任何人都看不到报价、报价单位和家数。")))
        steps.append(Step(_("报价截止"), need.closes_at, "later"))
    if need.state in {NeedState.POSTED, NeedState.CLOSED}:
        steps.append(Step(_("开启全部报价"), need.opens_at, "now" if need.state == NeedState.CLOSED else "later"))
    if need.state == NeedState.OPENED:
        steps.append(Step(_("按公告的方式确定中选机构"), None, "now"))
    return steps
