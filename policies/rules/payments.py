"""How an amount is paid: to whom, in which fiscal year, on what condition, by which level; the sums are exact."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from policies.rules.conditions import Condition
from policies.rules.facts import Vocabulary
from policies.rules.periods import Period
from policies.rules.scalar.conditions import Conditions
from policies.rules.syntax import Instalment, Payee, Rule
from policies.rules.values import Facts
from policies.rules.verdicts import PlannedPayment, Trace
from policies.rules.vocabulary import VOCABULARY

WHOLE = (Instalment(share=Payee().share),)


def has_plan(rule: Rule) -> bool:
    """Whether the rule pays otherwise than at once, whole, to the enterprise, from one budget."""
    return bool(rule.instalments or rule.funding or rule.payees != (Payee(),))


def payment_plan(rule: Rule, amount_fen: int, assessed: Period | None) -> tuple[PlannedPayment, ...]:
    """The payments of an amount, payee by payee and instalment by instalment; their sum is the amount.

    A fiscal year is told where the rule assesses a period: so many years after the one the period lies in.
    """
    instalments = rule.instalments or WHOLE
    parts = [(payee, instalment) for payee in rule.payees for instalment in instalments]
    weights = [payee.share * instalment.share for payee, instalment in parts]
    levels = [part.share for part in rule.funding]
    names = [part.level for part in rule.funding]
    return tuple(
        PlannedPayment(
            payee=payee.who,
            fen=fen,
            years_later=instalment.years_later,
            fiscal_year=assessed.year + instalment.years_later if assessed else None,
            when=instalment.when,
            levels=tuple(zip(names, split_exactly(fen, levels), strict=True)) if levels else (),
        )
        for (payee, instalment), fen in zip(parts, split_exactly(amount_fen, weights), strict=True)
    )


def split_exactly(fen: int, weights: Sequence[Fraction]) -> list[int]:
    """Parts in proportion by largest remainder (ties by order), summing exactly to `fen`; weights sum to 1."""
    exact = [weight * fen for weight in weights]
    parts = [int(one // 1) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (-(exact[index] - parts[index]), index))
    for index in by_remainder[: fen - sum(parts)]:
        parts[index] += 1
    return parts


def instalment_holds(
    when: Condition,
    facts: Facts,
    *,
    decided_on: date,
    assessed: Period | None = None,
    vocabulary: Vocabulary = VOCABULARY,
) -> Trace:
    """Whether the condition of an instalment holds on the facts of the day it falls due, with its reasons."""
    return Conditions(facts, vocabulary, decided_on, assessed).truth(when, "/when")
