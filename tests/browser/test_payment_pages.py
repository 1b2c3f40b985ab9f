"""The pages of payments by everybody who stands behind one: accessible, quiet, no wider than the window."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pytest_django import Settings

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due
from cms.kernel.files.services import store_file
from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.disbursement.bringing import bring_statement
from policies.disbursement.cancelling import propose_cancellation
from policies.disbursement.gateways.protocol import BankStatement
from policies.disbursement.models import Payment
from policies.disbursement.services import draft_batch, lock_batch
from policies.disbursement.settlement import import_statement
from policies.grants.falling_due import call_due_instalments
from policies.notices.objecting import decide_objection, raise_objection
from policies.notices.petitioning import raise_petition
from policies.notices.services import close_notice
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.policies.disbursement.test_bank_file import OURS, camt
from tests.policies.grants.test_persons import SHARED, given
from tests.policies.grants.worlds import World, a_world, person_of
from tests.policies.officers import a_person
from tests.policies.worlds import imported, uscc

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
Addresses = dict[str, list[str]]


@pytest.fixture
def world(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> World:
    """Three firms of whose grants a person gets a tenth; the last one's line was objected to with evidence."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    clock.set(date(2023, 2, 1))
    made = a_world(rule=SHARED, revenues=(2_000_000, 3_000_000, 4_000_000))
    notice = made.noticed()
    objection = raise_objection(
        notice_id=notice.pk, grant_id=made.grant(2).pk, name="李群", contact="13800000000", grounds="营业收入有误。",
        evidence=store_file(upload=ContentFile(PDF, name="evidence.pdf"), by=None),
    )  # fmt: skip
    decide_objection(objection_id=objection.pk, by=made.reviewer, is_upheld=False, answer="经核查无误。")
    clock.set(notice.closes_at)
    close_notice(notice_id=notice.pk)
    run_due()
    call_due_instalments()
    run_due()
    return made


@pytest.fixture
def addresses(world: World, clock: Clock) -> Addresses:
    """By who reads them: the pages, each at a moment when it has something to show."""
    maker, checker, clerk = a_person(Role.MAKER), a_person(Role.CHECKER), person_of(world.firms[0])
    first, second, third = (Payment.objects.get(grant=world.grant(place)) for place in range(3))
    drafted = draft_batch(by=maker, title="第二批", payment_ids=[second.pk])
    locked = draft_batch(by=maker, title="第一批", payment_ids=[first.pk])
    lock_batch(batch_id=locked.pk, by=maker)
    propose_cancellation(payment_id=third.pk, by=maker, reason="企业来函放弃")
    given(world)
    import_statement(BankStatement(OURS, business_today(), 10**9, 10**9, True, ()))
    clock.forward(days=3)
    bring_statement(body=camt(day=business_today() - timedelta(days=2)).encode(), by=maker)
    header = ["统一社会信用代码", "企业名称", "户名", "开户行", "账号"]
    rows = [[uscc(90), "云川县新联机械有限公司", "云川县新联机械有限公司", "农商行", "6222020200112233"]]
    filed = imported([header, *rows], source="finance")
    bureau, decision = world.version.policy.lead_department, world.grant().decision
    details = {"department": bureau, "grounds": "办理超时", "name": "李群", "contact": "13800000000"}
    petition, _code = raise_petition(kind="complaint", **details)
    line = decision.notices.get().lines.get(grant=world.grant(2))
    people = {"clerk": clerk, "maker": maker, "checker": checker, "reviewer": world.reviewer}
    for user in people.values():
        user.set_password(PASSWORD)
        user.save()
    grant = world.grant().pk
    pages: dict[str, list[tuple[str, tuple[object, ...]]]] = {
        "": [("object", (decision.notices.get().pk,)), ("new_petition", ("complaint",)), ("follow_petition", ())],
        "clerk": [
            ("benefit", (grant,)), ("own_person", (grant,)), ("own_payments", ()), ("own_payment", (first.pk,)),
        ],
        "maker": [("batch", (drafted.pk,)), ("payment", (third.pk,)), ("reconciliation", ())],
        "checker": [("batch", (locked.pk,)), ("payment", (third.pk,)), ("reconciliation", ())],
        "reviewer": [
            ("persons", ()), ("grant_person", (grant,)), ("grant_instalments", (grant,)), ("import", (filed.pk,)),
            ("objection", (line.objections.get().pk,)), ("complaint", (petition.pk,)), ("complaints", ()),
        ],
    }  # fmt: skip
    return {
        people[who].email or "" if who else "": [reverse(f"policies:{name}", args=args) for name, args in listed]
        for who, listed in pages.items()
    }


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_the_pages_are_accessible_quiet_and_fit(
    addresses: Addresses, visit: Callable[..., Visitor], width: int, language: str
) -> None:
    faults = {}
    for login, paths in addresses.items():
        visitor = visit(width, language)
        if login:
            visitor.log_in(User.objects.get(email=login).email or "", PASSWORD)
        for path in paths:
            page = visitor.open(path)
            assert page.url.endswith(path), page.url
            page.evaluate("document.querySelectorAll('details.disclosure').forEach(one => { one.open = true })")
            faults[f"{login} {path}"] = [*axe_faults(page), *visitor.complaints] + ["too wide"] * (overflow(page) > 0)
            visitor.complaints.clear()
            page.close()
    assert {path: found for path, found in faults.items() if found} == {}
