"""Pages of what is owed: the enterprise's own benefits, one of them, and how it is confirmed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.display import is_chinese
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from cms.kernel.trail import events_about
from policies.catalogue.states import Channel
from policies.grants.forms import AccountForm, TermsForm
from policies.grants.grouping import reduction_of, standings_of
from policies.grants.models import Grant
from policies.grants.naming_persons import pays_a_person
from policies.grants.parts import parts_of
from policies.grants.queries import lapsable_grants, own_grants, silence_agrees
from policies.grants.services import confirm_grant
from policies.grants.settling import settlement_of
from policies.grants.sharing import why_less
from policies.grants.states import DEAD, GrantState, PersonState
from policies.matching.grouping import Told
from policies.matching.models import Match
from policies.matching.queries import matches_of
from policies.matching.reasons import Lacking, amount_lines, lacking, near_miss, reasons
from policies.matching.states import Verdict
from policies.registry.accounts import give_account
from policies.registry.kinds import vocabulary
from policies.registry.models import Enterprise
from policies.registry.states import AccountState

UNDER_WAY = (GrantState.CONFIRMED, GrantState.FIXED, GrantState.NOTICED, GrantState.CONTESTED, GrantState.READY)
WAY = (
    gettext_lazy("部门确认"),
    gettext_lazy("企业确认"),
    gettext_lazy("核定金额"),
    gettext_lazy("公示"),
    gettext_lazy("待支付"),
    gettext_lazy("到账"),
)
# The step of WAY that a grant stands at, that is, what it waits for now.
STEP = {
    GrantState.DECIDED: 1,
    GrantState.CONFIRMED: 2,
    GrantState.FIXED: 3,
    GrantState.NOTICED: 3,
    GrantState.CONTESTED: 3,
    GrantState.READY: 4,
    GrantState.PAID: 5,
}
EVENT_WORDS = {
    "grant.confirmed": gettext_lazy("企业已确认金额与账户"),
    "grant.contested": gettext_lazy("收到异议，暂缓办理"),
    "grant.noticed": gettext_lazy("异议不成立，继续公示"),
    "grant.ready": gettext_lazy("进入支付"),
    "grant.withdrawn": gettext_lazy("撤销"),
    "grant.paid": gettext_lazy("银行对账单确认到账"),
    "grant.given_back": gettext_lazy("银行退票，等待再次支付"),
}


@dataclass(frozen=True, slots=True)
class Possible:
    """A benefit the enterprise does not receive yet: what stands between."""

    match: Match
    near: str
    missing: list[Lacking]


@door(Act.SEE_OWN_BENEFITS)
def benefits(request: HouseRequest) -> HttpResponse:
    """What my enterprise is owed, what is on the way, what was paid, and what it just misses."""
    grants = list(own_grants(request.user).filter(enterprise__party=request.membership.party))
    enterprise = Enterprise.objects.filter(party=request.membership.party).first()
    found = list(matches_of(enterprise)) if enterprise else []
    granted = {grant.policy_id for grant in grants if grant.state not in DEAD}
    context = {
        "to_confirm": [grant for grant in grants if grant.state == GrantState.DECIDED],
        "under_way": [grant for grant in grants if grant.state in UNDER_WAY],
        "paid": [grant for grant in grants if grant.state == GrantState.PAID],
        "ended": [grant for grant in grants if grant.state in DEAD],
        "due": _due([m for m in found if m.verdict == Verdict.MET and m.version.policy_id not in granted]),
        "near": [possible(m) for m in found if m.verdict == Verdict.NEAR],
        "lacking": [possible(m) for m in found if m.verdict == Verdict.NEEDS_DATA],
        **{channel.value: channel.value for channel in Channel},
        "is_known": enterprise is not None,
    }
    return render(request, "policies/grants/benefits.html", context)


def _due(matches: list[Match]) -> list[tuple[Match, Told | None]]:
    """The matches, each with how it stands in its exclusive group where that is not whole."""
    standing = standings_of(matches)
    said = {pk: told for pk, told in standing.items() if told.sentence}
    return [(match, said.get(match.pk)) for match in matches]


def possible(match: Match) -> Possible:
    """The match with its near miss and its missing facts in the reader's language."""
    language = get_language() or "zh"
    return Possible(match, near_miss(match, language), lacking(match, language, vocabulary()))


def own_grant(user: User, grant_id: int) -> Grant:
    """The grant, for those who act for its enterprise. Raises Vanished for everybody else."""
    grant = own_grants(user).filter(pk=grant_id).select_related("match").first()
    if grant is None:
        raise Vanished
    return grant


@door(Act.SEE_OWN_BENEFITS)
def benefit(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """One benefit: how much, why, how far it is; and, while there is time, its confirmation."""
    grant = own_grant(request.user, grant_id)
    asks = grant.state == GrantState.DECIDED and not lapsable_grants().filter(pk=grant.pk).exists()
    form = TermsForm(request.POST or None, enterprise=grant.enterprise) if asks or request.method == "POST" else None
    if form is not None and request.method == "POST" and form.is_valid():
        account, scale = form.cleaned_data["account"], form.cleaned_data["scale"]
        try:
            confirm_grant(grant_id=grant.pk, by=request.user, account_id=account.pk, scale=scale)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已确认。公示期满无异议后，款项将直接支付到所选账户。"))
            return redirect("policies:benefit", grant.pk)
    context = page_of_grant(grant) | {"form": form, "silence_agrees": silence_agrees(grant.version)}
    return render(
        request, "policies/grants/benefit.html", context, status=422 if form is not None and form.errors else 200
    )


@door(Act.CONFIRM_GRANT)
def new_account(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """Another account of my enterprise is put on record, to be verified."""
    grant = own_grant(request.user, grant_id)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enterprise = grant.enterprise
        try:
            give_account(enterprise=enterprise, account_name=enterprise.name, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("账户已登记，核实后即可用于收款，结果会以消息通知。"))
            return redirect("policies:benefit", grant.pk)
    status = 422 if form.errors else 200
    return render(request, "policies/grants/new_account.html", {"grant": grant, "form": form}, status=status)


def page_of_grant(grant: Grant) -> dict[str, object]:
    """What the page of a grant shows: the way, the reasons, the trail and the payments."""
    language = "zh" if is_chinese() else "en"
    return {
        "grant": grant,
        "steps": WAY,
        "at": STEP.get(GrantState(grant.state)),
        "reasons": reasons(grant.match, language),
        "amount_lines": [*amount_lines(grant.match, language), *reduction_of(grant), *settlement_of(grant)],
        "timeline": timeline(grant),
        "parts": parts_of(grant),
        "why_less": why_less(grant),
        "unverified": grant.enterprise.bank_accounts.filter(state=AccountState.UNVERIFIED, given_by__isnull=False),
        "pays_a_person": grant.state not in DEAD and pays_a_person(grant.version),
        "person": grant.persons.exclude(state=PersonState.RETIRED).order_by("-pk").first(),
        "payments": grant.payments.filter(payee=grant.enterprise.party_id).order_by("pk"),
    }


def timeline(grant: Grant) -> list[dict[str, object]]:
    """What happened to the grant so far, oldest first; colleagues of departments are not named."""
    steps: list[dict[str, object]] = [{"what": _("部门确认兑付"), "when": grant.decision.decided_at}]
    events = [event for event in events_about(grant) if event.name in EVENT_WORDS]
    steps += [{"what": EVENT_WORDS[event.name], "when": event.happened_at} for event in events]
    if grant.ended_reason:
        steps.append({"what": grant.state_label, "note": grant.end_told, "kind": "wrong"})
    return steps
