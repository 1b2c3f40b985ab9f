"""The payment advice: a paper for the payee whose code lets anybody check it against the register."""

import hmac
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.clock import business_now
from cms.kernel.display import day_text, moment_text, money_text
from cms.kernel.errors import Refused
from cms.kernel.money import to_fen
from cms.kernel.papers import dots, typeset
from cms.kernel.secrets import keyed_hash
from policies.disbursement.models import Payment
from policies.disbursement.queries import account_told
from policies.disbursement.sources import bearers_of, told
from policies.disbursement.states import PAID

PREFIX = "HZ"


class NotPaidYet(Refused):
    """An advice is issued for what the bank's statement settled."""

    sentence = gettext_lazy("款项尚未到账，到账后方可出具回单。")


def advice_number(payment: Payment) -> str:
    """The number on the paper."""
    return f"{PREFIX}{payment.pk:08d}"


def advice_code(payment: Payment) -> str:
    """The code on the paper: a keyed hash over payee, amount, day and purpose, so that no other paper bears it."""
    said = [advice_number(payment), payment.payee.uscc, payment.payee_name, str(to_fen(payment.amount))]
    said += [payment.settled_on.isoformat() if payment.settled_on else "", payment.purpose]
    digest = keyed_hash("\n".join(["payment advice v1", *said])).upper()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def genuine_advice(number: str, code: str) -> Payment | None:
    """The payment whose advice bears the number and the code; None when there is no such paper."""
    digits = number.strip().upper().removeprefix(PREFIX)
    if not digits.isdecimal() or len(digits) > 12:
        return None
    found = Payment.objects.filter(pk=int(digits)).exclude(settled_on=None)
    payment = found.select_related("payee", "grant__policy__lead_department", "line").first()
    given = code.strip().upper().encode()
    return payment if payment is not None and hmac.compare_digest(advice_code(payment).encode(), given) else None


def advice_data(payment: Payment, site: str) -> dict[str, Any]:
    """What the paper says, the account masked; `site` is where it is verified. Raises NotPaidYet."""
    if payment.state not in PAID or payment.settled_on is None:
        raise NotPaidYet
    number, code = advice_number(payment), advice_code(payment)
    attempt = payment.attempts.exclude(settled_on=None).order_by("-number").first()
    rows = [
        (_("收款单位"), payment.payee_name),
        (_("统一社会信用代码"), payment.payee.uscc),
        (_("收款账户"), account_told(payment)),
        (_("金额"), money_text(payment.amount)),
        (_("到账日期"), day_text(payment.settled_on)),
        (_("政策"), payment.grant.version.title_zh),
        (_("牵头部门"), str(payment.grant.policy.lead_department)),
        (_("预算项目"), told(bearers_of(payment))),
        (_("用途"), payment.purpose),
        (_("批次"), str(payment.batch or "—")),
        (_("银行流水号"), attempt.bank_reference if attempt is not None and attempt.bank_reference else "—"),
    ]
    return {
        "title": _("惠企资金支付回单"),
        "subtitle": number,
        "foot": _("%(now)s 由平台生成") % {"now": moment_text(business_now())},
        "facts": [list(row) for row in rows],
        "code_label": _("验证码"),
        "code": code,
        "how": _("扫描二维码，或在平台“验证支付回单”页输入编号和验证码核对。"),
        "dots": dots(f"{site}{reverse('policies:verify_advice')}?number={number}&code={code}"),
        "note": _("本回单由银行对账单确认到账后出具；如银行随后退票，验证页会同步显示。账号仅显示末四位。"),
    }


def advice_paper(payment: Payment, site: str) -> bytes:
    """The advice as a PDF. Raises NotPaidYet."""
    return typeset("policies/typst/advice.typ", advice_data(payment, site))
