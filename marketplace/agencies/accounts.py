"""An agency's settlement account: stated by the agency, kept as a keyed digest, by which shared accounts are seen."""

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.errors import FieldsRefused
from cms.kernel.models import User
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.agencies.models import Agency

SHORTEST, LONGEST = 8, 32
"""Digits of a bank account's number."""


def account_digest(number: str, field: str = "account_number") -> str:
    """By what equal accounts are seen; blank for none. Spaces and hyphens do not count. Raises FieldsRefused."""
    plain = "".join(number.split()).replace("-", "")
    if not plain:
        return ""
    if not (plain.isascii() and plain.isdigit() and SHORTEST <= len(plain) <= LONGEST):
        raise FieldsRefused({field: [_("账号须为 8 至 32 位数字。")]})
    return keyed_hash(f"market account\n{plain}")


@atomic
def state_account(*, agency_id: int, number: str, by: User) -> Agency:
    """The account to which the agency is paid is known by its digest. Raises NotAllowed, FieldsRefused."""
    agency = locked(Agency, agency_id)
    require(by, Act.APPLY_AS_AGENCY, agency.party)
    digest = account_digest(number)
    if not digest:
        raise FieldsRefused({"account_number": [_("请填写账号。")]})
    agency.account_digest = digest
    agency.save(update_fields=["account_digest"])
    record("agency.account_stated", about=agency, by=by)
    return agency
