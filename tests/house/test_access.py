"""Every address of ours × every role × one's own and another party's things, against the table in doors.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.kernel.access import PERMISSIONS, Act, Anyone
from cms.kernel.errands import run_due
from cms.kernel.jobs.services import start_job
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from cms.pages.site import setup_site
from policies.disbursement.drafting import draft_payments
from policies.disbursement.services import draft_batch
from policies.grants.models import Grant
from policies.notices.services import close_notice, raise_objection
from tests.conftest import Clock
from tests.house.doors import DOORS, NOTHING, PUBLIC, SIGNED_IN, THIRD_PARTIES, Row
from tests.marketplace.worlds import Market, market
from tests.policies.grants.worlds import World, a_world, person_of
from tests.policies.officers import a_department, a_party, a_person

OURS = ("cms", "policies", "marketplace")
SIGN_IN = ("/accounts/login/", "/people/not-for-you/")  # the second sends strangers to the first
LET_IN = {200, 302, 405, 409, 422}
KEPT_OUT = {403, 404, 409, 422}


def addresses(resolver: Any, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of ours with its pattern."""
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            if part.callback.__module__.split(".")[0] in OURS:
                yield space + (part.name or ""), part
        else:
            yield from addresses(part, space + (f"{part.namespace}:" if part.namespace else ""))


ADDRESSES = dict(addresses(get_resolver()))


def test_every_address_of_ours_has_a_row_and_every_row_an_address() -> None:
    assert set(ADDRESSES) - set(DOORS) == set()
    assert set(DOORS) - set(ADDRESSES) == set()


def test_every_view_keeps_the_door_of_its_row() -> None:
    said = {PUBLIC: None, SIGNED_IN: Anyone}
    wrong = [
        name
        for name, row in DOORS.items()
        if getattr(ADDRESSES[name].callback, "door", "no door at all") != said.get(str(row.opens), row.opens)
    ]
    assert wrong == []


def test_every_third_party_part_has_its_front_door() -> None:
    parts = {
        str(part.pattern) or "wagtail"
        for part in get_resolver().url_patterns
        if isinstance(part, URLResolver) and not any(True for _ in addresses(part))
    }
    assert parts - {"admin/"} == set(THIRD_PARTIES) - {"admin/"}


@dataclass
class Town:
    """The small world that is walked, its people, and the things that stand in addresses."""

    own: dict[Role, User]
    strangers: dict[Role, User]
    things: dict[str, list[Any]]

    def address(self, name: str, row: Row) -> str:
        """The address with the row's thing in it."""
        pattern = ADDRESSES[name].pattern
        if not pattern.converters:
            return reverse(name)
        return reverse(name, args=[0] if row.thing == NOTHING else self.things[row.thing])


@pytest.fixture
def town(db: None, clock: Clock, tmp_path: Path) -> Iterator[Town]:
    """Built by services, in February 2023."""
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path / "s"), CUSTODIAN_ROOT=str(tmp_path / "c")):
        place = market()
        yield built(place, a_world(lead=place.department, first_serial=5001), clock)


def built(place: Market, world: World, clock: Clock) -> Town:
    """Everything the addresses name, each with its owner."""
    agency = place.agency("云川测绘")
    notice = world.noticed()
    objection = raise_objection(
        notice_id=notice.pk, grant_id=world.grant(1).pk, name="李群", contact="13800000000", grounds="有处罚"
    )
    clock.set(notice.closes_at)
    close_notice(notice_id=notice.pk)
    payment = draft_payments(Grant.objects.filter(pk=world.grant(0).pk))[0]
    need, draft = place.need(), place.draft()
    run_due()
    own = {role: a_person(role, place.department) for role in Role}
    own |= {
        Role.ENTERPRISE: person_of(world.firms[0]),
        Role.AGENCY: place.agent(agency),
        Role.OWNER: place.clerk,
        Role.REVIEWER: world.reviewer,
    }
    strangers = {role: a_person(role, a_department(f"县{role.label}局")) for role in Role}
    strangers |= {role: a_person(role, a_party()) for role in (Role.ENTERPRISE, Role.AGENCY, Role.OWNER)}
    batch = draft_batch(by=own[Role.MAKER], title="第一批", payment_ids=[payment.pk])
    things: dict[str, Any] = {
        "grant": world.grant(0),
        "decision": notice.decision,
        "version": world.version,
        "notice": notice,
        "objection": objection,
        "enterprise": world.firms[0],
        "line": world.line,
        "payment": payment,
        "batch": batch,
        "job": start_job(title="导入", by=own[Role.EDITOR]),
        "agency": agency,
        "admission": agency.admissions.get(),
        "owner": place.owner,
        "need": need,
        "draft": draft,
    }
    named = {name: [thing.pk] for name, thing in things.items()}
    return Town(own, strangers, named | {"service_type": [place.service_type.code], "trail": ["policies.batch", 1]})


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in; a bug would show as an answer, not as an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def lets_in(row: Row, role: Role) -> bool:
    """Whether the row opens to the role."""
    return not isinstance(row.opens, Act) or role in PERMISSIONS[row.opens]


def allowed(row: Row) -> set[int]:
    """What somebody who may enter can get to see."""
    if row.refuses:
        return {403}
    return LET_IN | ({404} if row.thing in (NOTHING, "trail") else set())


def test_whoever_is_not_signed_in_is_sent_to_sign_in(town: Town) -> None:
    wrong = []
    for name, row in DOORS.items():
        answer = Client(raise_request_exception=False).get(town.address(name, row))
        is_sent = answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN)
        if is_sent == (row.opens == PUBLIC) or (not is_sent and answer.status_code not in allowed(row)):
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_every_role_opens_exactly_its_doors(town: Town) -> None:
    wrong = []
    for role, user in town.own.items():
        client = signed_in(user)
        for name, row in DOORS.items():
            status = client.get(town.address(name, row)).status_code
            if status not in (allowed(row) if lets_in(row, role) else {403}):
                wrong.append((role.value, name, status))
    assert wrong == []


def test_nobody_sees_or_touches_what_belongs_to_another_party(town: Town) -> None:
    events, wrong = Event.objects.count(), []
    for role, user in town.strangers.items():
        client = signed_in(user)
        for name, row in DOORS.items():
            if not row.hides or not lets_in(row, role):
                continue
            address = town.address(name, row)
            answers = {client.get(address).status_code, client.post(address, {}).status_code} - {405}
            if not answers <= KEPT_OUT:
                wrong.append((role.value, name, sorted(answers)))
    assert wrong == []
    assert Event.objects.count() == events


def test_what_a_role_may_not_do_it_cannot_post_either(town: Town) -> None:
    events, wrong = Event.objects.count(), []
    for role, user in town.own.items():
        client = signed_in(user)
        for name, row in DOORS.items():
            if not lets_in(row, role):
                status = client.post(town.address(name, row), {}).status_code
                if status != 403:
                    wrong.append((role.value, name, status))
    assert wrong == []
    assert Event.objects.count() == events


def test_third_party_parts_let_in_whom_their_row_names(town: Town) -> None:
    setup_site()
    wrong = []
    for part, front in THIRD_PARTIES.items():
        for role, user in town.own.items():
            status = signed_in(user).get(front.address, follow=True).status_code
            is_in = status != 403
            if is_in != (front.roles is None or role in front.roles) or status >= 500:
                wrong.append((part, role, status))
    assert wrong == []


def test_the_printed_table_of_roles_is_the_one_in_force() -> None:
    assert call_command("roles_table", "--check") is None


def test_an_outdated_table_of_roles_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PERMISSIONS, Act.SEE_ALL, frozenset(Role))
    with pytest.raises(CommandError):
        call_command("roles_table", "--check")
