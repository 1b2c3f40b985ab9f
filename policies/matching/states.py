"""The lives of a round and of its runs, and what a match can say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class RoundState(models.TextChoices):
    """The life of one round: some versions judged together on one snapshot, part by part."""

    RUNNING = "running", _("匹配中")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")  # an officer stopped it; none of its runs comes into force


ROUND_MOVES: Moves = {RoundState.RUNNING: {RoundState.DONE, RoundState.CANCELLED}}


class RunState(models.TextChoices):
    """The life of one run of one version over one snapshot."""

    RUNNING = "running", _("匹配中")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")
    ALONE = "alone", _("单户评估")  # one enterprise judged because it applied; never a version's run in force


RUN_MOVES: Moves = {RunState.RUNNING: {RunState.DONE, RunState.CANCELLED}}


class Verdict(models.TextChoices):
    """What the rule says of an enterprise; plain refusals are not kept."""

    MET = "met", _("符合")  # every condition is true and the amount is known
    NEAR = "near", _("差一项")  # one condition away
    NEEDS_DATA = "needs_data", _("缺数据")  # nothing speaks against it, but a fact is missing
