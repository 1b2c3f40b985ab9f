"""Pages of matching: what each version found, whom and why."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.exports.services import start_export
from cms.kernel.paging import page_of
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions, rule_of
from policies.matching.grouping import Told, told_standings
from policies.matching.models import Match, MatchRound
from policies.matching.queries import (
    Counted,
    current_matches,
    latest_run,
    latest_runs,
    match_totals,
    matches_of,
    progress_of,
    rounds,
)
from policies.matching.reasons import told
from policies.matching.reports import OPEN
from policies.matching.rounds import cancel_round
from policies.matching.states import RoundState, Verdict
from policies.registry.codes import CodeSet
from policies.registry.kinds import vocabulary
from policies.registry.models import Enterprise
from policies.registry.naming import names_of_codes, scale_name
from policies.rules.explanation import describe

ORDERS = {Verdict.MET: ("-amount", "-pk"), Verdict.NEAR: ("pk",), Verdict.NEEDS_DATA: ("pk",)}


@door(Act.SEE_MATCHES)
def match_list(request: HouseRequest) -> HttpResponse:
    """The live versions with a rule, each with what its latest run found."""
    runs = latest_runs()
    rows = [(version, runs.get(version.pk)) for version in executable_versions()]
    return render(request, "policies/matching/list.html", {"rows": rows})


@door(Act.SEE_MATCHES)
def match_page(request: HouseRequest, version_id: int) -> HttpResponse:
    """One version: whom it finds, who is one condition away, who lacks data; totals, and the rule in words."""
    version = get_object_or_404(Version.objects.select_related("policy"), pk=version_id, rule__isnull=False)
    run = latest_run(version)
    verdict = Verdict(request.GET["of"]) if request.GET.get("of") in Verdict.values else Verdict.MET
    counts = {
        Verdict.MET: run.met_count if run else 0,
        Verdict.NEAR: run.near_count if run else 0,
        Verdict.NEEDS_DATA: run.needs_data_count if run else 0,
    }
    language = (get_language() or "zh")[:2]
    page = page_of(current_matches(version, verdict), request.GET, orders={"usual": ORDERS[verdict]})
    context = {
        "version": version,
        "run": run,
        "verdict": verdict,
        "total": counts[verdict],
        "tabs": [(f"?of={one.value}", one.label, counts[one], one == verdict) for one in Verdict],
        "page": page,
        "rows": _with_reasons(page.rows, language),
        "splits": _splits(version) if run and verdict == Verdict.MET else [],
        "rule": describe(rule_of(version), language, vocabulary()),
    }
    return render(request, "policies/matching/matches.html", context)


@door(Act.SEE_MATCHES)
@require_POST
def export(request: HouseRequest, version_id: int) -> HttpResponse:
    """Everybody who is near or lacks data, as a file that is made in the background."""
    params = {"version": str(version_id), "of": request.POST.get("of", "")}
    asked = start_export(report=OPEN.name, form=request.POST.get("form", "xlsx"), by=request.user, params=params)
    return redirect("kernel:job", asked.job_id)


@door(Act.SEE_MATCHES)
def matches_of_enterprise(request: HouseRequest, enterprise_id: int) -> HttpResponse:
    """What the live policies say of one enterprise, with the reasons."""
    one = get_object_or_404(Enterprise.objects.select_related("party"), pk=enterprise_id)
    context = {"one": one, "rows": _with_reasons(matches_of(one), (get_language() or "zh")[:2])}
    return render(request, "policies/matching/of_enterprise.html", context)


def _with_reasons(matches: Iterable[Match], language: str) -> list[tuple[Match, list[tuple[int, str]]]]:
    """Each match with its lines; the first says how it stands in its exclusive group, where that is not whole."""
    words, rows = vocabulary(), list(matches)
    standing = told_standings(rows)
    return [(match, [*_place(standing.get(match.pk)), *told(match, language, words)]) for match in rows]


def _place(one: Told | None) -> list[tuple[int, str]]:
    return [(0, one.sentence)] if one is not None and one.sentence else []


@door(Act.SEE_MATCHES)
def round_list(request: HouseRequest) -> HttpResponse:
    """The rounds of matching, the newest first, each with how far it is."""
    page = page_of(rounds(), request.GET, orders={"usual": ("-pk",)})
    return render(request, "policies/matching/rounds.html", {"page": page})


@door(Act.SEE_MATCHES)
def round_page(request: HouseRequest, round_id: int) -> HttpResponse:
    """One round: how far it is, what its runs found; asked by htmx, only the moving part."""
    one = get_object_or_404(MatchRound, pk=round_id)
    template = (
        "policies/matching/round_progress.html" if request.headers.get("HX-Request") else "policies/matching/round.html"
    )
    runs = one.runs.select_related("version__policy__lead_department").order_by("-met_count", "pk")
    progress = progress_of(one)
    rows = [(run, progress.found.get(run.pk, Counted())) for run in runs]
    answer = render(request, template, {"one": one, "progress": progress, "rows": rows})
    if request.headers.get("HX-Request") and one.state != RoundState.RUNNING:
        answer["HX-Refresh"] = "true"  # it has ended since the last question: the head of the page says so too
    return answer


@door(Act.CANCEL_MATCHING)
@require_POST
def cancel(request: HouseRequest, round_id: int) -> HttpResponse:
    """Stop the round; what it found so far comes into force nowhere."""
    cancel_round(round_id=round_id, by=request.user)
    return redirect("policies:match_round", round_id=round_id)


def _splits(version: Version) -> list[tuple[str, list[dict[str, object]]]]:
    columns = {"declared_scale": _("按企业划型"), "industry": _("按行业"), "operating_region": _("按经营所在地")}
    return [(name, _named(column, match_totals(version, column))) for column, name in columns.items()]


def _named(column: str, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows with the names of their codes."""
    sets = {"industry": CodeSet.INDUSTRY, "operating_region": CodeSet.REGION}
    codes = [str(row["key"]) for row in rows]
    names = names_of_codes(sets[column], codes) if column in sets else {code: scale_name(code) for code in codes}
    return [row | {"key": names.get(str(row["key"]), row["key"])} for row in rows]
