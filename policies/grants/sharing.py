"""Who gets how much when there is less than is due: the policy's shortage rule over every line that bears it."""

from collections.abc import Sequence
from fractions import Fraction

from django.db.models import Sum
from django.utils.translation import gettext as _

from cms.kernel.money import from_fen, percent, to_fen, yuan
from policies.budgets.services import hold_available
from policies.catalogue.models import Version
from policies.catalogue.states import ShortageRule
from policies.grants.models import Decision, Grant
from policies.grants.planning import Plan
from policies.grants.queries import live_grants
from policies.grants.states import InstalmentState
from policies.rules.pools import LAST, Claim, Share, shared
from policies.rules.syntax import Pool, Shortage


def shares_of(decision: Decision, plan: Plan, grants: Sequence[Grant], *, is_late: bool = False) -> list[Share]:
    """What each grant gets, in their order, which is that of arrival; every line they draw on is held till commit.

    Whole demands while all lines and the rule's pool suffice, else by the policy's shortage rule; no line is ever
    drawn on for more than it has. Who `is_late` finds in the pool what the others of the list have left.
    """
    claims = [Claim(str(grant.pk), to_fen(grant.entitled), _rank(grant)) for grant in grants]
    return shares_among(decision, plan, claims, is_late=is_late)


def shares_among(decision: Decision, plan: Plan, claims: Sequence[Claim], *, is_late: bool = False) -> list[Share]:
    """The same for claims, in fen, on what a decision pays from."""
    rule = shortage_of(decision)
    demand = plan.borne([claim.fen for claim in claims])
    available = {line: hold_available(line) for line in sorted(demand)}
    pool = plan.rule.pool if plan.rule else None
    beside = None if is_late else decision
    limit, places = left_in_pool(decision.version, pool, decision.run.period, beside=beside)
    while True:
        given = shared(claims, limit, rule, places)
        total = sum(share.fen for share in given)
        borne = plan.borne([share.fen for share in given])
        too_much = [-(-(fen - available[line]) * total // fen) for line, fen in borne.items() if fen > available[line]]
        if not too_much:
            return given
        limit = total - max(too_much)


def shortage_of(decision: Decision) -> Shortage:
    """The policy's shortage rule; first come where it names none."""
    return Shortage(decision.version.shortage_rule or ShortageRule.FIRST_COME)


def why_less(grant: Grant) -> str | None:
    """Why the enterprise gets less than is due, or part of it later, for its reader; None when it gets all."""
    if grant.amount is None:
        return None
    got, due = to_fen(grant.amount), to_fen(grant.entitled)
    carried = sum(to_fen(one.amount) for one in grant.instalments.filter(state=InstalmentState.CARRIED))
    if carried:
        told = f"{from_fen(carried).amount:,.2f}"
        return _("本年度资金不足，其中 %(amount)s 元按政策结转下年度，待资金安排后支付。") % {"amount": told}
    if got >= due:
        return None
    rule = shortage_of(grant.decision)
    if rule is Shortage.PRO_RATA:
        share = f"{percent(got, due)}%"
        return _("资金不足，全部企业按同一比例兑付，本单位为应兑金额的 %(share)s。") % {"share": share}
    if rule is Shortage.RANKED and grant.rank:
        return _("资金不足，按择优排序兑付，本单位列第 %(rank)s 名，按剩余资金核定。") % {"rank": grant.rank}
    return _("资金不足，按先到先得兑付，本单位按剩余资金核定。")


def ranks_of(decision: Decision, grants: Sequence[Grant]) -> dict[int, int]:
    """The place of each grant among the ranked, by id, counted from 1; empty under any other rule."""
    if shortage_of(decision) is not Shortage.RANKED:
        return {}
    order = sorted(range(len(grants)), key=lambda index: (-_rank(grants[index]), index))
    return {grants[index].pk: place for place, index in enumerate(order, 1)}


def left_in_pool(
    version: Version, pool: Pool | None, period: str, *, beside: Decision | None = None
) -> tuple[int | None, int | None]:
    """What the rule's own pool still has for a period, `beside` a decision: fen and places; None where it sets none.

    Call with the lines held on which its grants draw: whoever took of it before has then written what.
    """
    if pool is None:
        return None, None
    others = live_grants(version).filter(match__period=period, amount__isnull=False)
    others = others.exclude(decision=beside) if beside is not None else others
    limit = None
    if pool.limit is not None:
        used = others.aggregate(total=Sum("amount"))["total"]
        limit = max(0, to_fen(yuan(pool.limit)) - (to_fen(used) if used is not None else 0))
    places = None if pool.places is None else max(0, pool.places - others.count())
    return limit, places


def _rank(grant: Grant) -> Fraction:
    """The measure by which the rule orders claims, as the match found it; unknown comes last."""
    kept = grant.match.explanation
    measure = kept.get("exact", {}).get("rank")
    return LAST if measure is None else Fraction(measure)
