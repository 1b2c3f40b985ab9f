"""What waits of applications: for reviewers, supervisors and the experts who score."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.workbench.sources import Source
from policies.applications.queries import (
    applications_to_decide,
    applications_to_rank,
    opinions_asked,
    overdue_applications,
    overdue_opinions,
    scores_to_give,
)

APPLICATIONS_REVIEWED: Final = (
    Source(
        _("待审核的申报件"),
        lambda acting: applications_to_decide(acting.user),
        "decide_until",
        "policies:application_queue",
        is_deadline=True,
    ),
    Source(
        _("待出具意见的申报件"),
        lambda acting: opinions_asked(acting.user),
        "application__decide_until",
        "policies:application_queue",
        "#opinions",
        is_deadline=True,
    ),
    Source(
        _("待评审排序的申报件"),
        lambda acting: applications_to_rank(acting.user),
        "decided_at",
        "policies:application_queue",
        "#ranking",
    ),
)
APPLICATIONS_OVERDUE: Final = (
    Source(
        _("超期未办的申报件"),
        lambda _acting: overdue_applications(),
        "decide_until",
        "policies:overdue_applications",
        is_deadline=True,
    ),
)
OPINIONS_OVERDUE: Final = Source(
    _("逾期未出具的部门意见"),
    lambda _acting: overdue_opinions(),
    "answer_until",
    "policies:overdue_applications",
    "#opinions",
    is_deadline=True,
)
APPLICATIONS_SCORED: Final = (
    Source(_("待评分的申报件"), lambda acting: scores_to_give(acting.user), "named_at", "policies:scoring"),
)
