"""Bank accounts of enterprises: given by one person, verified by another, never changed; a replaced one is retired."""

from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_11_10

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.registry.codes import CodeEdition, CodeSet
from policies.registry.errors import (
    AccountInUse,
    AccountNameDiffers,
    AccountNumberFaulty,
    BankCodeFaulty,
    BankUnknown,
    OwnAccount,
)
from policies.registry.models import BankAccount, Enterprise
from policies.registry.rows import ACCOUNT_NUMBER, registered
from policies.registry.services import state_facts
from policies.registry.states import AccountState

ON_FILE: Final = "bank.account_on_file"


@transaction.atomic
def give_account(
    *, enterprise: Enterprise, account_name: str, bank_name: str, number: str, by: User, bank_code: str = ""
) -> BankAccount:
    """The enterprise's own account is on record and waits to be verified; given again, the one on record is returned.

    Everybody else who acts for the enterprise, and who gave the account in use, is told at once when it would replace
    one. Raises NotAllowed, AccountNameDiffers, AccountNumberFaulty, BankCodeFaulty, BankUnknown.
    """
    require(by, Act.CONFIRM_GRANT, enterprise.party)
    name, digits = registered(account_name), "".join(number.split()).replace("-", "")
    if name != registered(enterprise.name):
        raise AccountNameDiffers(account_name=name, name=enterprise.name)
    if not ACCOUNT_NUMBER.fullmatch(digits):
        raise AccountNumberFaulty
    code = "".join(bank_code.split())
    if code and not is_bank_code(code):
        raise BankCodeFaulty
    refuse_unknown_bank(code)
    same = enterprise.bank_accounts.filter(number_hash=keyed_hash(digits)).exclude(state=AccountState.RETIRED).first()
    if same is not None:
        return same
    account = BankAccount.objects.create(
        enterprise=enterprise,
        account_name=enterprise.name,
        bank_name=bank_name,
        bank_code=code,
        number=digits,
        number_hash=keyed_hash(digits),
        source="enterprise",
        given_by=by,
    )
    record("bank_account.given", about=account, by=by)
    _warn_previous_contacts(account, digits[-4:], by)
    return account


def is_bank_code(code: str) -> bool:
    """Whether it is a CNAPS code: bank, region, branch and a check digit by ISO 7064 MOD 11,10 (observed on the codes
    of the banks; the clearing centre publishes no formula)."""
    return len(code) == 12 and mod_11_10.is_valid(code)


def refuse_unknown_bank(code: str) -> None:
    """Raises BankUnknown when the county keeps the clearing centre's register and its edition in force lacks the code;
    nothing without a register or a code."""
    editions = CodeEdition.objects.filter(code_set=CodeSet.BANK, in_force_from__lte=business_today())
    edition = editions.order_by("-in_force_from", "-pk").first()
    if code and edition is not None and not edition.entries.filter(code=code).exists():
        raise BankUnknown(code=code, edition=edition.name)


def _warn_previous_contacts(account: BankAccount, tail: str, by: User) -> None:
    """Whoever could be deceived by a new account hears of it: as soon as the enterprise gives it, before anybody
    verifies it; of one that came in a department's file, when it is about to replace another."""
    before = account.enterprise.bank_accounts.filter(state=AccountState.VERIFIED).first()
    if before is None:
        return
    party = account.enterprise.party
    clerks = User.objects.filter(memberships__party=party, memberships__state=MembershipState.ACTIVE, is_active=True)
    people = set(clerks) | ({before.given_by} if before.given_by is not None else set())
    for person in sorted(people - {by}, key=lambda one: one.pk):
        notify(
            user=person,
            subject=_("有人申请更换收款账户"),
            body=_(
                "%(name)s 的收款账户拟由尾号 %(old)s 更换为尾号 %(new)s，由 %(by)s 提出，核实前不会启用。"
                "如非本单位意愿，请立即联系县财政局。"
            ),
            link=reverse("kernel:inbox"),
            name=account.account_name,
            old=before.number.reveal()[-4:],
            new=tail,
            by=by.name,
        )


@transaction.atomic
def verify_account(*, account_id: int, by: User) -> BankAccount:
    """Payments may use the account; the one before it is retired, and the enterprise is told.

    Raises NotAllowed, SamePersonTwice when `by` gave it, OwnAccount when `by` acts for its enterprise, BankUnknown,
    WrongState.
    """
    require(by, Act.IMPORT_FACTS)
    account = locked(BankAccount, account_id, "enterprise__party")
    if account.given_by_id == by.pk:
        raise SamePersonTwice
    if Membership.objects.filter(user=by, party=account.enterprise.party, state=MembershipState.ACTIVE).exists():
        raise OwnAccount
    refuse_unknown_bank(account.bank_code)
    if account.given_by is None:
        _warn_previous_contacts(account, account.number.reveal()[-4:], by)
    for before in account.enterprise.bank_accounts.filter(state=AccountState.VERIFIED):
        advance(before, AccountState.RETIRED, by=by)
    values = {"verified_by": by, "verified_at": business_now()}
    advance(account, AccountState.VERIFIED, by=by, values=values, source=account.source, batch=account.batch_id)
    _state_on_file(account, by)
    tell_verified(account)
    return account


def tell_verified(account: BankAccount) -> None:
    """Who acts for the enterprise hears which account counts as its own."""
    notify(
        party=account.enterprise.party,
        subject=_("收款账户已核实"),
        body=_("贵单位的收款账户（%(bank)s，尾号 %(tail)s）已核实启用。如非本单位提供，请立即联系县财政局。"),
        link=reverse("kernel:inbox"),
        bank=account.bank_name,
        tail=account.number.reveal()[-4:],
    )


@transaction.atomic
def confirm_account(*, account_id: int, by: User) -> BankAccount:
    """The enterprise says that an account a department has of it is its own: payments may use it.

    One that is verified already stays so. Raises NotAllowed; AccountInUse for an account that somebody of the
    enterprise gave, or where another is in use: these want a person of a department; BankUnknown, WrongState.
    """
    account = locked(BankAccount, account_id, "enterprise__party")
    require(by, Act.CONFIRM_GRANT, account.enterprise.party)
    if account.state == AccountState.VERIFIED:
        return account
    if account.given_by_id is not None or account.enterprise.bank_accounts.filter(state=AccountState.VERIFIED).exists():
        raise AccountInUse
    refuse_unknown_bank(account.bank_code)
    values = {"verified_by": by, "verified_at": business_now()}
    event, data = "bank_account.confirmed", {"source": account.source, "batch": account.batch_id}
    advance(account, AccountState.VERIFIED, by=by, values=values, event=event, **data)
    _state_on_file(account, by)
    return account


def _state_on_file(account: BankAccount, by: User) -> None:
    facts = {(ON_FILE, ""): True}
    state_facts(enterprise=account.enterprise, facts=facts, source="enterprise", as_of=business_today(), by=by)
