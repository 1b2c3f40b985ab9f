"""What is refused about people and the parties they act for."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class AlreadyClaimed(Refused):
    """The person already holds or awaits this role for this party."""

    sentence = _("您已申请或已具有“%(party)s”的该项身份，无需重复申请。")


class ProofMissing(Refused):
    """A role for a party needs a proof: an authorisation, or the identity provider's word."""

    sentence = _("请上传加盖公章的授权书，或通过法定代表人身份核验。")
    status = 422


class RoleContested(Refused):
    """The person holds the role already, and somebody objects to it."""

    sentence = _("%(name)s的该项身份有异议，请先在“有争议”中核实，恢复或者终止后再指定。")


class OwnClaim(Refused):
    """Nobody decides on their own claim."""

    sentence = _("不能核验本人提出的申请，请由其他管理员办理。")
    status = 403


class OwnRole(Refused):
    """Nobody gives themselves a role, nor ends or restores one of their own."""

    sentence = _("不能办理本人的身份，请由其他管理员办理。")
    status = 403


class AdministratorStands(Refused):
    """The house already has an administrator, who appoints everybody else."""

    sentence = _("已有系统管理员，其他人员由其在“用户与角色”中指定。")
