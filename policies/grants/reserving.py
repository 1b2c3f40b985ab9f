"""What a grant reserves on the budget lines: its whole amount on one line, or each instalment on its own lines."""

from collections.abc import Sequence

from cms.kernel.money import from_fen, to_fen
from policies.budgets.queries import transfers_about
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.planning import Plan, move_of, planned_instalments
from policies.grants.states import HOLDS_MONEY
from policies.rules.pools import Share


def reserve_shares(plan: Plan, funded: Sequence[tuple[Grant, Share]]) -> None:
    """Each grant's amount is what it gets now and what is carried over; what it gets now is reserved.

    Raises BudgetExhausted, and changes nothing.
    """
    instalments: list[Instalment] = []
    postings: list[Posting] = []
    for grant, share in funded:
        grant.amount = from_fen(share.fen + share.carried)
        planned = planned_instalments(plan, grant, share.fen, share.carried)
        instalments += planned
        if not planned:
            postings.append(_of_grant(TransferKind.RESERVE, grant, share.fen, f"grant:{grant.pk}:reserve"))
    Grant.objects.bulk_update([grant for grant, _share in funded], ["amount", "rank"], batch_size=1000)
    made = Instalment.objects.bulk_create(instalments, batch_size=2000)
    post(postings + [move for one in made for move in move_of(TransferKind.RESERVE, one, "reserve")])


def reserve_alone(grant: Grant, fen: int, carried: int = 0) -> None:
    """The amount of one grant, fixed by itself, is reserved; what is `carried` over waits for the next year's lines.

    Both in fen. Raises BudgetExhausted.
    """
    plan = Plan(grant.decision)
    made = Instalment.objects.bulk_create(planned_instalments(plan, grant, fen, carried))
    if made:
        post([move for one in made for move in move_of(TransferKind.RESERVE, one, "reserve")])
    else:
        post([_of_grant(TransferKind.RESERVE, grant, fen, _next_key(grant, "reserve"))])
    Grant.objects.filter(pk=grant.pk).update(amount=from_fen(fen + carried))
    grant.refresh_from_db()


def reserve_corrected(grant: Grant, fen: int) -> None:
    """Nothing was paid of the grant: it has another amount (fen), and what is reserved follows. Or BudgetExhausted."""
    if grant.instalments.exists():
        release_reserved(grant, "correct")
        grant.instalments.all().delete()
        reserve_alone(grant, fen)
        return
    before = to_fen(grant.amount)
    kind = TransferKind.RESERVE if fen > before else TransferKind.RELEASE
    post([_of_grant(kind, grant, abs(fen - before), _next_key(grant, "correct"))])
    Grant.objects.filter(pk=grant.pk).update(amount=from_fen(fen))


def release_reserved(grant: Grant, why: str) -> None:
    """What is reserved for the grant is available again; nothing for a grant without an amount."""
    if grant.amount is None:
        return
    instalments = list(grant.instalments.order_by("pk"))
    if not instalments:
        post([_of_grant(TransferKind.RELEASE, grant, to_fen(grant.amount), _next_key(grant, why))])
        return
    holding = [one for one in instalments if one.state in HOLDS_MONEY]
    post([move for one in holding for move in move_of(TransferKind.RELEASE, one, why)])


def _of_grant(kind: TransferKind, grant: Grant, fen: int, key: str) -> Posting:
    return Posting(kind, grant.budget_line_id, fen, key, f"grant:{grant.pk}")


def _next_key(grant: Grant, why: str) -> str:
    """A ledger key that no earlier posting about the grant bears; the caller holds the grant's row."""
    return f"grant:{grant.pk}:{why}:{transfers_about(f'grant:{grant.pk}').count()}"
