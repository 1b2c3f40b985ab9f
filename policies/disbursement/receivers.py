"""Where a payment goes: the columns that say so, of a body's account or of a person's card."""

from policies.grants.persons import NamedPerson
from policies.registry.models import BankAccount


def receiver_of(one: BankAccount | NamedPerson) -> dict[str, object]:
    """Name, account and bank for the columns of a payment; of a person the masked name."""
    is_person = isinstance(one, NamedPerson)
    return {
        "payee_name": one.shown_name if isinstance(one, NamedPerson) else one.account_name,
        "person": one if is_person else None,
        "is_personal": is_person,
        "account": one.number,
        "account_hash": one.number_hash,
        "bank_name": one.bank_name,
        "bank_code": one.bank_code,
    }
