"""What an editor's browser asks while a rule is typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, may, signed_in
from cms.pages.reading import Branch, nested
from policies.rules.checking import check
from policies.rules.explanation import describe
from policies.rules.problems import FaultyRule, Problem
from policies.rules.yaml_form import rule_from_yaml

LONGEST = 100_000


@require_POST
@signed_in
def check_rule(request: HttpRequest) -> HttpResponse:
    """What is wrong with the posted rule, and what it says in plain words in the reader's language."""
    if not (may(request.user, Act.WRITE_POLICY) or may(request.user, Act.REVIEW_POLICY)):
        raise PermissionDenied
    text = request.POST.get("rule", "")[:LONGEST]
    language = get_language() or "zh"
    problems: list[Problem] = []
    branches: list[Branch] = []
    if text.strip():
        try:
            rule = rule_from_yaml(text)
            problems, branches = check(rule), nested(describe(rule, language))
        except FaultyRule as faulty:
            problems = list(faulty.problems)
    shown = [
        (each.severity.value, each.path or "/", each.message.in_language(language), each.remedy.in_language(language))
        for each in problems
    ]
    return render(request, "pages/admin/rule_told.html", {"problems": shown, "branches": branches})
