"""The public notice as a paper: names and amounts, its days and how to object; never an account."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.kernel.calendar import DayUnit
from cms.kernel.clock import business_now
from cms.kernel.display import amount_text, day_text, moment_text
from cms.kernel.money import from_fen, to_fen
from cms.kernel.papers import typeset
from policies.notices.models import Notice


def notice_data(notice: Notice) -> dict[str, Any]:
    """What the paper says, in the reader's language."""
    version = notice.decision.version
    lines = list(notice.lines.order_by("pk"))
    is_again = any(line.former_amount is not None for line in lines)
    heads = [_("序号"), _("企业名称"), *([_("原公示金额（元）")] if is_again else []), _("拟兑付金额（元）")]
    rows = []
    for place, line in enumerate(lines, 1):
        former = [amount_text(line.former_amount) if line.former_amount is not None else "—"] if is_again else []
        rows.append([str(place), line.name, *former, amount_text(line.amount)])
    total = amount_text(from_fen(sum(to_fen(line.amount) for line in lines)))
    unit = _("个工作日") if version.notice_unit == DayUnit.WORKING else _("天")
    days = {
        "first": day_text(notice.opens_on),
        "last": day_text(notice.last_day),
        "n": version.notice_days,
        "unit": unit,
    }
    contact = {"department": version.policy.lead_department, "contact": version.policy.contact or "12345"}
    return {
        "title": _("%(policy)s拟兑付名单公示") % {"policy": version.title_zh},
        "subtitle": _("第 %(number)s 次公示") % {"number": notice.number} if notice.number > 1 else "",
        "foot": _("%(now)s 由平台生成") % {"now": moment_text(business_now())},
        "opening": _(
            "根据“%(policy)s”，现将拟兑付企业名单和金额予以公示。公示期为%(first)s至%(last)s（%(n)s%(unit)s）。"
        )
        % (days | {"policy": version.title_zh}),
        "reason": _("再次公示原因：%(reason)s。") % {"reason": notice.reason_told} if notice.reason else "",
        "heads": heads,
        "amounts": 2 if is_again else 1,
        "rows": rows,
        "total": ["", pgettext("sum", "合计"), *([""] if is_again else []), total],
        "closing": _(
            "对名单有异议的，请在公示期内实名向%(department)s提出，写明理由并附证明材料，不受理匿名异议。联系电话：%(contact)s。"
        )
        % contact,
        "department": str(version.policy.lead_department),
        "day": day_text(notice.opens_on),
    }


def notice_paper(notice: Notice) -> bytes:
    """The notice as a PDF."""
    return typeset("policies/typst/notice.typ", notice_data(notice))
