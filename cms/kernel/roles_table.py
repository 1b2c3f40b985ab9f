"""docs/ROLES.md, written from the table of role × action in force."""

from django.utils import translation

from cms.kernel.access import GUARDED, PERMISSIONS, Act
from cms.kernel.roles import Role

HEAD = """# Who may do what

Written by `manage.py roles_table` from `PERMISSIONS` in `cms/kernel/access.py`, the one table that views and services
ask; a test fails while this page says otherwise. A role is held for a party (a department, an enterprise, an agency, an
owner), and most acts reach only what belongs to that party. `tests/house/doors.py` says which act opens which address.

◆ marks the acts that ask for a second factor beside the password, where one is required (`ZHIDA_SECOND_FACTOR`, in
production by default). Officials who hold a role with such an act show it at every login, others at the act's door.

"""


def roles_table() -> str:
    """The page: the roles with their Chinese names, and one line per act with a mark under each role that may."""
    with translation.override("zh-hans"):
        names = "\n".join(f"| `{role.value}` | {role.label} |" for role in Role)
        lines = "\n".join(_line(act) for act in Act)
    heads = " | ".join(f"`{role.value}`" for role in Role)
    rule = "|---|---|---|" + "---|" * len(Role)
    return f"{HEAD}| role | 角色 |\n|---|---|\n{names}\n\n| act | 事项 | 二次验证 | {heads} |\n{rule}\n{lines}\n"


def _line(act: Act) -> str:
    marks = " | ".join("●" if role in PERMISSIONS[act] else " " for role in Role)
    return f"| `{act.value}` | {act.label} | {'◆' if act in GUARDED else ' '} | {marks} |"
