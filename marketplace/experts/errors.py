"""What is refused about the register of experts."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class ListedAlready(Refused):
    """A person stands on the register once."""

    sentence = _("%(name)s 已在专家库中，编号 %(number)s。")


class HoldsNoExpertRole(Refused):
    """Only a person whose office as an expert was verified is listed."""

    sentence = _("%(name)s 没有经核验的评审专家身份，不能入库。")
    status = 422


class SpecialityMissing(Refused):
    """An expert is drawn by speciality, so has at least one."""

    sentence = _("请至少选择一个评审专业。")
    status = 422


class ReasonMissing(Refused):
    """Whoever is taken out of the draws, and every recusal, has its reason."""

    sentence = _("请填写理由。")
    status = 422


class RecusedAlready(Refused):
    """A recusal is stated once."""

    sentence = _("已登记对“%(party)s”的回避。")
