"""Persons whom a grant pays: named by one, verified by another, paid under their whole name, shown under none."""

from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused, SamePersonTwice
from cms.kernel.models import Event, User
from cms.kernel.money import to_fen
from cms.kernel.roles import Role
from policies.budgets.queries import ledger_faults
from policies.disbursement.advice import advice_data
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.drafting import hold_payment, resume_payment
from policies.disbursement.gateways.protocol import BankEntry, BankStatement, Outcome, Verdict
from policies.disbursement.models import Payment
from policies.disbursement.redirecting import redirect_payment
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import StatementLine
from policies.disbursement.tallies import tally_faults
from policies.grants.errors import (
    CardFaulty,
    HolderDiffers,
    IdentityFaulty,
    NoPersonPaid,
    OwnPerson,
    PersonNameFaulty,
    ReasonMissing,
)
from policies.grants.instalments import Instalment
from policies.grants.naming_persons import (
    give_person,
    grants_without_person,
    persons_to_verify,
    refuse_person,
    verify_person,
)
from policies.grants.persons import NamedPerson
from policies.grants.queries import own_grants
from policies.registry.errors import BankCodeFaulty
from tests.conftest import Clock
from tests.policies.grants.test_instalments import ready
from tests.policies.grants.worlds import RULE, World, a_world, person_of
from tests.policies.officers import a_person
from tests.stories.test_personal_data import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
SHARED = RULE | {"payees": [{"who": "enterprise", "share": "0.9"}, {"who": "person", "share": "0.1"}]}
NAME = "欧阳青禾"
IDENTITY = "34182619900307217" + mod_11_2.calc_check_digit("34182619900307217")
NO_SUCH_DAY = "34182619900230217" + mod_11_2.calc_check_digit("34182619900230217")
CARD = "622202131600987654" + luhn.calc_check_digit("622202131600987654")
OTHER_CARD = "621700713200123456" + luhn.calc_check_digit("621700713200123456")


def a_personal_world() -> World:
    """One firm, of whose twenty thousand yuan a tenth goes to a person."""
    return a_world(rule=SHARED, revenues=(2_000_000,))


def given(world: World, by: User | None = None, **more: Any) -> NamedPerson:
    said = {"name": NAME, "identity": IDENTITY, "holder": NAME, "bank_name": "工行云川支行", "number": CARD}
    return give_person(grant_id=world.grant().pk, by=by or person_of(world.firms[0]), **(said | more))


def test_what_goes_to_a_person_waits_until_a_second_person_has_verified_who_it_is(clock: Clock) -> None:
    world = ready(a_personal_world(), clock)
    [own] = Payment.objects.all()
    assert (own.is_personal, to_fen(own.amount)) == (False, 1_800_000)
    mine = own_grants(person_of(world.firms[0]))
    assert list(grants_without_person(mine)) == [world.grant()]
    person = given(world)
    run_due()
    assert Payment.objects.count() == 1
    assert list(persons_to_verify(world.reviewer)) == [person]
    verify_person(person_id=person.pk, by=world.reviewer)
    run_due()
    payment = Payment.objects.get(is_personal=True)
    assert (payment.payee_name, to_fen(payment.amount), payment.payee) == ("欧***", 200_000, own.payee)
    assert (payment.person, payment.account.reveal(), payment.state) == (person, CARD, "drafted")
    assert not grants_without_person(mine).exists()
    assert (tally_faults(), ledger_faults()) == ([], {})


def paid(payment: Payment) -> tuple[str, str]:
    """The payment is made and stands on a statement; returns the name and number that the bank was told."""
    maker, checker, releaser = (a_person(role) for role in (Role.MAKER, Role.CHECKER, Role.RELEASER))
    batch = draft_batch(by=maker, title="个人", payment_ids=[payment.pk])
    lock_batch(batch_id=batch.pk, by=maker)
    approve_batch(batch_id=batch.pk, by=checker)
    release_batch(batch_id=batch.pk, by=releaser)
    [claimed] = claim_slice(batch.slices.get().pk)
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    told, fen = claimed.instruction, to_fen(payment.amount)
    name, number = told.creditor_name, told.creditor_account
    entry = BankEntry("E1", "payment", fen, True, told.end_to_end_id, number, name, "")
    import_statement(BankStatement(settings.BANK_ACCOUNT, business_today(), 10**9, 10**9 - fen, True, (entry,)))
    payment.refresh_from_db()
    return name, number


def test_a_person_is_paid_and_receipted_and_no_table_shows_who_it_is(clock: Clock) -> None:
    world = ready(a_personal_world(), clock)
    verify_person(person_id=given(world).pk, by=world.reviewer)
    run_due()
    payment = Payment.objects.get(is_personal=True)
    assert paid(payment) == (NAME, CARD)
    assert payment.state == "settled"
    assert StatementLine.objects.get().counterparty_name == "欧***"
    facts = str(advice_data(payment, "https://x")["facts"])
    assert ("欧***" in facts, NAME in facts, CARD in facts) == (True, False, False)
    assert search((NAME, IDENTITY, CARD)) == {}
    page = client_of(a_person(Role.AUDITOR)).get(reverse("policies:payment_file", args=[payment.pk])).text
    assert (NAME in page, IDENTITY in page, CARD in page) == (False, False, False)


def test_whoever_is_named_in_the_clear_is_found() -> None:
    world = a_personal_world()
    world.decide()
    person = given(world)
    NamedPerson.objects.filter(pk=person.pk).update(reason=f"{NAME} {IDENTITY}")
    assert search((NAME, IDENTITY, CARD)) == {"policies_namedperson": [NAME, IDENTITY]}


WRONG: list[tuple[type[Refused], dict[str, str]]] = [
    (PersonNameFaulty, {"name": "欧阳 青禾", "holder": "欧阳 青禾"}),
    (PersonNameFaulty, {"name": "X", "holder": "X"}),
    (HolderDiffers, {"holder": "欧阳青"}),
    (HolderDiffers, {"holder": NAME + " "}),
    (IdentityFaulty, {"identity": IDENTITY[:-1] + ("1" if IDENTITY[-1] != "1" else "2")}),
    (IdentityFaulty, {"identity": "341826900307217"}),
    (IdentityFaulty, {"identity": NO_SUCH_DAY}),
    (CardFaulty, {"number": CARD[:-1] + str((int(CARD[-1]) + 1) % 10)}),
    (CardFaulty, {"number": "622202"}),
    (BankCodeFaulty, {"bank_code": "104100000005"}),
]


@pytest.mark.parametrize(("refusal", "change"), WRONG)
def test_what_is_no_name_identity_or_card_is_refused_and_nothing_kept(
    refusal: type[Refused], change: dict[str, str]
) -> None:
    world = a_personal_world()
    world.decide()
    before = Event.objects.count()
    with pytest.raises(refusal):
        given(world, **change)
    assert (NamedPerson.objects.count(), Event.objects.count()) == (0, before)


def test_only_the_enterprise_and_its_department_name_a_person_and_only_where_one_is_paid() -> None:
    world = a_personal_world()
    world.decide()
    for stranger in (a_person(Role.ENTERPRISE), a_person(Role.REVIEWER), a_person(Role.MAKER)):
        with pytest.raises(NotAllowed):
            given(world, by=stranger)
    plain = a_world(code="plain", rule=RULE | {"code": "plain"}, first_serial=40, revenues=(2_000_000,))
    plain.decide()
    with pytest.raises(NoPersonPaid):
        given(plain)
    assert NamedPerson.objects.count() == 0


def test_who_gives_a_person_does_not_verify_it_nor_who_acts_for_the_enterprise() -> None:
    world = a_personal_world()
    world.decide()
    person = given(world, by=world.reviewer)
    with pytest.raises(SamePersonTwice):
        verify_person(person_id=person.pk, by=world.reviewer)
    assert not persons_to_verify(world.reviewer).exists()
    second = a_person(Role.REVIEWER, world.version.policy.lead_department)
    second.memberships.create(party=world.firms[0].party, role=Role.ENTERPRISE, state="active")
    with pytest.raises(OwnPerson):
        verify_person(person_id=person.pk, by=second)
    with pytest.raises(NotAllowed):
        verify_person(person_id=person.pk, by=a_person(Role.REVIEWER))
    for values in ({"verified_by": None}, {"verified_by": world.reviewer}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NamedPerson.objects.filter(pk=person.pk).update(state="verified", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        NamedPerson.objects.filter(pk=person.pk).update(number=OTHER_CARD)
    person.refresh_from_db()
    assert (person.state, person.number.reveal()) == ("given", CARD)


def test_a_refused_person_is_told_why_and_given_anew() -> None:
    world = a_personal_world()
    world.decide()
    person = given(world)
    with pytest.raises(ReasonMissing):
        refuse_person(person_id=person.pk, by=world.reviewer, reason=" ")
    refuse_person(person_id=person.pk, by=world.reviewer, reason="卡已注销")
    again = given(world, number=OTHER_CARD)
    replaced = given(world)
    assert [one.state for one in NamedPerson.objects.order_by("pk")] == ["retired", "retired", "given"]
    assert replaced.pk > again.pk


def test_a_held_payment_goes_to_the_persons_new_card_by_two_people(clock: Clock) -> None:
    world = ready(a_personal_world(), clock)
    verify_person(person_id=given(world).pk, by=world.reviewer)
    run_due()
    payment = Payment.objects.get(is_personal=True)
    maker, checker = a_person(Role.MAKER), a_person(Role.CHECKER)
    hold_payment(payment_id=payment.pk, by=maker, reason="换卡")
    new = verify_person(person_id=given(world, number=OTHER_CARD).pk, by=world.reviewer)
    redirect_payment(payment_id=payment.pk, account_id=new.pk, by=maker)
    resume_payment(payment_id=payment.pk, by=checker)
    clock.forward(days=1)
    payment.refresh_from_db()
    assert paid(payment) == (NAME, OTHER_CARD)
    assert Instalment.objects.filter(is_personal=True).count() == 1


def test_a_payment_to_a_person_who_was_retired_is_held_by_the_lock(clock: Clock) -> None:
    world = ready(a_personal_world(), clock)
    person = verify_person(person_id=given(world).pk, by=world.reviewer)
    run_due()
    NamedPerson.objects.filter(pk=person.pk).update(state="retired")
    maker = a_person(Role.MAKER)
    lock_batch(batch_id=draft_batch(by=maker, title="x").pk, by=maker)
    assert list(Payment.objects.order_by("is_personal").values_list("state", "note")) == [
        ("locked", ""),
        ("held", "no_account"),
    ]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_the_enterprise_types_who_it_is_and_the_department_reads_it_on_record() -> None:
    world = a_personal_world()
    world.decide()
    grant, clerk = world.grant(), client_of(person_of(world.firms[0]))
    own, desk = (reverse(name, args=[grant.pk]) for name in ("policies:own_person", "policies:grant_person"))
    assert own in clerk.get(reverse("policies:benefit", args=[grant.pk])).text
    said = {"name": NAME, "identity": IDENTITY, "holder": NAME, "bank_name": "工行", "number": CARD}
    assert "身份证号应为 18 位" in clerk.post(own, said | {"identity": "1"}).text
    assert clerk.post(own, said).status_code == 302
    shown = clerk.get(own).text
    assert ("欧***" in shown, NAME in shown, IDENTITY in shown, CARD in shown) == (True, False, False, False)
    officer = client_of(world.reviewer)
    assert desk in officer.get(reverse("policies:persons")).text
    assert not Event.objects.filter(name="secret.read").exists()
    page = officer.get(desk).text
    assert (NAME in page, IDENTITY in page, CARD in page) == (True, True, True)
    assert Event.objects.filter(name="secret.read", by=world.reviewer).count() == 3
    act, person = reverse("policies:decide_person", args=[grant.pk]), NamedPerson.objects.get()
    assert officer.post(act, {"person": person.pk, "verify": "1"}).status_code == 302
    person.refresh_from_db()
    assert (person.state, person.verified_at is not None) == ("verified", True)
    assert NAME not in officer.get(desk).text
