"""The life of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("草稿")  # the enterprise writes; nobody else sees it
    SUBMITTED = "submitted", _("审核中")  # the lead department has it, and its clock runs
    RETURNED = "returned", _("退回补正")  # back at the enterprise with a reason for each field; the clock rests
    SHORTLISTED = "shortlisted", _("待评审排序")  # fulfils the conditions; reviewers score it, then all are ranked
    GRANTED = "granted", _("已核准")  # a grant stands; its own life goes on from here
    REFUSED = "refused", _("不予核准")  # with the reason and whom to ask
    WITHDRAWN = "withdrawn", _("已撤回")  # taken back, or not corrected in time


APPLICATION_MOVES: Moves = {
    ApplicationState.DRAFT: {ApplicationState.SUBMITTED, ApplicationState.GRANTED, ApplicationState.WITHDRAWN},
    ApplicationState.SUBMITTED: {
        ApplicationState.RETURNED,
        ApplicationState.SHORTLISTED,
        ApplicationState.GRANTED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    },
    ApplicationState.RETURNED: {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN},
    ApplicationState.SHORTLISTED: {ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN},
}
OPEN = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.SHORTLISTED,
)
WRITABLE = (ApplicationState.DRAFT, ApplicationState.RETURNED)
"""The states in which the enterprise may change what it says."""
