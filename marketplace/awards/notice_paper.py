"""The award notice as a PDF, numbered, with the code and the address at which anybody can verify it."""

from io import BytesIO

import segno
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.display import day_text, money_text
from cms.kernel.papers import typeset
from marketplace.awards.models import Award

TEMPLATE = "marketplace/awards/papers/notice.typ"


def notice_pdf(award: Award, address: str) -> bytes:
    """The notice of an award; `address` is where its code is verified."""
    need = award.need
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0)
    told = {"owner": need.owner.party.name, "title": need.title, "method": need.get_method_display()}
    return typeset(
        TEMPLATE,
        {
            "title": _("中选通知书"),
            "number_label": _("编号") + " ",
            "number": award.number,
            "to": f"{award.party.name}：",
            "lines": [
                _("%(owner)s的“%(title)s”项目以“%(method)s”方式公开选取，确定贵单位为中选机构。") % told,
                _(
                    "请自本通知书发出之日起 %(days)s 日内，按需求公告和贵单位的报价与业主单位签订合同，"
                    "并由业主单位在本平台备案。"
                )
                % {"days": award.days_to_sign},
            ],
            "facts": [
                [_("项目编号"), need.code],
                [_("服务事项"), str(need.service_type)],
                [_("中选机构信用代码"), award.party.uscc],
                [_("中选价"), money_text(award.price)],
                [_("服务期限"), _("%(n)s 天") % {"n": need.service_days}],
            ],
            "owner": need.owner.party.name,
            "day": day_text(award.awarded_at),
            "code_label": _("验证码"),
            "code": award.code,
            "verify": _("任何人可凭验证码核对本通知书："),
            "address": address,
            "qr": drawn.getvalue().decode(),
            "lang": (get_language() or "zh")[:2],
        },
    )
