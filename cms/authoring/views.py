"""What an editor's browser asks while a rule is written; behind the admin's door, for those who write or review."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from cms.authoring.language import language_for_editor
from cms.authoring.simulating import simulation_context
from cms.authoring.telling import Draft, drafted, told_cases, told_clauses, told_lines, told_problem
from cms.kernel.access import Act, may, signed_in
from policies.registry.choosing import offers, way_to
from policies.registry.kinds import vocabulary
from policies.registry.naming import names_of_codes
from policies.registry.queries import awards_on_record

LONGEST = 400_000
LONGEST_QUESTION = 60
MOST_NAMED = 500


def let_in(request: HttpRequest) -> None:
    """Raises PermissionDenied for whoever neither writes nor reviews policies."""
    if not (may(request.user, Act.WRITE_POLICY) or may(request.user, Act.REVIEW_POLICY)):
        raise PermissionDenied


def asked(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of the request's body; empty when it is none."""
    try:
        body = json.loads(request.body[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def reader_language() -> str:
    """The language of the person, as the rule language names it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@require_GET
@signed_in
def rule_language(request: HttpRequest) -> HttpResponse:
    """The schema, the names of its parts and the facts there are."""
    let_in(request)
    return JsonResponse(language_for_editor(vocabulary(), reader_language(), awards_on_record()))


@require_POST
@signed_in
def check_rule(request: HttpRequest) -> HttpResponse:
    """What is wrong with the posted rule (`rule`: its tree, or `text`: its YAML), what it says, how its cases fare."""
    let_in(request)
    body, language, words = asked(request), reader_language(), vocabulary()
    draft: Draft = drafted(body, words)
    return JsonResponse(
        {
            "rule": draft.canonical,
            "yaml": draft.yaml,
            "problems": [told_problem(one, language) for one in draft.problems],
            "told": told_lines(draft, words, language),
            "clauses": told_clauses(draft),
            "cases": told_cases(draft, body.get("cases"), words, language),
        }
    )


@require_POST
@signed_in
def simulate_rule(request: HttpRequest) -> HttpResponse:
    """Whom the posted rule would find in the registry as it stands, as a part of the editor's page."""
    let_in(request)
    body, words = asked(request), vocabulary()
    draft = drafted(body, words)
    context = simulation_context(draft, body, words, reader_language())
    return render(request, "authoring/simulation.html", context)


@require_GET
@signed_in
def rule_codes(request: HttpRequest) -> HttpResponse:
    """Official codes to choose from, the way to the code looked into, and what other codes are called.

    `set`; `q`: what was typed, or `under`: a code to look into; `whole`: for a list of whole codes; `names`: codes.
    """
    let_in(request)
    code_set, under = request.GET.get("set", ""), request.GET.get("under", "")
    asked_for = request.GET.get("q", "")[:LONGEST_QUESTION]
    named = [code for code in request.GET.get("names", "").split(",")[:MOST_NAMED] if code]
    found = offers(code_set, asked=asked_for, under=under, whole="whole" in request.GET)
    return JsonResponse(
        {
            "rows": [one.as_json() for one in found],
            "way": way_to(code_set, under),
            "names": names_of_codes(code_set, named),
        }
    )
