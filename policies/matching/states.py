"""The life of a match run, and what a match can say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class RunState(models.TextChoices):
    """The life of one run of one version over one snapshot."""

    RUNNING = "running", _("匹配中")
    DONE = "done", _("已完成")


RUN_MOVES: Moves = {RunState.RUNNING: {RunState.DONE}}


class Verdict(models.TextChoices):
    """What the rule says of an enterprise; plain refusals are not kept."""

    MET = "met", _("符合")  # every condition is true and the amount is known
    NEAR = "near", _("差一项")  # one condition away
    NEEDS_DATA = "needs_data", _("缺数据")  # nothing speaks against it, but a fact is missing
