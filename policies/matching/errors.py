"""What matching refuses."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class SnapshotGone(Refused):
    """The snapshot that a round stands on is no longer kept."""

    sentence = _("该批匹配所用的数据快照已不存在，请重新匹配。")
