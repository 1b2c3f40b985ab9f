"""Pages of the departments: the queue with its clocks, one application with everything about it, opinions, the late."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.display import colon_text
from cms.kernel.errors import Refused
from cms.kernel.forms import row_number, tell
from cms.kernel.money import from_fen
from cms.kernel.paging import page_of
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from policies.applications.completing import field_labels
from policies.applications.forms import ApproveForm, OpinionForm, RefuseForm, ReturnForm
from policies.applications.models import Application, Opinion
from policies.applications.queries import (
    applications_to_decide,
    led_applications,
    opinions_asked,
    other_projects,
    overdue_applications,
    overdue_opinions,
    ranked_versions,
    reviewed_applications,
)
from policies.applications.reviewing import (
    approve_application,
    give_opinion,
    opinions_of,
    refuse_application,
    return_application,
    verdict_for,
)
from policies.applications.showing import FactRow, fact_rows, papers_shown, reasons_of, timeline
from policies.applications.states import ApplicationState
from policies.rules.verdicts import Verdict


@door(Act.DECIDE_APPLICATION)
def queue(request: HouseRequest) -> HttpResponse:
    """What waits for my department: applications by their clocks, opinions it owes, rankings; and what is decided."""
    decided = led_applications(request.user).exclude(state=ApplicationState.SUBMITTED)
    context = {
        "waiting": applications_to_decide(request.user)[:200],
        "opinions": opinions_asked(request.user)[:200],
        "versions": ranked_versions(request.user),
        "page": page_of(decided, request.GET, orders={"newest": ("-pk",)}),
    }
    return render(request, "policies/applications/queue.html", context)


def for_review(user: User, application_id: int) -> Application:
    """The application, for its lead department and the co-departments. Raises Vanished for everybody else."""
    found = reviewed_applications(user).filter(pk=application_id).distinct().first()
    if found is None:
        raise Vanished
    return found


@door(Act.DECIDE_APPLICATION)
def review(request: HouseRequest, application_id: int) -> HttpResponseBase:
    """One application: facts side by side, papers, opinions, the rule's verdict; and, for the lead, its decision."""
    shown = for_review(request.user, application_id)
    verdict = verdict_for(shown)
    rows = fact_rows(shown, verdict)
    labels = field_labels(shown)
    leads = may(request.user, Act.DECIDE_APPLICATION, shown.policy.lead_department)
    offered = _forms(request, verdict, rows, labels) if leads else {}
    if request.method == "POST":
        form = offered.get(request.POST.get("act", ""))
        if form is None:
            raise Vanished
        if form.is_valid() and _decide(request, shown, form):
            return redirect("policies:review_application", shown.pk)
    context = {
        "application": shown,
        "verdict": verdict,
        "amount": from_fen(verdict.amount_fen) if verdict.amount_fen else None,
        "rows": rows,
        "papers": papers_shown(shown),
        "reasons": reasons_of(verdict),
        "opinions": opinions_of(shown),
        "corrections": shown.corrections.select_related("made_by").order_by("pk"),
        "labels": labels,
        "timeline": timeline(shown),
        "forms": _shown(offered, shown.state),
        "my_opinion": _my_opinion(request.user, shown),
        "opinion_form": OpinionForm(),
        "others": other_projects(shown) if shown.project_number else [],
        "leads": leads,
        "may_trail": may(request.user, Act.SEE_TRAIL),
    }
    failed = any(form.errors for form in offered.values())
    return render(request, "policies/applications/review.html", context, status=422 if failed else 200)


def _forms(
    request: HouseRequest, verdict: Verdict, rows: list[FactRow], labels: Mapping[str, str]
) -> dict[str, forms.Form]:
    """The three things the lead may do, the one that was sent bound."""
    act = request.POST.get("act") if request.method == "POST" else None
    stated = [
        (str(row.fact_id), f"{colon_text(row.label)}{row.stated}") for row in rows if row.fact_id and not row.is_checked
    ]
    return {
        "approve": ApproveForm(
            request.POST if act == "approve" else None, stated=stated, has_ceiling=verdict.needs_decision
        ),
        "return": ReturnForm(request.POST if act == "return" else None, labels=labels),
        "refuse": RefuseForm(request.POST if act == "refuse" else None),
    }


def _shown(offered: Mapping[str, forms.Form], state: str) -> dict[str, forms.Form]:
    """What is offered in the state, and whatever was sent: who waits for the ranking can still be refused."""
    if state == ApplicationState.SUBMITTED:
        return dict(offered)
    waits = state == ApplicationState.SHORTLISTED
    return {name: form for name, form in offered.items() if form.is_bound or (waits and name == "refuse")}


def _decide(request: HouseRequest, shown: Application, form: forms.Form) -> bool:
    """Whether it is decided; if not, the form tells why."""
    entered, by = form.cleaned_data, request.user
    try:
        if isinstance(form, ReturnForm):
            return_application(application_id=shown.pk, corrections=form.corrections(), by=by)
            told = _("已退回企业补正。")
        elif isinstance(form, RefuseForm):
            refuse_application(application_id=shown.pk, reason=entered["reason"], by=by)
            told = _("已作出不予核准的决定，并告知企业。")
        else:
            approve_application(
                application_id=shown.pk,
                by=by,
                checked=[int(pk) for pk in entered.get("checked", ())],
                amount=entered.get("amount"),
                reason=entered["reason"],
                seen_round=row_number(request.POST.get("round", "")),
            )
            told = _("已核准。")
    except Refused as refusal:
        tell(form, refusal)
        return False
    messages.success(request, told)
    return True


def _my_opinion(user: User, shown: Application) -> Opinion | None:
    """The opinion that the person's department still owes."""
    return opinions_asked(user).filter(application=shown, round=shown.round).first()


@door(Act.GIVE_OPINION)
@require_POST
def opinion(request: HouseRequest, opinion_id: int) -> HttpResponseBase:
    """My department's opinion is given."""
    asked = Opinion.objects.filter(pk=opinion_id).select_related("application").first()
    if asked is None:
        raise Vanished
    for_review(request.user, asked.application_id)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选择意见并写明说明。"))
        return redirect("policies:review_application", asked.application_id)
    entered = form.cleaned_data
    give_opinion(opinion_id=asked.pk, agrees=entered["agrees"] == "yes", text=entered["text"], by=request.user)
    messages.success(request, _("意见已出具。"))
    return redirect("policies:review_application", asked.application_id)


@door(Act.SEE_OVERDUE_APPLICATIONS)
def overdue(request: HouseRequest) -> HttpResponse:
    """What departments should have decided or said by now, the longest late first."""
    context = {"late": overdue_applications()[:500], "silent": overdue_opinions()[:500]}
    return render(request, "policies/applications/overdue.html", context)
