"""What the roles of the house open in the Wagtail admin: groups that follow memberships, never the other way round."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role


@dataclass(frozen=True)
class Granted:
    """What members of a group may do: permissions by code name, acts on pages by place, and on files."""

    permissions: frozenset[str] = frozenset({"access_admin"})
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


REGISTERS = frozenset(
    {
        "view_party",
        "view_policy",
        "view_budgetline",
        "view_catalogueentry",
        "view_codechange",
        "view_codeedition",
        "view_codeentry",
        "view_listmembership",
        "view_calendarday",
        "view_factkind",
        "view_seriespoint",
        "view_daychange",
    }
)
GROUPS: Mapping[str, Granted] = {
    "role:editor": Granted(
        permissions=frozenset({"access_admin"}) | REGISTERS,
        pages={"library": ("add", "change"), "news": ("add", "change", "publish")},
        files=frozenset(
            {"add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"}
        ),
    ),
    "role:reviewer": Granted(permissions=frozenset({"access_admin"}) | REGISTERS),
    "role:administrator": Granted(permissions=frozenset({"access_admin"}) | REGISTERS),
}


def group_name(role: str) -> str:
    """The name of a role's group."""
    return f"role:{role}"


def sync_groups(user: User) -> None:
    """The person is in the groups of exactly the roles they hold now."""
    held = Membership.objects.filter(user=user, state=MembershipState.ACTIVE).values_list("role", flat=True)
    wanted = {group_name(role) for role in held if user.is_active} & GROUPS.keys()
    present = {group.name: group for group in user.groups.filter(name__startswith=group_name(""))}
    if gone := [group for name, group in present.items() if name not in wanted]:
        user.groups.remove(*gone)
    if new := wanted - present.keys():
        user.groups.add(*Group.objects.filter(name__in=new))


def sync_everybody() -> None:
    """Everybody who holds, or held, a role with a group is in the right groups."""
    roles = [role for role in Role if group_name(role) in GROUPS]
    for user in User.objects.filter(memberships__role__in=roles).distinct():
        sync_groups(user)
