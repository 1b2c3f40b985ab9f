"""What is refused about owners and their admission."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class AlreadyApplied(Refused):
    """The owner has, or awaits, admission."""

    sentence = _("“%(party)s”的业主入驻状态为“%(state)s”，无需重复申请。")


class NotADepartment(Refused):
    """Only a county department reviews owners."""

    sentence = _("“%(party)s”不是县直部门，不能作为主管部门。")
    status = 422


class OwnApplication(Refused):
    """Nobody decides on the application of a party they act for."""

    sentence = _("您是“%(party)s”的经办人，依规应当回避，请由其他审核人员办理。")
    status = 403


class ReasonMissing(Refused):
    """A decision against somebody states its reason."""

    sentence = _("请填写理由。")
    status = 422


class ConfirmedAlready(Refused):
    """An owner confirms its entry once a year."""

    sentence = _("%(year)s 年度信息已确认，无需重复办理。")


class NothingToConfirm(Refused):
    """Only an owner that is on the market has an entry to confirm."""

    sentence = _("贵单位的业主入驻状态为“%(state)s”，不能作年度确认。")
