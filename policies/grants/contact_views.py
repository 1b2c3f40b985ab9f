"""Officers' pages about single grants: who must still be contacted, and taking back or reopening with a reason."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import row_numbers, tell
from cms.kernel.people.models import User
from cms.kernel.states import Vanished
from cms.kernel.trail import events_about
from policies.grants import event_words
from policies.grants.contacting import record_contacts
from policies.grants.forms import ContactForm, GrantReasonForm
from policies.grants.models import Decision, Grant
from policies.grants.naming_persons import pays_a_person
from policies.grants.queries import decisions_of, grants_of_department, grants_to_contact, grants_to_list
from policies.grants.services import reopen_grant, withdraw_grant
from policies.grants.sharing import why_less
from policies.grants.states import DEAD, GrantState

SHOWN_AT_MOST = 200


@door(Act.DECIDE_GRANT)
def contacts(request: HouseRequest) -> HttpResponse:
    """The lists with enterprises that my department must still reach, or whose names are to be published."""
    missing, waiting = grants_to_contact(request.user), grants_to_list(request.user)
    rows: dict[int, tuple[Decision, int, int]] = {}
    for place, found in enumerate((missing, waiting)):
        for grant in found:
            _decision, *counts = rows.get(grant.decision_id, (grant.decision, 0, 0))
            counts[place] += 1
            rows[grant.decision_id] = (grant.decision, counts[0], counts[1])
    return render(request, "policies/grants/contacts.html", {"rows": list(rows.values())})


@door(Act.DECIDE_GRANT)
def contact(request: HouseRequest, decision_id: int) -> HttpResponseBase:
    """The silent of one list: each with its contacts so far; the ticked ones were contacted just now."""
    decision = decisions_of(request.user).filter(pk=decision_id).first()
    if decision is None:
        raise Vanished
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ticked = row_numbers(request.POST.getlist("grant"))
        try:
            made = record_contacts(decision_id=decision.pk, grant_ids=ticked, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记 %(count)s 家企业的联系情况。") % {"count": len(made)})
            return redirect("policies:contact", decision.pk)
    context = {
        "decision": decision,
        "missing": grants_to_contact(request.user).filter(decision=decision)[:SHOWN_AT_MOST],
        "waiting": grants_to_list(request.user).filter(decision=decision)[:SHOWN_AT_MOST],
        "needed": settings.CONTACTS_BEFORE_LAPSE,
        "list_days": settings.SILENT_LIST_WORKING_DAYS,
        "form": form,
    }
    return render(request, "policies/grants/contact.html", context, status=422 if form.errors else 200)


def department_grant(user: User, grant_id: int) -> Grant:
    """The grant, for its department. Raises Vanished for everybody else."""
    found = grants_of_department(user).filter(pk=grant_id).first()
    if found is None:
        raise Vanished
    return found


@door(Act.DECIDE_GRANT)
def grant(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """One grant of my department: how far it is, how its enterprise was reached, and what may be done."""
    shown = department_grant(request.user, grant_id)
    form = GrantReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = reopen_grant if request.POST.get("act") == "reopen" else withdraw_grant
        try:
            act(grant_id=shown.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理，企业可在“我的权益”中查看。"))
            return redirect("policies:grant", shown.pk)
    may_end = shown.state not in (*DEAD, GrantState.PAID)
    context = {
        "grant": shown,
        "form": form if may_end or shown.state == GrantState.LAPSED else None,
        "may_reopen": shown.state == GrantState.LAPSED,
        "contacts": shown.contacts.select_related("by").order_by("made_at", "pk"),
        "events": [(event_words.told(event.name), event) for event in events_about(shown).select_related("by")],
        "why_less": why_less(shown),
        "has_instalments": shown.instalments.exists(),
        "pays_a_person": pays_a_person(shown.version),
        "lines": shown.notice_lines.select_related("notice").order_by("notice_id"),
    }
    return render(request, "policies/grants/grant.html", context, status=422 if form.errors else 200)
