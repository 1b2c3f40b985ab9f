"""What waits of grants: for the department that decides on them, and for finance where money is missing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.workbench.sources import Source
from policies.grants.queries import (
    grants_short_of_money,
    grants_to_contact,
    grants_to_list,
    held_up_decisions,
    held_up_grants,
    instalments_in_doubt,
    lists_short_of_money,
    undecided_versions,
)

GRANTS_HELD_UP: Final = (
    Source(
        _("未能核定的兑付名单"),
        lambda acting: held_up_decisions(acting.user),
        "held_up_at",
        "policies:decisions",
        "#held-up",
    ),
    Source(
        _("未能核定的逾期事项"),
        lambda acting: held_up_grants(acting.user),
        "held_up_at",
        "policies:decisions",
        "#held-up",
    ),
    Source(_("待核实的分期"), lambda acting: instalments_in_doubt(acting.user), "due_on", "policies:instalments"),
)
SHORT_OF_MONEY: Final = (
    Source(_("待落实预算的兑付名单"), lambda _acting: lists_short_of_money(), "held_up_at", "policies:short_of_money"),
    Source(_("待落实预算的逾期事项"), lambda _acting: grants_short_of_money(), "held_up_at", "policies:short_of_money"),
)
GRANTS_DECIDED: Final = (
    Source(
        _("待确认兑付名单的政策"),
        lambda acting: undecided_versions(acting.user),
        "published_at",
        "policies:decisions",
    ),
    Source(
        _("待联系的未确认企业"),
        lambda acting: grants_to_contact(acting.user),
        "confirm_until",
        "policies:contacts",
        is_deadline=True,
    ),
    Source(
        _("待公告的未确认企业"),
        lambda acting: grants_to_list(acting.user),
        "confirm_until",
        "policies:contacts",
        is_deadline=True,
    ),
)
