"""The bank protocol of docs/BANK.md as both ends need it: headers and reason codes; `cms.kernel.signing` signs."""

from collections.abc import Mapping
from typing import Final

KEY_HEADER: Final = "X-Bank-Key"
TIME_HEADER: Final = "X-Bank-Time"
SIGNATURE_HEADER: Final = "X-Bank-Signature"
IDEMPOTENCY_HEADER: Final = "Idempotency-Key"

END_TO_END_ID_LENGTH: Final = 35  # ISO 20022 Max35Text

# ISO 20022 ExternalStatusReason1Code: the bank says it has not moved this money and will not.
DEFINITE_REFUSALS: Final[Mapping[str, str]] = {
    "AC01": "account number is wrong",
    "AC04": "account is closed",
    "AC06": "account is blocked",
    "AM02": "amount is not allowed",
    "AM04": "debtor has insufficient funds",
    "BE01": "name does not belong to the account",
    "DT01": "value date is not the bank's date",
    "RC01": "bank code is wrong",
}
