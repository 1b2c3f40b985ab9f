"""Lints of how an amount is paid: pools, instalments, shares of levels and payees, exclusive groups."""

from collections.abc import Iterator, Sequence
from typing import Final

from policies.rules.problems import Problem, Severity, pointer, problem
from policies.rules.syntax import Confirmation, GroupMode, Instalment, Pool, Rule, Shortage, WithinGroup

WARNING = Severity.WARNING
LONGEST_PLAN: Final = 10  # fiscal years


def payment_lints(rule: Rule) -> Iterator[Problem]:
    """The lints of the rule's parts that say how, when, by whom and to whom it is paid."""
    if rule.pool is not None:
        yield from _pool(rule.pool)
    yield from _instalments(rule.instalments)
    yield from _named_twice([part.level for part in rule.funding], "/funding", "level")
    yield from _named_twice([part.who for part in rule.payees], "/payees", "who")
    yield from _nothing([part.share for part in rule.funding], "/funding")
    yield from _nothing([part.share for part in rule.payees], "/payees")
    yield from _within_group(rule)
    if rule.confirmation is not None:
        yield from _confirmation(rule.confirmation)


def _pool(pool: Pool) -> Iterator[Problem]:
    """Money or places that are none, and what orders nothing."""
    if pool.limit is not None and pool.limit <= 0:
        yield problem("pool_empty", "/pool/limit")
    if pool.places is not None and pool.places <= 0:
        yield problem("pool_empty", "/pool/places")
    if pool.limit is None and pool.places is None:
        yield problem("pool_without_end", "/pool", WARNING)
    if pool.shortage is None:
        yield problem("no_shortage_rule", "/pool")
    if pool.shortage is Shortage.RANKED and pool.rank_by is None:
        yield problem("no_rank", "/pool", WARNING)
    if pool.rank_by is not None and pool.shortage not in (None, Shortage.RANKED):
        yield problem("idle_rank", "/pool/rank_by", WARNING)
    if pool.places is not None and pool.shortage is Shortage.PRO_RATA:
        yield problem("places_pro_rata", "/pool/places", WARNING)


def _instalments(parts: Sequence[Instalment]) -> Iterator[Problem]:
    """Years that go back or never come, parts of nothing, and a condition of what is paid at once."""
    for index, part in enumerate(parts):
        here = f"/instalments/{index}"
        if not 0 <= part.years_later <= LONGEST_PLAN:
            yield problem("instalment_year", f"{here}/years_later", most=LONGEST_PLAN)
        elif index and part.years_later < parts[index - 1].years_later:
            yield problem("instalment_order", f"{here}/years_later", WARNING)
        if part.when is not None and index == 0:
            yield problem("first_instalment_if", f"{here}/when", WARNING)
    yield from _nothing([part.share for part in parts], "/instalments")


def _nothing(shares: Sequence[object], path: str) -> Iterator[Problem]:
    for index, share in enumerate(shares):
        if not share:
            yield problem("share_of_nothing", f"{path}/{index}/share", WARNING)


def _named_twice(names: Sequence[str], path: str, key: str) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield problem("named_twice", f"{path}/{index}/{key}", name=name)
        elif not name.strip():
            yield problem("not_named", f"{path}/{index}/{key}")


def _within_group(rule: Rule) -> Iterator[Problem]:
    """A group's terms without a group, a shared cap without its amount, and an amount nobody asks for."""
    within, shared = rule.within_group, rule.within_group.mode is GroupMode.SHARED_CAP
    if shared and (within.cap is None or within.cap <= 0):
        yield problem("no_group_cap", "/within_group")
    elif not shared and within.cap is not None:
        yield problem("idle_group_cap", "/within_group/cap", WARNING)
    if within != WithinGroup() and not rule.exclusive_group:
        yield problem("no_group_name", "/within_group", WARNING)


def _confirmation(one: Confirmation) -> Iterator[Problem]:
    if one.until is None and one.days is None:
        yield problem("no_confirmation_end", "/confirmation", WARNING)
    if one.days is not None and one.days <= 0:
        yield problem("confirmation_days", pointer("/confirmation", "days"))
