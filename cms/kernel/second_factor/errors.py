"""What is refused about the second factor."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class SecondFactorMissing(Refused):
    """The act needs a second factor, and this session has shown a password only."""

    sentence = _("办理该事项须先通过二次验证，刚才提交的内容还没有办理。")
    who_can = _("请在新窗口打开“二次验证”完成验证，再返回填写的页面提交一次，已填写的内容还在。")
    status = 403


class OwnFactor(Refused):
    """Nobody resets their own second factor: whoever took over the session would."""

    sentence = _("不能重置本人的二次验证，请由其他管理员办理。")
    status = 403


class NoFactor(Refused):
    """The person has no second factor that could be reset."""

    sentence = _("该人员尚未启用二次验证，无需重置。")
