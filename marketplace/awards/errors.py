"""What is refused about awards."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NoWinnerYet(Refused):
    """The need's method has not named a winner."""

    sentence = _("该需求尚未评出拟中选机构，不能确定中选结果。")


class ReasonMissing(Refused):
    """Giving up an award needs a reason."""

    sentence = _("请说明放弃中选的理由。")
    status = 422
