"""Pages of doubt: contradictions between sources, facts contested by enterprises, sources that fell silent."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from policies.registry.conflicts import settle_conflict
from policies.registry.contests import answer_contest, contest_fact
from policies.registry.doubts import contests, open_conflicts, stale_sources
from policies.registry.facts import CurrentFact
from policies.registry.forms import AnswerForm, ContestForm, SettleForm
from policies.registry.models import Enterprise
from policies.registry.queries import (
    fact_row,
    facts_with_sources,
    with_account_to_verify,
    without_account,
    without_scale,
)

Tab = tuple[str, str, int, bool]


def gap_tabs(current: str) -> list[Tab]:
    """The work queues of the registry, each with how many wait."""
    gaps = reverse("policies:gaps")
    queues = [
        ("scale", f"{gaps}?of=scale", _("缺企业划型"), without_scale().count()),
        ("account", f"{gaps}?of=account", _("缺已核实账户"), without_account().count()),
        ("verify", f"{gaps}?of=verify", _("账户待核实"), with_account_to_verify().count()),
        ("conflicts", reverse("policies:conflicts"), _("来源矛盾"), open_conflicts().count()),
        ("contests", reverse("policies:contests"), _("企业异议"), contests().count()),
        ("stale", reverse("policies:stale"), _("数据逾期"), len(stale_sources("zh"))),
    ]
    return [(address, label, count, key == current) for key, address, label, count in queues]


@door(Act.SEE_REGISTRY)
def gaps(request: HouseRequest) -> HttpResponse:
    """The work queue of what stops payments: missing scale class, missing or unverified account."""
    lacking = {"scale": without_scale, "account": without_account, "verify": with_account_to_verify}
    which = request.GET.get("of", "scale")
    which = which if which in lacking else "scale"
    page = page_of(lacking[which](), request.GET, orders={"entered": ("pk",)})
    return render(request, "policies/registry/gaps.html", {"tabs": gap_tabs(which), "page": page, "which": which})


@door(Act.SEE_REGISTRY)
def conflicts(request: HouseRequest) -> HttpResponse:
    """What two sources say differently, side by side; an officer says which holds."""
    language = get_language() or "zh"
    page = page_of(open_conflicts(), request.GET, orders={"found": ("pk",)})
    rows = [(one, fact_row(one.earlier, language), fact_row(one.current(), language)) for one in page.rows]
    context = {"tabs": gap_tabs("conflicts"), "page": page, "rows": rows, "form": SettleForm(),
               "may_settle": may(request.user, Act.IMPORT_FACTS)}  # fmt: skip
    return render(request, "policies/registry/conflicts.html", context)


@door(Act.IMPORT_FACTS)
@require_POST
def settle(request: HouseRequest, conflict_id: int) -> HttpResponseBase:
    """One contradiction is settled."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选择以哪一方为准，并写明核对依据。"))
        return redirect("policies:conflicts")
    said = form.cleaned_data
    settle_conflict(conflict_id=conflict_id, keep=said["keep"], reason=said["reason"], by=request.user)
    messages.success(request, _("已核对，两方数据均留存备查。"))
    return redirect("policies:conflicts")


@door(Act.SEE_REGISTRY)
def contest_list(request: HouseRequest) -> HttpResponse:
    """What enterprises say is wrong about them, with their evidence."""
    language = get_language() or "zh"
    page = page_of(contests(), request.GET, orders={"raised": ("pk",)})
    rows = [(one, fact_row(one.fact, language)) for one in page.rows]
    context = {"tabs": gap_tabs("contests"), "page": page, "rows": rows, "form": AnswerForm(),
               "may_answer": may(request.user, Act.IMPORT_FACTS)}  # fmt: skip
    return render(request, "policies/registry/contests.html", context)


@door(Act.IMPORT_FACTS)
@require_POST
def answer(request: HouseRequest, contest_id: int) -> HttpResponseBase:
    """One enterprise is answered."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写处理意见。"))
        return redirect("policies:contests")
    upheld = "uphold" in request.POST
    answer_contest(contest_id=contest_id, upheld=upheld, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("已答复企业。"))
    return redirect("policies:contests")


@door(Act.SEE_REGISTRY)
def stale(request: HouseRequest) -> HttpResponse:
    """Which sources are overdue, and by how many days."""
    context = {"tabs": gap_tabs("stale"), "rows": stale_sources(get_language() or "zh")}
    return render(request, "policies/registry/stale.html", context)


@door(Act.SEE_OWN_BENEFITS)
def own_facts(request: HouseRequest) -> HttpResponse:
    """What the state holds about the enterprise, from whom and of which day."""
    one = _own(request)
    found = facts_with_sources(one, get_language() or "zh") if one else []
    open_ones = set(one.contests.filter(state="open").values_list("fact_id", flat=True)) if one else set()
    context = {"one": one, "facts": [(fact, fact.fact_id in open_ones) for fact in found],
               "answered": one.contests.exclude(state="open").select_related("fact__kind") if one else []}  # fmt: skip
    return render(request, "policies/registry/own_facts.html", context)


@door(Act.CONFIRM_GRANT)
def contest(request: HouseRequest, fact_id: int) -> HttpResponseBase:
    """One current fact of the enterprise's own is contested."""
    one = _own(request)
    if one is None:
        raise Http404
    fact = get_object_or_404(CurrentFact.objects.select_related("fact__kind"), enterprise=one, fact=fact_id).fact
    form = ContestForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            contest_fact(enterprise=one, fact=fact, claim=said["claim"], evidence=said["evidence"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已提交，来源部门核实后会在消息中答复。"))
            return redirect("policies:own_facts")
    context = {"form": form, "fact": fact_row(fact, get_language() or "zh")}
    return render(request, "policies/registry/contest.html", context, status=422 if form.errors else 200)


def _own(request: HouseRequest) -> Enterprise | None:
    """The enterprise the person acts for; None while the registry does not know it."""
    return Enterprise.objects.filter(party=request.membership.party).select_related("party").first()
