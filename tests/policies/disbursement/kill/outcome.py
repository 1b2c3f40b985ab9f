"""What came out of a storm: the bank's own truth against ours."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from policies.budgets.models import Account
from policies.budgets.queries import ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.statements import StatementLine
from policies.disbursement.states import PaymentState
from policies.disbursement.tallies import tally_faults


@dataclass(frozen=True)
class Report:
    """What came out of the storm, and the one line that says whether all is well."""

    paid_twice: int
    lost: int
    unsettled: int
    is_balanced: bool
    days: int
    attempts: int
    kills: Mapping[str, int]
    claimed_while_stopped: int

    @property
    def is_well(self) -> bool:
        """Nothing twice, nothing lost, all settled, our ledger is the bank's statement, and stopped meant stopped."""
        numbers = (self.paid_twice, self.lost, self.unsettled, self.claimed_while_stopped)
        return not any(numbers) and self.is_balanced

    def __str__(self) -> str:
        return (
            f"paid twice: {self.paid_twice}  lost: {self.lost}  unsettled: {self.unsettled}  "
            f"ledger = statement: {'yes' if self.is_balanced else 'no'}"
        )


def unsettled() -> int:
    """Payments that are not settled."""
    return Payment.objects.exclude(state=PaymentState.SETTLED).count()


def report(bank: SandboxControl, days: int, kills: Mapping[str, int], claimed_while_stopped: int) -> Report:
    """Compare the bank's own truth with ours."""
    payment_of = dict(Attempt.objects.values_list("end_to_end_id", "payment_id"))
    times: Counter[int] = Counter()
    for end_to_end_id, count in bank.executions().items():
        if end_to_end_id in payment_of:  # a bank that was there before has other customers
            times[payment_of[end_to_end_id]] += count
    reserved = Payment.objects.filter(state__in=[PaymentState.FAILED, PaymentState.DRAFTED]).count()
    paid_fen = Account.objects.filter(kind=AccountKind.PAID).aggregate(sum=Sum("balance_fen"))["sum"]
    stated = StatementLine.objects.filter(kind="payment").aggregate(sum=Sum("amount_fen"))["sum"] or 0
    executed = {pk for pk, count in times.items() if count}
    settled = set(Payment.objects.filter(state=PaymentState.SETTLED).values_list("pk", flat=True))
    return Report(
        paid_twice=sum(1 for count in times.values() if count > 1),
        lost=unsettled() - reserved,
        unsettled=unsettled(),
        is_balanced=paid_fen == stated and ledger_faults() == {} and tally_faults() == [] and executed == settled,
        days=days,
        attempts=Attempt.objects.count(),
        kills=dict(kills),
        claimed_while_stopped=claimed_while_stopped,
    )
