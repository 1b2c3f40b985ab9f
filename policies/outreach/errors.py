"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NotInRegistry(Refused):
    """The registry does not know the enterprise, so nothing can be matched for it."""

    sentence = _("企业库中还没有贵单位的数据，暂不能订阅。")
    who_can = _("部门数据入库后即可订阅，请稍后再试。")


class LinkBroken(Refused):
    """The address of an unsubscription is not one that the house signed."""

    sentence = _("退订链接无效。")
    who_can = _("请从提醒邮件中重新打开链接，或登录后在“订阅提醒”中退订。")
    status = 404


class NobodyLacksIt(Refused):
    """No match of the run in force lacks this fact alone."""

    sentence = _("本次匹配中没有只缺这一项数据的企业。")
