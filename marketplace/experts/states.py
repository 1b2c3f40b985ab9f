"""The life of an expert on the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ExpertState(models.TextChoices):
    """Whether an expert can be drawn."""

    LISTED = "listed", _("在库")
    RESTING = "resting", _("暂停抽取")


EXPERT_MOVES: Moves = {
    ExpertState.LISTED: {ExpertState.RESTING},
    ExpertState.RESTING: {ExpertState.LISTED},
}
