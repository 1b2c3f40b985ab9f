"""The check-up of my enterprise, and the questionnaire for whoever has not logged in."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_today
from cms.kernel.display import is_chinese
from policies.checkup.findings import Finding
from policies.checkup.queries import checkup_of, counts_of, in_order, versions_to_check
from policies.checkup.questions import sealed, unsealed
from policies.checkup.sitting import Sitting, present_ground
from policies.checkup.states import Standing
from policies.outreach.queries import own_subscriptions
from policies.registry.models import Enterprise

NAMED = 3


def language() -> str:
    """The reader's language as the rule language names it."""
    return "zh" if is_chinese() else "en"


def grouped(findings: Sequence[Finding]) -> list[tuple[Standing, list[Finding]]]:
    """The findings by standing, in order; standings of no policy are left out."""
    groups = [(standing, [one for one in findings if one.standing == standing]) for standing in Standing]
    return [(standing, members) for standing, members in groups if members]


@door(Act.SEE_OWN_BENEFITS)
def checkup(request: HouseRequest) -> HttpResponse:
    """How my enterprise stands under every policy in force, from the facts of this moment."""
    enterprise = Enterprise.objects.filter(party=request.membership.party).select_related("party").first()
    findings = checkup_of(enterprise, language()) if enterprise else []
    wishes = own_subscriptions(request.user).filter(enterprise=enterprise).values_list("policy_id", flat=True)
    context = {
        "enterprise": enterprise,
        "groups": grouped(findings),
        "counts": counts_of(findings),
        "wishes": set(wishes),
        "checked_on": business_today(),
    }
    return render(request, "policies/checkup/checkup.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def questionnaire(request: HttpRequest) -> HttpResponse:
    """A few questions, and after each what is decided already; the answers travel in the form and are kept nowhere."""
    ground = present_ground()
    answers = unsealed(request.POST.get("answers", ""), ground.words)
    sitting = Sitting(answers, list(versions_to_check()), ground, language())
    sitting.take({name: str(value) for name, value in request.POST.items()})
    asked = sitting.asked()
    waiting = sitting.waiting_for(asked[0].name) if asked else []
    findings = in_order(sitting.findings())
    context = {
        "question": asked[0] if asked else None,
        "form": asked[1] if asked else None,
        "waiting": waiting[:NAMED],
        "waiting_count": len(waiting),
        "answers": sealed(sitting.answers, ground.on),
        "given": sitting.given(),
        "groups": grouped(findings),
        "counts": counts_of(findings),
        "open_count": sitting.open_count,
        "total": len(sitting.with_rule),
        "by_person": [version for version in sitting.versions if not version.is_executable],
    }
    failed = asked is not None and bool(asked[1].errors)
    return render(request, "policies/checkup/questionnaire.html", context, status=422 if failed else 200)
