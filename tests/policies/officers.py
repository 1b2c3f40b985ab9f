"""People in their roles, for the tests of the policies wing."""

from itertools import count

from stdnum.cn import uscc

from cms.kernel.people.models import Membership, MembershipState, Party, PartyKind, User
from cms.kernel.roles import Role

_numbers = count(1)


def a_uscc() -> str:
    """A new unified social credit code with a right check digit."""
    body = f"91340000MA{next(_numbers):07d}"
    return body + uscc.calc_check_digit(body)


def a_party(name: str = "", *, kind: str = PartyKind.ENTERPRISE, is_department: bool = False) -> Party:
    """A new legal entity."""
    code = a_uscc()
    return Party.objects.create(uscc=code, name=name or f"单位{code[-5:]}", kind=kind, is_department=is_department)


def a_department(name: str = "县财政局") -> Party:
    """A new department of the county."""
    return a_party(name, kind=PartyKind.ORGAN, is_department=True)


def a_person(role: Role, party: Party | None = None, name: str = "") -> User:
    """A new person who is `role` for the party, proven."""
    number = next(_numbers)
    user = User.objects.create_user(name=name or f"{Role(role).label}{number}", email=f"p{number}@example.cn")
    Membership.objects.create(user=user, party=party or a_department(), role=role, state=MembershipState.ACTIVE)
    return user


def who_verifies() -> User:
    """The officer who verified the accounts of a small world, always the same one."""
    return User.objects.get_or_create(email="verifies@example.cn", defaults={"name": "核实人"})[0]
