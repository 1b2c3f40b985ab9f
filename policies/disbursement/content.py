"""What people approve: a SHA-256 over the canonical form of each payment and of the batch as a whole."""

import hashlib
from collections.abc import Iterable, Sequence

from cms.kernel.money import to_fen
from cms.kernel.signing import canonical
from policies.disbursement.models import Batch, Payment


def payment_hash(payment: Payment) -> str:
    """The digest (version 1) of all that decides who gets how much, where and for what."""
    return hashlib.sha256(
        canonical(
            {
                "v": 1,
                "payment": payment.pk,
                "grant": payment.grant_id,
                "instalment": payment.instalment,
                "payee": payment.payee_id,
                "name": payment.payee_name,
                "account": payment.account.reveal(),
                "bank": payment.bank_code,
                "amount_fen": to_fen(payment.amount),
                "purpose": payment.purpose,
                "line": payment.line_id,
            }
        )
    ).hexdigest()


def batch_hash(batch: Batch, payments: Iterable[Payment]) -> str:
    """The digest (version 1) of the payments in order of their ids, their count and total, and the paying account."""
    rows = sorted((payment.pk, payment_hash(payment), to_fen(payment.amount)) for payment in payments)
    return hashlib.sha256(
        canonical(
            {
                "v": 1,
                "batch": batch.pk,
                "debtor": batch.debtor_account,
                "count": len(rows),
                "total_fen": sum(fen for _pk, _digest, fen in rows),
                "payments": [digest for _pk, digest, _fen in rows],
            }
        )
    ).hexdigest()


def total_fen(payments: Sequence[Payment]) -> int:
    """What the payments come to, in fen."""
    return sum(to_fen(payment.amount) for payment in payments)
