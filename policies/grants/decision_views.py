"""Pages of decisions: what a department may confirm, the list with its totals and exceptions, and what came of it."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.fields import YuanField
from cms.kernel.forms import row_numbers
from cms.kernel.money import from_fen, to_fen
from cms.kernel.paging import page_of
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.models import Version
from policies.catalogue.states import ShortageRule
from policies.grants.closing import close_again
from policies.grants.drifting import MOST, drifts_of
from policies.grants.errors import AmountUnreadable
from policies.grants.holdups import hold_up_of
from policies.grants.models import Decision
from policies.grants.payees import other_payees, payees_to_confirm
from policies.grants.queries import (
    decidable_versions,
    decisions_of,
    grants_short_of_money,
    held_up_decisions,
    held_up_grants,
    lists_short_of_money,
    undecided_matches,
)
from policies.grants.services import decide_grants
from policies.grants.settling import Settled, is_ceiling
from policies.matching.queries import latest_run

SHOWN_AT_MOST: Final = 100


@door(Act.DECIDE_GRANT)
def decisions(request: HouseRequest) -> HttpResponse:
    """What waits for my department's confirmation, the lists it has confirmed, and those that cannot be closed."""
    waiting = [
        (version, undecided_matches(version).aggregate(count=Count("pk"), total=Sum("due")))
        for version in decidable_versions(request.user)
    ]
    rows = [(version, sums["count"], sums["total"]) for version, sums in waiting if sums["count"]]
    decided = decisions_of(request.user).annotate(grant_count=Count("grants"))
    page = page_of(decided, request.GET, orders={"newest": ("-pk",)})
    named = payees_to_confirm(request.user).values("policy")
    context = {
        "waiting": rows,
        "page": page,
        "held_up": held_up_decisions(request.user),
        "late": [(one, hold_up_of(one)) for one in held_up_grants(request.user)[:SHOWN_AT_MOST]],
        "with_named": decidable_versions(request.user).filter(policy__in=named),
    }
    return render(request, "policies/grants/decisions.html", context)


@door(Act.MANAGE_BUDGET)
def short(request: HouseRequest) -> HttpResponse:
    """What waits for finance: lists and late grants that no budget line can bear, with what is missing."""
    context = {
        "lists": [(one, hold_up_of(one)) for one in lists_short_of_money()[:SHOWN_AT_MOST]],
        "grants": [(one, hold_up_of(one)) for one in grants_short_of_money()[:SHOWN_AT_MOST]],
    }
    return render(request, "policies/grants/short.html", context)


@door(Act.DECIDE_GRANT)
def decide(request: HouseRequest, version_id: int) -> HttpResponseBase:
    """The matches of one version's run: all of them confirmed but the exceptions, each with its reason."""
    version = decidable_versions(request.user).filter(pk=version_id).first()
    if version is None:
        raise Vanished
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            decision = decide_grants(
                version_id=version.pk,
                by=request.user,
                left_out=exceptions(request),
                settled=settlements(request),
                is_looked_again=True,
            )
        except Refused as fault:
            refusal = fault
        else:
            messages.success(
                request, _("已确认 %(count)s 家企业，系统正在通知企业确认。") % {"count": decision.grants.count()}
            )
            return redirect("policies:decision", decision.pk)
    return render(
        request,
        "policies/grants/decide.html",
        totals_of(version, request.POST) | {"refusal": refusal, "most": MOST},
        status=refusal.status if refusal else 200,
    )


def exceptions(request: HttpRequest) -> dict[int, str]:
    """The matches ticked as left out, with the reason given for each."""
    ticked = row_numbers(request.POST.getlist("left_out"))
    return {pk: request.POST.get(f"reason_{pk}", "") for pk in ticked}


def settlements(request: HttpRequest) -> dict[int, Settled]:
    """What was settled of the matches that the rule leaves to a person. Raises AmountUnreadable."""
    looked_at = set(row_numbers(request.POST.getlist("looked_at"))) - exceptions(request).keys()
    return {pk: Settled(_fen_said(request, pk), request.POST.get(f"word_{pk}", "")) for pk in looked_at}


def _fen_said(request: HttpRequest, pk: int) -> int:
    try:
        amount = YuanField().clean(request.POST.get(f"amount_{pk}", ""))
    except ValidationError as fault:
        raise AmountUnreadable(said=request.POST.get(f"amount_{pk}", "")[:40]) from fault
    return to_fen(amount)


def to_look_at(matches: Iterable[Any], said: QueryDict) -> list[Any]:
    """The matches; those that the rule leaves to a person carry what the fields for it show."""
    shown = list(matches)
    for one in shown:
        if one.needs_review:
            usual = f"{from_fen(to_fen(one.due)).amount}"
            one.settled = {
                "amount": said.get(f"amount_{one.pk}", usual),
                "reason": said.get(f"word_{one.pk}", ""),
                "is_open": is_ceiling(one),
            }
    return shown


def totals_of(version: Version, said: QueryDict) -> dict[str, object]:
    """The version's undecided matches with their total, whose facts changed since, and what its line still has."""
    found = undecided_matches(version)
    matches = to_look_at(found, said)
    drifts = drifts_of(version, matches)
    ticked = set(row_numbers(said.getlist("left_out")))
    for one in matches:
        one.drift = drifts.get(one.pk)
        one.is_left_out = one.pk in ticked if said else one.drift is not None
        one.left_out_reason = said.get(f"reason_{one.pk}", "" if one.drift is None else one.drift.told[:300])
    sums = found.aggregate(count=Count("pk"), total=Sum("due"))
    total = to_fen(sums["total"]) if sums["total"] is not None else 0
    available = balances(version.budget_line)[AccountKind.AVAILABLE] if version.budget_line else None
    return {
        "version": version,
        "payees": other_payees(version),
        "run": latest_run(version),
        "matches": matches,
        "drifts": len(drifts),
        "shortage_rule": ShortageRule(version.shortage_rule or ShortageRule.FIRST_COME).label,
        "to_settle": any(one.needs_review for one in matches),
        "count": sums["count"],
        "total": from_fen(total),
        "available": None if available is None else from_fen(available),
        "short": None if available is None or available >= total else from_fen(total - available),
    }


@door(Act.DECIDE_GRANT)
def decision(request: HouseRequest, decision_id: int) -> HttpResponseBase:
    """One confirmed list: its grants, its exceptions, its totals; what keeps it from being closed, and trying again."""
    shown = own_decision(request.user, decision_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            close_again(decision_id=shown.pk, by=request.user)
        except Refused as fault:
            refusal = fault
        else:
            messages.success(request, _("已办理。"))
            return redirect("policies:decision", shown.pk)
    grants, hold_up = shown.grants.select_related("enterprise__party", "account"), hold_up_of(shown)
    page = page_of(grants, request.GET, orders={"order": ("pk",), "amount": ("-entitled", "pk")}, size=50, counted=True)
    context = {
        "decision": shown,
        "hold_up": hold_up,
        "refusal": refusal or (hold_up.refusal if hold_up else None),
        "page": page,
        "by_state": grants.order_by().values_list("state").annotate(count=Count("pk"), total=Sum("entitled")),
        "exclusions": shown.exclusions.select_related("match__enterprise__party"),
    }
    return render(request, "policies/grants/decision.html", context, status=refusal.status if refusal else 200)


def own_decision(user: User, decision_id: int) -> Decision:
    """The decision, for its department. Raises Vanished for everybody else."""
    found = decisions_of(user).filter(pk=decision_id).first()
    if found is None:
        raise Vanished
    return found
