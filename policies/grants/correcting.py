"""Another amount for a grant of which nothing was paid yet: what is reserved follows, what is short is carried over."""

from cms.kernel.money import from_fen
from policies.budgets.errors import BudgetExhausted
from policies.grants.models import Grant
from policies.grants.planning import Plan
from policies.grants.reserving import release_reserved, reserve_alone, reserve_corrected
from policies.grants.sharing import shares_among, shortage_of
from policies.rules.pools import Claim
from policies.rules.syntax import Shortage


def correct_amount(grant: Grant, fen: int) -> None:
    """The grant, which the caller holds and of which nothing was paid, is granted `fen`; what is reserved follows.

    Where the policy carries over, what the lines of the year do not hold waits for the next, as it did when the amount
    was fixed. Raises BudgetExhausted.
    """
    if shortage_of(grant.decision) is not Shortage.CARRY_OVER:
        reserve_corrected(grant, fen)
        return
    release_reserved(grant, "correct")
    grant.instalments.all().delete()
    Grant.objects.filter(pk=grant.pk).update(amount=None)  # what it had of the rule's own pool is there for it again
    grant.amount = None
    [share] = shares_among(grant.decision, Plan(grant.decision), [Claim(str(grant.pk), fen)], is_late=True)
    if share.fen + share.carried < fen:
        found = from_fen(share.fen + share.carried)
        raise BudgetExhausted(asked=f"{from_fen(fen).amount:,.2f}", available=f"{found.amount:,.2f}")
    reserve_alone(grant, share.fen, share.carried)
