"""One login per role for whoever tries the demo."""

from django.conf import settings
from rich.console import Console
from rich.table import Table

from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role

PASSWORD = "zhida-demo-2023"  # noqa: S105  the demo's own, printed on the screen; production has no demo


def demo_logins() -> dict[Role, User]:
    """For each role the first person who holds it, able to log in with the demo's password."""
    logins: dict[Role, User] = {}
    for role in Role:
        held = Membership.objects.filter(role=role, state=MembershipState.ACTIVE, user__email__isnull=False)
        first = held.select_related("user").order_by("pk").first()
        if first is None:
            continue
        if not first.user.check_password(PASSWORD):
            first.user.set_password(PASSWORD)
            first.user.save(update_fields=["password"])
        logins[role] = first.user
    return logins


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
