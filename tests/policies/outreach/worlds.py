"""A firm that misses a policy, and the day on which it no longer does."""

from datetime import date

from cms.kernel.errands import run_due
from policies.models import Enterprise
from policies.registry.services import state_facts
from tests.policies.grants.worlds import World, a_firm, a_world


def grows(firm: Enterprise, yuan: int = 1_500_000, queues: tuple[str, ...] | None = None) -> None:
    """Statistics report a revenue that qualifies, and the policies are matched again."""
    facts = {("finance.revenue", "2022"): yuan * 100}
    state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 1, 31), by=None)
    run_due(queues)


def a_small_firm() -> tuple[World, Enterprise]:
    """A policy in force and a firm that misses it."""
    world = a_world()
    firm = a_firm(77, 500_000)
    run_due()
    return world, firm
