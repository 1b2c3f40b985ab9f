"""What a change to the working calendar may be refused for."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class ChangeWaiting(Refused):
    """A change of the day waits for a second person already."""

    sentence = _("%(day)s 已有一项调整待复核，请先办理。")


class DayOver(Refused):
    """Periods that ran over a past day were counted; it is not changed any more."""

    sentence = _("%(day)s 已经过去，期限已按原安排计算，不能再调整。")
