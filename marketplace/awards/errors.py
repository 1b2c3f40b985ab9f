"""What is refused about awards."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NoWinnerYet(Refused):
    """The need's method has not named a winner."""

    sentence = _("该需求尚未评出拟中选机构，不能确定中选结果。")


class ReasonMissing(Refused):
    """Giving up an award, and posting again after that, needs a reason."""

    sentence = _("请说明理由。")
    status = 422


class NobodyWithdrew(Refused):
    """A need is done again instead of taking the next in order only after an award of it has ended."""

    sentence = _("没有中选机构放弃或被取消中选，不能重新组织选取。")
