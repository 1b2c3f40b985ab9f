"""What is refused in selection."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NumberNotOut(Refused):
    """The public number is recorded only once it is drawn."""

    sentence = _("公开号码将于 %(drawn_at)s 产生，此前不能登记。")


class BadNumber(Refused):
    """The public number has no digits."""

    sentence = _("公开号码中没有数字，请按公告的格式登记。")
    status = 422


class NotAsked(Refused):
    """Nobody has to justify this price."""

    sentence = _("该报价不在需要说明理由之列。")


class GroundsMissing(Refused):
    """A judgement needs its grounds."""

    sentence = _("请填写审查意见。")
    status = 422
