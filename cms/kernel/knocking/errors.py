"""What is refused to those who come too often."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class TooOften(Refused):
    """The person, or the place they come from, has used this form as often as it may be used for now."""

    sentence = _("短时间内提交次数过多，本次提交没有办理。")
    who_can = _("请在 %(minutes)s 分钟后返回填写的页面再提交，已填写的内容还在；紧急事项请直接联系承办部门。")
    status = 429
