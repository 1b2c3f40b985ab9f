"""What people approve: a SHA-256 over the canonical form of each payment and of the batch as a whole."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from cms.kernel.money import to_fen
from cms.kernel.secrets import Secret
from cms.kernel.signing import canonical
from policies.disbursement.models import Batch, Payment

COLUMNS: Final = (
    *("pk", "grant_id", "instalment", "payee_id", "payee_name", "account", "bank_code", "amount", "purpose"),
    *("line_id", "sources", "person_id"),
    "person__name",
)


class Content(NamedTuple):
    """All of a payment that decides who gets how much, where and for what."""

    payment: int
    grant: int
    instalment: int
    payee: int
    name: str
    account: Secret
    bank: str
    amount_fen: int
    purpose: str
    line: int
    sources: list[list[int]]
    person: int | None

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical form, version 3; of a person the whole name."""
        fields = dict(zip(self._fields, self, strict=True), account=self.account.reveal(), v=3)
        return hashlib.sha256(canonical(fields)).hexdigest()


def content_of(payment: Payment) -> Content:
    """The payment's content as it is in memory."""
    person = payment.person.name if payment.person is not None else None
    return _content((*(getattr(payment, name) for name in COLUMNS[:-1]), person))


def contents(payments: "QuerySet[Payment]") -> list[Content]:
    """The payments' contents as they are in the database, in order of their ids, without making models of them."""
    rows = payments.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=10_000)
    return [_content(row) for row in rows]


def _content(row: tuple[Any, ...]) -> Content:
    payment, grant, instalment, payee, shown, account, bank, amount, purpose, line, sources, person, sealed = row
    name = sealed.reveal() if sealed is not None else shown
    fen = to_fen(amount)
    return Content(payment, grant, instalment, payee, name, account, bank, fen, purpose, line, sources, person)


def batch_hash(batch: Batch, digests: Sequence[str], total: int) -> str:
    """The digest (version 1) of the payments in order of their ids, their count and total, and the paying account."""
    return hashlib.sha256(
        canonical(
            {
                "v": 1,
                "batch": batch.pk,
                "debtor": batch.debtor_account,
                "count": len(digests),
                "total_fen": total,
                "payments": list(digests),
            }
        )
    ).hexdigest()
