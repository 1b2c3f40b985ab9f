"""How one enterprise stands under one policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """What a check-up says of a policy, in the order in which people want to read it."""

    MET = "met", _("符合条件")
    NEAR = "near", _("差一项")  # one condition away
    LACKING = "lacking", _("缺数据")  # a fact is missing
    HELD = "held", _("已享受")  # granted for this period, or for good
    UNMET = "unmet", _("不符合")
    BY_PERSON = "by_person", _("需人工判断")  # a policy of text alone
