"""The life of an objection and of a complaint."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class DisputeKind(models.TextChoices):
    """To whom one turns: first to the owner, then to the supervising authority."""

    OBJECTION = "objection", _("异议（质疑）")
    COMPLAINT = "complaint", _("投诉")


class DisputeState(models.TextChoices):
    """The life of a dispute."""

    RECEIVED = "received", _("待处理")  # an objection waits for its answer, a complaint for its acceptance
    ACCEPTED = "accepted", _("已受理")  # a complaint is being looked into
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    UPHELD = "upheld", _("成立")
    DISMISSED = "dismissed", _("不成立")
    WITHDRAWN = "withdrawn", _("已撤回")


class ExaminationKind(models.TextChoices):
    """What a complaint may have to wait for before it can be decided (招标投标法实施条例第六十一条)."""

    INSPECTION = "inspection", _("检验")
    TESTING = "testing", _("检测")
    APPRAISAL = "appraisal", _("鉴定")
    EXPERT_REVIEW = "expert_review", _("专家评审")


DISPUTE_MOVES: Moves = {
    DisputeState.RECEIVED: {
        DisputeState.ACCEPTED,
        DisputeState.NOT_ACCEPTED,
        DisputeState.UPHELD,
        DisputeState.DISMISSED,
        DisputeState.WITHDRAWN,
    },
    DisputeState.ACCEPTED: {DisputeState.UPHELD, DisputeState.DISMISSED, DisputeState.WITHDRAWN},
}
LIVE = frozenset({DisputeState.RECEIVED, DisputeState.ACCEPTED})
