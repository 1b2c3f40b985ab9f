"""What is refused about credit."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NotInterviewed(Refused):
    """No points are taken before the party was told beforehand and could reply."""

    sentence = _("扣分前应当事前约谈告知，并在答复期（至 %(due)s）届满或收到答复后作出决定。")


class AppealTooLate(Refused):
    """An appeal has its period."""

    sentence = _("申诉期已于 %(due)s 届满。")


class SameDecider(Refused):
    """An appeal is decided by somebody else."""

    sentence = _("申诉须由原决定人以外的人员复核。")
    status = 403
