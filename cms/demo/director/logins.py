"""One login per role for whoever tries the demo."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from rich.console import Console
from rich.table import Table

from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from cms.workbench.waiting import waiting_for

LOOKED_AT: Final = 40
"""How many of a role's people are looked at, the latest first."""
PASSWORD = "zhida-demo-2023"  # noqa: S105  the demo's own, printed on the screen; production has no demo


def demo_logins() -> dict[Role, User]:
    """For each role the person on whose desk most lies, able to log in with the demo's password."""
    logins: dict[Role, User] = {}
    for role in Role:
        held = Membership.objects.filter(role=role, state=MembershipState.ACTIVE, user__email__isnull=False)
        latest = list(held.select_related("user", "party").order_by("-pk")[:LOOKED_AT])
        if not latest:
            continue
        busiest = max(reversed(latest), key=lying_on_the_desk).user
        if not busiest.check_password(PASSWORD):
            busiest.set_password(PASSWORD)
            busiest.save(update_fields=["password"])
        logins[role] = busiest
    return logins


def lying_on_the_desk(membership: Membership) -> int:
    """How many kinds of things wait for the membership, unread messages aside."""
    return sum(1 for one in waiting_for(membership) if one.count and one.address != reverse("kernel:inbox"))


def print_logins(console: Console, port: int) -> None:
    """The address, and a login for each role."""
    if not settings.BUSINESS_CLOCK_MOVABLE:
        return
    table = Table(title=f"http://127.0.0.1:{port}/  ·  密码 / password: {PASSWORD}")
    table.add_column("角色 / role")
    table.add_column("登录名 / login")
    for role, user in demo_logins().items():
        table.add_row(f"{role.label} ({role.value})", user.email or "")
    console.print(table)
