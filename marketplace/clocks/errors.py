"""What is refused about what was let pass."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NothingToRevoke(Refused):
    """An award is taken back for a cause only: an upheld objection or complaint, or a signing that was let pass."""

    sentence = _("该中选结果没有成立的异议或投诉，签订合同的期限也未届满，不能取消。")
