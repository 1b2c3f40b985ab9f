"""Pages of credit: cases for supervision, an agency's own, and each step of a case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.credit.forms import AppealDecisionForm, AppealForm, DecisionForm, FactForm, InterviewForm, ReplyForm
from marketplace.credit.models import CreditCase
from marketplace.credit.queries import credit_cases, credit_cases_for_agency, credit_score
from marketplace.credit.services import (
    appeal_credit,
    decide_appeal,
    decide_credit,
    interview,
    note_fact,
    reply_to_interview,
)
from marketplace.credit.states import CreditState

ORDERS = {"found": ("-found_at", "-pk")}
Step = tuple[type[Form], Callable[..., CreditCase]]
BY_SUPERVISION: dict[str, Step] = {
    CreditState.FOUND: (InterviewForm, interview),
    CreditState.INTERVIEWED: (DecisionForm, decide_credit),
    CreditState.APPEALED: (AppealDecisionForm, decide_appeal),
}
BY_PARTY: dict[str, Step] = {
    CreditState.INTERVIEWED: (ReplyForm, reply_to_interview),
    CreditState.DECIDED: (AppealForm, appeal_credit),
}


@door(Act.SUPERVISE_MARKET)
def all_cases(request: HouseRequest) -> HttpResponseBase:
    """Every credit case, and noting a new fact."""
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = note_fact(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记，扣分前须先约谈告知。"))
            return redirect("marketplace:credit_case", made.pk)
    return _list(request, form=form)


@door(Act.RAISE_DISPUTE)
def my_credit(request: HouseRequest) -> HttpResponse:
    """My agency's score and cases."""
    page = page_of(credit_cases_for_agency(request.user), request.GET, orders=ORDERS)
    context = {"page": page, "score": f"{float(credit_score(request.membership.party)):g}", "tabs": None, "form": None}
    return render(request, "marketplace/credit/list.html", context)


def _list(request: HouseRequest, *, form: FactForm) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in CreditState.values else ""
    tabs: list[tuple[str, str, int | None, bool]] = [("?", _("全部"), None, not state)]
    tabs += [
        (f"?state={each.value}", str(each.label), credit_cases(each).count(), each == state) for each in CreditState
    ]
    page = page_of(credit_cases(state), request.GET, orders=ORDERS)
    context = {"page": page, "tabs": tabs, "form": form}
    return render(request, "marketplace/credit/list.html", context, status=422 if form.errors else 200)


@door(Act.SEE_CREDIT)
def credit_case(request: HouseRequest, case_id: int) -> HttpResponseBase:
    """One case, and the step that the reader can take now."""
    supervises = may(request.user, Act.SUPERVISE_MARKET)
    sees_all = supervises or may(request.user, Act.SEE_ALL)
    found = get_object_or_404(credit_cases() if sees_all else credit_cases_for_agency(request.user), pk=case_id)
    steps = BY_SUPERVISION if supervises else {} if sees_all else BY_PARTY
    if found.replied_at is not None and not supervises:
        steps = {state: step for state, step in steps.items() if state != CreditState.INTERVIEWED}
    kind, service = steps.get(found.state, (None, None))
    form = kind(request.POST or None) if kind else None
    if request.method == "POST" and form is not None and service is not None and form.is_valid():
        try:
            service(case_id=found.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理。"))
            return redirect("marketplace:credit_case", found.pk)
    context: dict[str, Any] = {
        "case": found,
        "form": form,
        "score": f"{float(credit_score(found.party)):g}",
        "steps": [{"what": _step(one.name), "when": one.happened_at, "by": one.by} for one in events_about(found)],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "marketplace/credit/case.html", context, status=status)


def _step(name: str) -> str:
    names = {"credit_case.found": _("登记事实"), "credit_case.replied": _("陈述申辩")}
    labels = {f"credit_case.{each.value}": str(each.label) for each in CreditState}
    return (labels | names).get(name, name)
