"""What the budget refuses."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class BudgetExhausted(Refused):
    """The line has less available than was asked for."""

    sentence = _("预算可用额度不足：需 %(asked)s 元，可用 %(available)s 元。")
    who_can = _("可由资金经办申请追加预算后再办理。")


class AmountNotPositive(Refused):
    """An appropriation, raise or cut of nothing, or of less."""

    sentence = _("金额必须大于零。")
    status = 422


class BudgetCodeTaken(Refused):
    """The code already names a line of that year."""

    sentence = _("%(fiscal_year)s 年度已有编号为“%(code)s”的同层级预算项目。")


class DocumentUsedTwice(Refused):
    """The document was already entered for this line and purpose."""

    sentence = _("文号“%(document)s”已在该预算项目登记过，不能重复登记。")
