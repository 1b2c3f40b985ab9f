"""The life of a case that looks into clues."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class CaseState(models.TextChoices):
    """The life of a case; it ends with a reason, and never with a verdict."""

    OPENED = "opened", _("核查中")
    ASKED = "asked", _("待说明")  # parties were asked and have until a day
    ANSWERED = "answered", _("已说明")  # everybody asked has answered
    CLOSED = "closed", _("已了结")  # with a reason: explained, or nothing found
    PASSED_ON = "passed_on", _("已移送")  # to who may decide on it


CASE_MOVES: Moves = {
    CaseState.OPENED: {CaseState.ASKED, CaseState.CLOSED, CaseState.PASSED_ON},
    CaseState.ASKED: {CaseState.ANSWERED, CaseState.CLOSED, CaseState.PASSED_ON},
    CaseState.ANSWERED: {CaseState.ASKED, CaseState.CLOSED, CaseState.PASSED_ON},
}
LIVE = frozenset({CaseState.OPENED, CaseState.ASKED, CaseState.ANSWERED})
