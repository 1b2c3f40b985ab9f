"""What is refused about needs."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class OwnerNotAdmitted(Refused):
    """The owner is not, or no longer, admitted."""

    sentence = _("“%(owner)s”的入驻状态为“%(state)s”，不能发布采购需求。")
    who_can = _("请先完成业主单位入驻，由主管部门审核通过后再发布。")


class NeedClosed(Refused):
    """The deadline has passed by the business clock."""

    sentence = _("该需求已于 %(closes_at)s 截止，不能再办理。")


class NeedNotOpenForBids(Refused):
    """The need is not taking bids."""

    sentence = _("该需求当前为“%(state)s”，不接受报价。")


class NoticeTooShort(Refused):
    """Agencies get at least the hours that the method's rule asks for."""

    sentence = _("从发布到截止至少应有 %(hours)s 小时，请将截止时间推后。")
    status = 422


class OnlyLater(Refused):
    """A deadline may be moved to a later moment only."""

    sentence = _("截止时间只能延后：现为 %(closes_at)s。")
    status = 422


class OpensBeforeClosing(Refused):
    """Nothing is opened before the deadline."""

    sentence = _("开启时间不能早于截止时间。")
    status = 422


class RecusalNotDeclared(Refused):
    """The owner's person has not declared that nobody with an interest takes part."""

    sentence = _("发布前须由经办人作出回避承诺。")
    status = 422


class CeilingNotPositive(Refused):
    """A ceiling is an amount above zero in whole fen."""

    sentence = _("最高限价须为大于零、精确到分的人民币金额。")
    status = 422


class ReasonMissing(Refused):
    """Extending, cancelling or failing a need states its reason."""

    sentence = _("请填写理由。")
    status = 422


class AlreadyReposted(Refused):
    """A posting of this procurement is still alive."""

    sentence = _("该项目已有一次发布正在进行，不能重复发布。")


class MustReviewTerms(Refused):
    """A failed posting is posted again only after its terms were looked at."""

    sentence = _("重新发布前请说明对资质要求、限价和期限的复核结果。")
    status = 422
