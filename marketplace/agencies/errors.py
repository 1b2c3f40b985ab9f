"""What is refused about agencies and their admission."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NoDepartment(Refused):
    """The service type has no competent department: nobody could review it."""

    sentence = _("“%(service_type)s”尚未确定行业主管部门，暂不能办理。")
    who_can = _("请联系中介超市管理机构确定主管部门后再办理。")


class AlreadyRegistered(Refused):
    """The party is on the market already."""

    sentence = _("“%(party)s”已登记，无需重复登记。")


class AlreadyAdmitted(Refused):
    """The agency has, or awaits, admission for this service type."""

    sentence = _("贵单位的“%(service_type)s”入驻资格当前为“%(state)s”，无需重复申请。")


class CertificateMissing(Refused):
    """An application shows at least one certificate."""

    sentence = _("请至少填写一份资质证书。")
    status = 422


class CertificateOutOfDate(Refused):
    """A certificate has already run out."""

    sentence = _("证书“%(number)s”已于 %(valid_until)s 到期，请更换有效证书后再申请。")
    status = 422


class AgencySuspended(Refused):
    """The agency as a whole is suspended."""

    sentence = _("“%(party)s”已被整体暂停，暂停期间不能办理。")
    who_can = _("恢复后可继续办理，详情请咨询中介超市管理机构。")


class ReasonMissing(Refused):
    """A decision against somebody states its reason."""

    sentence = _("请填写理由。")
    status = 422


class OwnApplication(Refused):
    """Nobody decides on the application of a party they act for."""

    sentence = _("您是“%(party)s”的经办人，依规应当回避，请由其他审核人员办理。")
    status = 403


class ConfirmedAlready(Refused):
    """An entry is confirmed once a year."""

    sentence = _("%(year)s 年度的入驻信息已经确认。")


class NothingToRenew(Refused):
    """Only a standing admission is renewed, and only a renewal that waits is decided on."""

    sentence = _("“%(service_type)s”没有可以续期的入驻资格或待审核的续期申请。")


class StatedAlready(Refused):
    """An agency states a certificate once at a time."""

    sentence = _("证书“%(number)s”已登记，无需重复登记。信息有变化的，请先终止原登记。")


class StatementEnded(Refused):
    """What the agency stated of a person has ended already."""

    sentence = _("该专业人员的登记已于 %(day)s 终止。")
