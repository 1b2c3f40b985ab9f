"""Bank accounts of enterprises: given by one person, verified by another, never changed; a replaced one is retired."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.registry.errors import AccountNameDiffers, AccountNumberFaulty
from policies.registry.models import BankAccount, Enterprise
from policies.registry.particulars import ON_FILE
from policies.registry.rows import ACCOUNT_NUMBER, registered
from policies.registry.services import state_facts
from policies.registry.states import AccountState


@transaction.atomic
def give_account(
    *, enterprise: Enterprise, account_name: str, bank_name: str, number: str, by: User, bank_code: str = ""
) -> BankAccount:
    """The enterprise's own account is on record and waits to be verified; given again, the one on record is returned.

    Raises NotAllowed, AccountNameDiffers, AccountNumberFaulty.
    """
    require(by, Act.CONFIRM_GRANT, enterprise.party)
    name, digits = registered(account_name), "".join(number.split()).replace("-", "")
    if name != registered(enterprise.name):
        raise AccountNameDiffers(account_name=name, name=enterprise.name)
    if not ACCOUNT_NUMBER.fullmatch(digits):
        raise AccountNumberFaulty
    same = enterprise.bank_accounts.filter(number_hash=keyed_hash(digits)).exclude(state=AccountState.RETIRED).first()
    if same is not None:
        return same
    account = BankAccount.objects.create(
        enterprise=enterprise,
        account_name=enterprise.name,
        bank_name=bank_name,
        bank_code=bank_code,
        number=digits,
        number_hash=keyed_hash(digits),
        source="enterprise",
        given_by=by,
    )
    record("bank_account.given", about=account, by=by)
    return account


@transaction.atomic
def verify_account(*, account_id: int, by: User) -> BankAccount:
    """Payments may use the account; the one before it is retired, and the enterprise is told.

    Raises NotAllowed, SamePersonTwice when `by` gave it, WrongState.
    """
    require(by, Act.IMPORT_FACTS)
    account = locked(BankAccount, account_id)
    if account.given_by_id == by.pk:
        raise SamePersonTwice
    for before in account.enterprise.bank_accounts.filter(state=AccountState.VERIFIED):
        advance(before, AccountState.RETIRED, by=by)
    values = {"verified_by": by, "verified_at": business_now()}
    advance(account, AccountState.VERIFIED, by=by, values=values)
    facts = {(ON_FILE, ""): True}
    state_facts(enterprise=account.enterprise, facts=facts, source="enterprise", as_of=business_today(), by=by)
    notify(
        party=account.enterprise.party,
        subject=_("收款账户已核实"),
        body=_("贵单位的收款账户（%(bank)s，尾号 %(tail)s）已核实启用。如非本单位提供，请立即联系县财政局。"),
        link=reverse("kernel:inbox"),
        bank=account.bank_name,
        tail=account.number.reveal()[-4:],
    )
    return account
