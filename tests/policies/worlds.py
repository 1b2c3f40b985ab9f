"""Small worlds for tests of the policies wing, built through its services."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from stdnum.cn import uscc as uscc_number

from cms.kernel.errands import run_due
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState, PartyKind
from cms.kernel.roles import Role
from cms.kernel.workdays.services import approve_day, propose_day
from policies.models import Enterprise, FactImport
from policies.registry.mapping import FileMapping
from policies.registry.services import check_import, queue_import, receive_file, state_facts

OPENING = date(2023, 1, 3)


def uscc(serial: int, *, authority: str = "91341826") -> str:
    """A USCC with a right check digit."""
    body = f"{authority}MA{serial:07d}"[:17]
    return body + uscc_number.calc_check_digit(body)


def department(name: str = "云川县经济和信息化局", serial: int = 1) -> Party:
    """A county department."""
    code = uscc(serial, authority="11341826")
    return Party.objects.get_or_create(
        uscc=code, defaults={"name": name, "kind": PartyKind.ORGAN, "is_department": True}
    )[0]


def officer(role: Role, party: Party | None = None, *, name: str = "王敏") -> User:
    """A person with a role in a department."""
    user = User.objects.create_user(name=name, email=f"{role}{User.objects.count()}@yunchuan.example")
    Membership.objects.create(user=user, party=party or department(), role=role, state=MembershipState.ACTIVE)
    return user


def enterprise(serial: int, name: str = "", **facts: Any) -> Enterprise:
    """An enterprise in the registry; `facts` by code with __ for the dot, stated by the market bureau."""
    party = Party.objects.create(uscc=uscc(serial), name=name or f"云川县第{serial}机械有限公司")
    made = Enterprise.objects.create(party=party)
    stated = {(code.replace("__", "."), ""): value for code, value in facts.items()}
    if stated:
        state_facts(enterprise=made, facts=stated, source="market", as_of=OPENING, by=None)
    return made


def csv_file(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> io.BytesIO:
    """A department's CSV file."""
    return io.BytesIO("\r\n".join(",".join(row) for row in rows).encode(encoding))


def imported(
    rows: Sequence[Sequence[str]],
    *,
    source: str = "statistics",
    as_of: date = OPENING,
    encoding: str = "gb18030",
    mapping: Mapping[str, Any] | None = None,
) -> FactImport:
    """A department's file let in, all the way."""
    received = receive_file(
        source=source, name="data.csv", content=csv_file(rows, encoding), as_of=as_of, by=None,
        mapping=FileMapping.from_json(mapping) if mapping else None,
    )  # fmt: skip
    check_import(import_id=received.pk, by=None)
    queue_import(import_id=received.pk, by=None)
    run_due()
    return FactImport.objects.get(pk=received.pk)


def day_changed(day: date, *, is_working: bool | None) -> None:
    """Two people have changed the working calendar of the day, and what follows from it is done."""
    change = propose_day(day=day, is_working=is_working, reason="国办通知", by=officer(Role.ADMINISTRATOR))
    approve_day(change_id=change.pk, by=officer(Role.REVIEWER))
    run_due()
