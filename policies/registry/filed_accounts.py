"""Accounts that came in a department's file: a second officer verifies those of the file in one act."""

from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice, WrongState
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import advance_all, locked
from cms.kernel.trail import events_about
from policies.registry.accounts import ON_FILE, refuse_unknown_bank, tell_verified
from policies.registry.errors import NoAccountsToVerify
from policies.registry.facts import FactImport
from policies.registry.kinds import kind_ids, vocabulary
from policies.registry.loading import Stage
from policies.registry.models import BankAccount
from policies.registry.states import AccountState, ImportState

VERIFIED: Final = "fact_import.accounts_verified"


def filed_accounts(one: FactImport) -> "QuerySet[BankAccount]":
    """The file's accounts that may be verified together: unverified, the only one of their enterprise on record.

    What would replace another account, or leaves open which of two it is, is verified one by one.
    """
    others = BankAccount.objects.filter(enterprise=OuterRef("enterprise")).exclude(pk=OuterRef("pk"))
    others = others.exclude(state=AccountState.RETIRED)
    rows = BankAccount.objects.filter(batch=one, state=AccountState.UNVERIFIED, given_by=None).exclude(Exists(others))
    return rows.select_related("enterprise__party").order_by("pk")


def handled(one: FactImport, by: User) -> bool:
    """Whether the person received the file, tried it or let it in."""
    own = events_about(one).filter(by=by).exclude(name=VERIFIED)
    return one.received_by_id == by.pk or own.exists()


@transaction.atomic
def verify_filed_accounts(*, import_id: int, by: User) -> int:
    """Payments may use the accounts of the file that `filed_accounts` names; returns how many.

    Those of enterprises for which `by` acts are left for others. Raises NotAllowed, SamePersonTwice when `by` had a
    part in the file, WrongState before it is imported, NoAccountsToVerify, BankUnknown.
    """
    require(by, Act.IMPORT_FACTS)
    one = locked(FactImport, import_id)
    if one.state != ImportState.IMPORTED:
        raise WrongState(noun=one._meta.verbose_name, state=one.state_label)
    if handled(one, by):
        raise SamePersonTwice
    own = Membership.objects.filter(user=by, state=MembershipState.ACTIVE).values("party")
    rows = filed_accounts(one).exclude(enterprise__party__in=own)
    accounts = list(rows.select_for_update(no_key=True, of=("self",)))
    if not accounts:
        raise NoAccountsToVerify
    for code in sorted({account.bank_code for account in accounts}):
        refuse_unknown_bank(code)
    ids = [account.pk for account in accounts]
    values = {"verified_by": by, "verified_at": business_now()}
    held, data = BankAccount.objects.filter(pk__in=ids), {"source": one.source, "accounts": ids}
    advance_all(held, AccountState.VERIFIED, about=one, by=by, expected=len(ids), values=values, event=VERIFIED, **data)
    stage = Stage(kind_ids(), vocabulary())
    stage.put((account.enterprise_id, ON_FILE, "", True, business_today()) for account in accounts)
    stage.append(source=one.source, batch_id=one.pk)
    _tell(accounts)
    return len(ids)


def _tell(accounts: list[BankAccount]) -> None:
    """Who acts for one of the enterprises hears which account counts as its own."""
    parties = [account.enterprise.party_id for account in accounts]
    acted_for = Membership.objects.filter(party__in=parties, state=MembershipState.ACTIVE).values_list(
        "party", flat=True
    )
    known = set(acted_for)
    for account in accounts:
        if account.enterprise.party_id in known:
            tell_verified(account)
