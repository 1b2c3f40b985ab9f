"""Accounts: given by one person, verified by another; and what is the same for every enterprise."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, SamePersonTwice, WrongState
from cms.kernel.models import Message, User
from cms.kernel.roles import Role
from cms.kernel.trail import events_about
from policies.grants.queries import offered_accounts, usable_accounts
from policies.models import BankAccount, Enterprise, FactImport
from policies.registry.accounts import confirm_account, give_account, is_bank_code, verify_account
from policies.registry.codes import CodeSet
from policies.registry.errors import (
    AccountInUse,
    AccountNameDiffers,
    AccountNumberFaulty,
    BankCodeFaulty,
    BankUnknown,
    NoAccountsToVerify,
    OwnAccount,
)
from policies.registry.filed_accounts import verify_filed_accounts
from policies.registry.keeping import enter_figure, enter_in_catalogue
from policies.registry.known import facts_of
from policies.registry.queries import accounts_to_verify
from policies.registry.services import check_import, queue_import, receive_file
from policies.rules.values import Missing
from tests.conftest import Clock
from tests.policies.worlds import csv_file, enterprise, imported, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(clock: Clock) -> Enterprise:
    clock.set(date(2023, 2, 1))
    return enterprise(1, "甲（云川）有限公司")


@pytest.fixture
def clerk(firm: Enterprise) -> User:
    return officer(Role.ENTERPRISE, firm.party)


def given(
    firm: Enterprise, by: User, number: str = "6222 0202 0011 2233", name: str = "甲(云川)有限公司"
) -> BankAccount:
    return give_account(enterprise=firm, account_name=name, bank_name="云川农商行", number=number, by=by)


def test_an_account_is_verified_by_another_person_and_retires_the_one_before(firm: Enterprise, clerk: User) -> None:
    reviewer = officer(Role.REVIEWER)
    first = verify_account(account_id=given(firm, clerk).pk, by=reviewer)
    assert (first.state, first.number.masked) == ("verified", "•••• 2233")
    assert facts_of(firm).get("bank.account_on_file", None).value is True
    second = verify_account(account_id=given(firm, clerk, "6222020200119999").pk, by=reviewer)
    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "verified")
    assert given(firm, clerk, "6222020200119999") == second


def test_who_gave_an_account_cannot_verify_it(firm: Enterprise, clerk: User) -> None:
    account = given(firm, clerk)
    clerk.memberships.create(party=firm.party, role=Role.REVIEWER, state="active")
    with pytest.raises(SamePersonTwice):
        verify_account(account_id=account.pk, by=clerk)
    account.refresh_from_db()
    assert account.state == "unverified"


def test_who_acts_for_the_enterprise_cannot_verify_its_account_whoever_gave_it(firm: Enterprise, clerk: User) -> None:
    account, reviewer = given(firm, clerk), officer(Role.REVIEWER)
    reviewer.memberships.create(party=firm.party, role=Role.ENTERPRISE, state="active")
    with pytest.raises(OwnAccount):
        verify_account(account_id=account.pk, by=reviewer)
    account.refresh_from_db()
    assert account.state == "unverified"


def test_another_name_another_firm_or_no_number_is_refused(firm: Enterprise, clerk: User) -> None:
    for refusal, values in ((AccountNameDiffers, {"name": "乙有限公司"}), (AccountNumberFaulty, {"number": "12ab"})):
        with pytest.raises(refusal):
            given(firm, clerk, **values)
    with pytest.raises(NotAllowed):
        given(enterprise(2), clerk, name="甲（云川）有限公司")
    assert BankAccount.objects.count() == 0


def test_catalogues_and_series_are_in_force_by_day(firm: Enterprise) -> None:
    for code in ("27", "3562"):
        enter_in_catalogue(
            catalogue="catalogue.hi_tech_manufacturing", entry=code, valid_from=date(2018, 1, 1), by=None
        )
    enter_figure(series="series.lpr_1y", valid_from=date(2023, 1, 20), value=Decimal("0.0365"), by=None)
    known = facts_of(firm)
    assert known.catalogue("catalogue.hi_tech_manufacturing", date(2023, 1, 1)).value == ("27", "3562")
    assert known.series("series.lpr_1y", date(2023, 2, 1)).value == Decimal("0.0365")
    assert isinstance(known.series("series.lpr_1y", date(2023, 1, 1)), Missing)


def test_a_bank_code_needs_its_twelve_digits_and_their_check_digit(firm: Enterprise, clerk: User) -> None:
    real = ("104100000004", "102100099996", "308584000013", "402361018886", "313651027012")
    assert all(is_bank_code(code) for code in real)
    for wrong in ("104100000005", "10410000000", "10410000000X"):
        with pytest.raises(BankCodeFaulty):
            give_account(
                enterprise=firm, account_name=firm.name, bank_name="中行", number="62220202", bank_code=wrong, by=clerk
            )
    assert BankAccount.objects.count() == 0


def test_once_the_register_of_banks_is_entered_a_code_must_stand_in_it(
    firm: Enterprise, clerk: User, tmp_path: Path
) -> None:
    known, unknown = "104100000004", "102100099996"
    before = give_account(
        enterprise=firm, account_name=firm.name, bank_name="工行", number="62220201", bank_code=unknown, by=clerk
    )
    register = tmp_path / "cnaps.csv"
    register.write_text(f"行号,名称\n{known},中国银行总行\n", encoding="utf-8")
    call_command("import_codes", str(register), code_set=CodeSet.BANK, year=2023, since="2023-01-01")
    with pytest.raises(BankUnknown, match="CNAPS-2023"):
        give_account(
            enterprise=firm, account_name=firm.name, bank_name="工行", number="62220202", bank_code=unknown, by=clerk
        )
    with pytest.raises(BankUnknown):
        verify_account(account_id=before.pk, by=officer(Role.REVIEWER))
    assert [one.state for one in BankAccount.objects.all()] == ["unverified"]
    account = give_account(
        enterprise=firm, account_name=firm.name, bank_name="中行", number="62220203", bank_code=known, by=clerk
    )
    assert verify_account(account_id=account.pk, by=officer(Role.REVIEWER)).state == "verified"


def test_before_an_account_is_replaced_everybody_else_who_could_be_deceived_is_told(
    firm: Enterprise, clerk: User
) -> None:
    verify_account(account_id=given(firm, clerk).pk, by=officer(Role.REVIEWER))
    second, told = officer(Role.ENTERPRISE, firm.party), Message.objects.filter(user__isnull=False)
    assert not told.exists()
    given(firm, second, "6222020200119999")
    assert [message.user for message in told] == [clerk]
    assert "尾号 9999" in told.get().body
    assert "6222020200119999" not in str(told.get().params)


def filed(*firms: Enterprise, first: int = 6222020200110000) -> FactImport:
    """A department's file with an account of each; nobody's name is on it."""
    header = ["统一社会信用代码", "户名", "开户行", "账号"]
    rows = [[one.uscc, one.name, "云川农商行", str(first + place)] for place, one in enumerate(firms)]
    return imported([header, *rows], source="social")


def test_an_account_of_a_file_waits_and_the_trail_names_file_and_source_but_no_number(firm: Enterprise) -> None:
    one = filed(firm)
    account = firm.bank_accounts.get()
    assert (account.state, account.batch, account.verified_by) == ("unverified", one, None)
    told = events_about(one).get(name="fact_import.accounts_filed")
    assert told.data == {"source": "social", "accounts": [account.pk]}
    assert not usable_accounts(firm.pk, firm.name).exists()
    assert list(offered_accounts(firm.pk, firm.name)) == [account]


def test_the_database_refuses_a_verified_account_that_nobody_verified(firm: Enterprise, clerk: User) -> None:
    filed(firm)
    for values in ({"verified_by": None}, {"given_by": clerk, "verified_by": clerk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            firm.bank_accounts.update(state="verified", **values)
    assert firm.bank_accounts.get().state == "unverified"


def test_the_enterprise_itself_confirms_what_a_department_has_of_it(firm: Enterprise, clerk: User) -> None:
    filed(firm)
    account = confirm_account(account_id=firm.bank_accounts.get().pk, by=clerk)
    assert (account.state, account.verified_by) == ("verified", clerk)
    assert events_about(account).get().name == "bank_account.confirmed"
    assert facts_of(firm).get("bank.account_on_file", None).value is True


def test_its_own_account_or_a_second_one_the_enterprise_does_not_confirm_alone(firm: Enterprise, clerk: User) -> None:
    own = given(firm, clerk)
    with pytest.raises(AccountInUse):
        confirm_account(account_id=own.pk, by=clerk)
    verify_account(account_id=own.pk, by=officer(Role.REVIEWER))
    filed(firm)
    other = firm.bank_accounts.get(state="unverified")
    with pytest.raises(AccountInUse):
        confirm_account(account_id=other.pk, by=clerk)
    with pytest.raises(NotAllowed):
        confirm_account(account_id=other.pk, by=officer(Role.REVIEWER))
    assert list(offered_accounts(firm.pk, firm.name)) == [own]
    told = Message.objects.filter(user=clerk).count()
    verify_account(account_id=other.pk, by=officer(Role.REVIEWER))
    assert Message.objects.filter(user=clerk).count() == told + 1  # who gave the one before hears of it


def test_a_second_officer_verifies_the_accounts_of_a_file_in_one_act(firm: Enterprise, clerk: User) -> None:
    second, twice = enterprise(2), enterprise(3)
    one = filed(firm, second, twice)
    filed(twice, first=6222020200119990)
    verifier = officer(Role.REVIEWER)
    verifier.memberships.create(party=second.party, role=Role.ENTERPRISE, state="active")
    assert verify_filed_accounts(import_id=one.pk, by=verifier) == 1  # neither its own, nor one of two
    account = firm.bank_accounts.get()
    assert (account.state, account.verified_by) == ("verified", verifier)
    assert facts_of(firm).get("bank.account_on_file", None).value is True
    assert events_about(one).get(name="fact_import.accounts_verified").data["accounts"] == [account.pk]
    assert Message.objects.filter(party=firm.party).count() == 1
    assert set(accounts_to_verify().values_list("enterprise", flat=True)) == {twice.pk}
    with pytest.raises(NoAccountsToVerify):
        verify_filed_accounts(import_id=one.pk, by=verifier)


def test_who_had_a_part_in_a_file_does_not_verify_its_accounts(firm: Enterprise) -> None:
    editor = officer(Role.EDITOR)
    rows = [["统一社会信用代码", "户名", "开户行", "账号"], [firm.uscc, firm.name, "农商行", "6222020200112233"]]
    one = receive_file(source="social", name="a.csv", content=csv_file(rows), as_of=date(2023, 1, 3), by=editor)
    with pytest.raises(WrongState):
        verify_filed_accounts(import_id=one.pk, by=officer(Role.EDITOR))
    check_import(import_id=one.pk, by=None)
    queue_import(import_id=one.pk, by=None)
    run_due()
    page = client_of(editor).get(reverse("policies:import", args=[one.pk])).text
    assert "您经办了该文件" in page
    assert "6222020200112233" not in page
    with pytest.raises(SamePersonTwice):
        verify_filed_accounts(import_id=one.pk, by=editor)
    assert firm.bank_accounts.get().state == "unverified"
    assert client_of(officer(Role.EDITOR)).post(reverse("policies:verify_accounts", args=[one.pk])).status_code == 302
    assert firm.bank_accounts.get().state == "verified"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client
