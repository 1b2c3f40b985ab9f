"""The life of a draw, and of the judgement on an abnormally low price."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class DrawState(models.TextChoices):
    """The life of a public draw."""

    ANNOUNCED = "announced", _("待抽取")  # list, source of the number and committed code are public
    HELD = "held", _("已抽取")  # number and code are public: anybody can recompute the order


DRAW_MOVES: Moves = {DrawState.ANNOUNCED: {DrawState.HELD}}
