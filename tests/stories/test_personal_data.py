"""After the whole story, every column of every table is searched for the numbers and names that were planted."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from psycopg import sql

from cms.kernel.clock import business_today, move_clock
from cms.kernel.errands import run_due
from cms.kernel.exports.services import start_export
from cms.kernel.models import Event, User
from cms.kernel.people.models import Party
from cms.kernel.roles import Role
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.gateways.protocol import BankEntry, BankStatement, Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.settlement import import_statement
from policies.grants.closing import close_due_confirmations
from policies.grants.models import Contact, Grant
from policies.grants.states import Means
from policies.grants.states import Outcome as Came
from policies.models import BankAccount
from policies.notices.services import close_notice
from policies.registry.accounts import verify_account
from tests.conftest import Clock
from tests.policies.grants.worlds import World, a_world, person_of
from tests.policies.officers import a_person
from tests.policies.worlds import imported

pytestmark = pytest.mark.django_db
GIVEN, IMPORTED, STRANGE = "6222029901234567890", "34050161999900007777", "6217009988776655443"
NAME, PHONE, IDENTITY = "欧阳青禾", "13955558888", "34182619800101553X"


def search(needles: Sequence[str]) -> dict[str, list[str]]:
    """The tables in which a row, all its columns written out as text (bytes as hexadecimal), holds a needle."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        for (table,) in cursor.fetchall():
            for needle in needles:
                forms = [f"%{needle}%", f"%{needle.encode().hex()}%"]
                looked = sql.SQL("SELECT 1 FROM {} AS whole WHERE whole::text LIKE ANY(%s) LIMIT 1")
                cursor.execute(looked.format(sql.Identifier(table)), [forms])
                if cursor.fetchone():
                    found.setdefault(table, []).append(needle)
    return found


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client


@pytest.fixture
def story(clock: Clock, tmp_path: Path) -> World:
    """Accounts given and imported, an objection and two petitions raised, money paid, and lists taken away."""
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path / "s"), MEDIA_ROOT=str(tmp_path / "m")):
        world = a_world()
        the_accounts_come_in(world)
        people_object(world)
        move_clock(world.decided.closes_at)  # type: ignore[attr-defined]
        close_notice(notice_id=world.decided.pk)  # type: ignore[attr-defined]
        the_money_is_paid(world)
        for report in ("grants", "payments", "journal"):
            start_export(report=report, form="csv", by=a_person(Role.MAKER))
        run_due()
    return world


def the_accounts_come_in(world: World) -> None:
    """The first firm types another account on its page; the second's comes with a department's file."""
    firm, second = world.firms
    world.decide()
    entered = {"bank_name": "中国银行云川支行", "bank_code": "104100000004", "number": GIVEN}
    address = reverse("policies:new_account", args=[world.grant(0).pk])
    assert browser(person_of(firm)).post(address, entered).status_code == 302
    verify_account(account_id=BankAccount.objects.get(enterprise=firm, state="unverified").pk, by=world.reviewer)
    BankAccount.objects.filter(enterprise=second).delete()
    header = ("统一社会信用代码", "企业名称", "户名", "开户行", "账号")
    imported([header, (second.uscc, second.name, second.name, "农商行", IMPORTED)], source="finance")
    for place, one in enumerate((firm, second)):
        account = BankAccount.objects.exclude(state="retired").get(enterprise=one)
        page = reverse("policies:benefit", args=[world.grant(place).pk])
        answer = browser(person_of(one)).post(page, {"scale": "S", "account": account.pk, "agrees": "on"})
        assert answer.status_code == 302


def people_object(world: World) -> None:
    """A named person objects, complains and reports; officers read it."""
    from_decision = world.grant().decision
    move_clock(from_decision.confirm_until)
    run_due()
    close_due_confirmations()
    run_due()
    notice = from_decision.notices.get()
    world.decided = notice  # type: ignore[attr-defined]
    said = {"name": NAME, "contact": f"{PHONE} {IDENTITY}", "grounds": "请核实。"}
    line = notice.lines.get(grant=world.grant(1))
    assert Client().post(reverse("policies:object", args=[notice.pk]), said | {"line": line.pk}).status_code == 302
    bureau = Party.objects.filter(is_department=True).first()
    assert bureau is not None
    for kind in ("complaint", "report"):
        made = Client().post(reverse("policies:new_petition", args=[kind]), said | {"department": bureau.pk})
        assert "查询码" in made.text
    assert NAME in browser(world.reviewer).get(reverse("policies:objection", args=[line.objections.get().pk])).text


def the_money_is_paid(world: World) -> None:
    """One batch goes to the bank; its statement also shows a stranger's account."""
    run_due()
    maker, checker, releaser = (a_person(role) for role in (Role.MAKER, Role.CHECKER, Role.RELEASER))
    batch = draft_batch(by=maker, title="第一批")
    lock_batch(batch_id=batch.pk, by=maker)
    approve_batch(batch_id=batch.pk, by=checker)
    release_batch(batch_id=batch.pk, by=releaser)
    claimed = claim_slice(batch.slices.get().pk)
    record_outcomes([(one.attempt_id, Outcome(Verdict.ACCEPTED)) for one in claimed])
    attempt = Attempt.objects.get()
    amount = int(attempt.payment.amount.amount * 100)
    number, name = attempt.payment.account.reveal(), attempt.payment.payee_name
    entries = (
        BankEntry("E1", "payment", amount, True, attempt.end_to_end_id, number, name, ""),
        BankEntry("E2", "payment", 100, True, "X1", STRANGE, "某公司", ""),
    )
    closing = 10**9 - amount - 100
    import_statement(BankStatement(settings.BANK_ACCOUNT, business_today(), 10**9, closing, True, entries))


PLANTED = (GIVEN, IMPORTED, STRANGE, NAME, PHONE, IDENTITY)


def test_a_dump_after_the_whole_story_shows_none_of_the_planted_numbers(story: World) -> None:
    assert Payment.objects.get().account.reveal() == GIVEN
    assert BankAccount.objects.get(enterprise=story.firms[1], state="verified").number.reveal() == IMPORTED
    assert search(PLANTED) == {}
    assert Event.objects.filter(name="secret.read").exists()


def test_a_number_planted_in_the_clear_is_found(story: World) -> None:
    grant = Grant.objects.order_by("pk")[0]
    now = grant.decision.decided_at
    Contact.objects.create(
        grant=grant, means=Means.PHONE, outcome=Came.REACHED, note=f"账号 {GIVEN}", made_at=now, made_on=now.date()
    )
    assert search(PLANTED) == {"policies_contact": [GIVEN]}
