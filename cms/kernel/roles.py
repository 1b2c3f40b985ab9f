"""The roles a person can hold for a party."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership lets a person be; a person may hold several, for several parties."""

    ENTERPRISE = "enterprise", _("企业经办人")
    AGENCY = "agency", _("中介机构经办人")
    OWNER = "owner", _("业主单位经办人")
    EDITOR = "editor", _("政策编辑")
    REVIEWER = "reviewer", _("部门审核人")
    MAKER = "maker", _("资金经办")
    CHECKER = "checker", _("资金复核")
    RELEASER = "releaser", _("资金签发")
    SUPERVISOR = "supervisor", _("监督管理人员")
    AUDITOR = "auditor", _("审计人员")
    EXPERT = "expert", _("评审专家")
    ADMINISTRATOR = "administrator", _("系统管理员")


CLAIMABLE = frozenset({Role.ENTERPRISE, Role.AGENCY, Role.OWNER})
"""The roles that people ask for against proof; all others are given by an administrator."""
