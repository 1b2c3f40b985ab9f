"""What is refused about errands that were given up."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NotParked(Refused):
    """The errand is not given up: it is done, or waits for its turn already."""

    sentence = _("该任务没有中止，无需恢复。")
