"""Every address of ours × every role × one's own and another party's things, against the table in doors.py."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.transaction import atomic, set_rollback
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.kernel.access import PERMISSIONS, Act, Anyone
from cms.kernel.clock import SHANGHAI, move_clock
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from cms.pages.site import setup_site
from tests.databases import Workshop
from tests.house.doors import DOORS, PUBLIC, SIGNED_IN, THIRD_PARTIES, Row
from tests.house.hostile import WRONGS, forms_of, odd_addresses, send
from tests.house.market_town import OPENS_ON
from tests.house.town import Town, a_town

OURS = ("cms", "policies", "marketplace")
SIGN_IN = ("/accounts/login/", "/people/not-for-you/")  # the second sends strangers to the first
LET_IN = {200, 302, 405, 409, 422}
KEPT_OUT = {403, 404, 409, 422}


def is_of_the_admin(part: URLPattern) -> bool:
    """Whether it is a page of Wagtail's admin that ours only refines: its door is that of the admin."""
    view = getattr(part.callback, "view_class", None)
    return view is not None and issubclass(view, WagtailAdminTemplateMixin)


def addresses(resolver: Any, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of ours with its pattern."""
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            if part.callback.__module__.split(".")[0] in OURS and not is_of_the_admin(part):
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


@pytest.fixture(scope="module")
def standing(
    workshop: Workshop, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """The town in a database of its own, built once for every walk."""
    folder = tmp_path_factory.mktemp("town")
    folders = {"SNAPSHOT_ROOT": f"{folder}/s", "CUSTODIAN_ROOT": f"{folder}/c", "MEDIA_ROOT": f"{folder}/m"}
    with django_db_blocker.unblock(), workshop.cloned(), override_settings(**folders):
        move_clock(datetime.combine(OPENS_ON, time(9), SHANGHAI))
        yield a_town()


@pytest.fixture
def town(standing: Town) -> Iterator[Town]:
    """The town as it was built: what a walk leaves behind is rolled back."""
    with atomic():
        yield standing
        set_rollback(True)


def address(town: Town, name: str, row: Row, role: Role = Role.ENTERPRISE) -> str:
    """The address with the row's thing in it: the role's own one, where everybody has one."""
    return reverse(name, args=town.named(row.thing, role) if row.thing else [])


def test_every_address_with_a_place_for_a_thing_is_walked_with_one() -> None:
    assert [name for name, row in DOORS.items() if bool(row.thing) != bool(ADDRESSES[name].pattern.converters)] == []


def signed_in(user: User) -> Client:
    """A program of the person, told of refusals briefly; a bug shows as an answer, not as an exception."""
    client = Client(raise_request_exception=False, headers={"Accept": "text/html;q=0.5, application/problem+json"})
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def lets_in(row: Row, role: Role) -> bool:
    """Whether the row opens to the role."""
    return not isinstance(row.opens, Act) or role in PERMISSIONS[row.opens]


def allowed(row: Row) -> set[int]:
    """What somebody who may enter can get to see."""
    if row.refuses:
        return {403}
    return {401} if row.is_signed else LET_IN


def test_whoever_is_not_signed_in_is_sent_to_sign_in(town: Town) -> None:
    wrong = []
    for name, row in DOORS.items():
        answer = Client(raise_request_exception=False).get(address(town, name, row))
        is_sent = answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN)
        seen = KEPT_OUT if row.hides else allowed(row)
        if is_sent == (row.opens == PUBLIC) or (not is_sent and answer.status_code not in seen):
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_every_role_opens_exactly_its_doors(town: Town) -> None:
    wrong = []
    for role, user in town.own.items():
        client = signed_in(user)
        for name, row in DOORS.items():
            status = client.get(address(town, name, row, role)).status_code
            if status not in (allowed(row) if lets_in(row, role) else {403}):
                wrong.append((role.value, name, status))
    assert wrong == []


def test_nobody_sees_or_touches_what_belongs_to_another_party(town: Town) -> None:
    events, wrong = Event.objects.count(), []
    for role, user in town.strangers.items():
        client = signed_in(user)
        for name, row in DOORS.items():
            if not row.hides or role not in row.hides_from or not lets_in(row, role):
                continue
            theirs = address(town, name, row, role)
            answers = {client.get(theirs).status_code, client.post(theirs, {}).status_code} - {405}
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
                status = client.post(address(town, name, row, role), {}).status_code
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


def test_no_odd_address_breaks_a_page(town: Town) -> None:
    wrong = []
    for name, row in DOORS.items():
        role = next(role for role in Role if lets_in(row, role))
        client = signed_in(town.own[role])
        for at, odd in enumerate(odd_addresses(address(town, name, row, role))):
            status = client.get(odd).status_code
            if status >= 500:
                wrong.append((name, at, status))
    assert wrong == []


def left_behind() -> tuple[int, int]:
    """How many acts and files there are; that a secret was read to show the page is no act."""
    return Event.objects.exclude(name="secret.read").count(), StoredFile.objects.count()


def test_a_form_filled_in_wrongly_never_breaks_its_page_and_what_is_refused_leaves_nothing(town: Town) -> None:
    broken, left = [], []
    known: set[tuple[str, ...]] = set()
    for name, row in DOORS.items():
        role = next(role for role in Role if lets_in(row, role))
        client, page = signed_in(town.own[role]), address(town, name, row, role)
        answer = client.get(page)
        for form in forms_of(b"" if answer.streaming else answer.content, page):
            shape = (form.action, *(field for field, _kind, _good in form.fields))
            for wrong in () if shape in known else WRONGS:
                before = left_behind()
                with atomic():
                    status = send(client, form, wrong)
                    kept = left_behind() != before
                    set_rollback(True)
                if status >= 500:
                    broken.append((name, form.action, wrong, status))
                if 400 <= status < 500 and kept:
                    left.append((name, form.action, wrong, status))
            known.add(shape)
    assert broken == []
    assert left == []
