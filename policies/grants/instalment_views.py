"""Pages of instalments: what a department has to look into, one grant's parts, and whom else its policy pays."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.display import is_chinese, moment_text
from cms.kernel.errors import Refused
from cms.kernel.forms import row_number, tell
from cms.kernel.paging import page_of
from cms.kernel.states import Vanished
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.grants.contact_views import department_grant
from policies.grants.falling_due import confirm_instalment, facts_now, stop_instalment
from policies.grants.forms import GrantReasonForm
from policies.grants.instalments import Instalment, NamedPayee
from policies.grants.parts import parts_of
from policies.grants.payees import confirm_payee, decline_payee, name_payee, other_payees
from policies.grants.queries import decidable_versions, instalments_in_doubt
from policies.grants.states import PENDING, InstalmentState
from policies.registry.kinds import department_label, vocabulary
from policies.rules.explanation import Teller


@door(Act.DECIDE_GRANT)
def instalments(request: HouseRequest) -> HttpResponse:
    """The instalments of my departments whose condition does not hold on the facts, or is not known."""
    page = page_of(instalments_in_doubt(request.user), request.GET, orders={"due": ("due_on", "pk")}, size=50)
    return render(request, "policies/grants/instalments.html", {"page": page})


@door(Act.DECIDE_GRANT)
def grant_instalments(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """The instalments of one grant: what stands against one in doubt, and letting it be paid or stopping it."""
    shown = department_grant(request.user, grant_id)
    form = GrantReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = shown.instalments.filter(pk=row_number(request.POST.get("instalment", ""))).first()
        if chosen is None:
            raise Vanished
        act = stop_instalment if request.POST.get("act") == "stop" else confirm_instalment
        try:
            act(instalment_id=chosen.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理。"))
            return redirect("policies:grant_instalments", shown.pk)
    open_ones = shown.instalments.filter(state__in=PENDING)
    context = {
        "grant": shown,
        "parts": parts_of(shown),
        "form": form,
        "doubts": [doubt_of(one) for one in open_ones.filter(state=InstalmentState.DOUBTFUL).order_by("number", "pk")],
        "open_ones": open_ones.order_by("number", "pk"),
    }
    return render(request, "policies/grants/grant_instalments.html", context, status=422 if form.errors else 200)


def doubt_of(instalment: Instalment) -> dict[str, object]:
    """What an instalment in doubt asks for, what was known when it was looked at, and what is known today."""
    when = rule_of(instalment.grant.version).instalments[instalment.clause or 0].when
    asked = Teller("zh" if is_chinese() else "en", vocabulary()).condition(when) if when is not None else ""
    now = facts_now(instalment)
    tables = [(_("今天的数据"), [_fact_row(fact) for fact in now])]
    if instalment.checked_at is not None and instalment.facts != now:
        title = _("%(when)s 核验时的数据") % {"when": moment_text(instalment.checked_at)}
        tables.insert(0, (title, [_fact_row(fact) for fact in instalment.facts]))
    return {"instalment": instalment, "asked": asked, "tables": tables}


def _fact_row(fact: Mapping[str, Any]) -> dict[str, object]:
    """A fact that was seen, in the reader's language."""
    language = "zh" if is_chinese() else "en"
    return {
        "label": vocabulary()[str(fact["code"])].label.in_language(language),
        "value": (_("是") if fact["value"] else _("否")) if isinstance(fact["value"], bool) else fact["value"],
        "source": department_label(str(fact["source"] or ""), language),
        "as_of": fact["as_of"],
    }


class PayeeForm(forms.Form):
    """Whom a payee of the rule means."""

    who = forms.CharField(max_length=60, widget=forms.HiddenInput)
    uscc = forms.CharField(label=gettext_lazy("收款单位统一社会信用代码"), max_length=18)


@door(Act.DECIDE_GRANT)
def payees(request: HouseRequest, version_id: int) -> HttpResponseBase:
    """Whom the policy's rule pays beside the enterprise: a registered body, named by one and agreed to by another."""
    version = decidable_versions(request.user).filter(pk=version_id).first()
    if version is None:
        raise Vanished
    if request.method == "POST" and "payee" in request.POST:
        return _decide_payee(request, version)
    form, rows = PayeeForm(request.POST or None), other_payees(version)
    wanted = {one.who for one in rows}
    if request.method == "POST" and form.is_valid() and form.cleaned_data["who"] in wanted:
        try:
            name_payee(policy_id=version.policy_id, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记收款单位，须由另一人复核后生效。"))
            return redirect("policies:payees", version.pk)
    context = {"version": version, "rows": rows, "form": form}
    return render(request, "policies/grants/payees.html", context, status=422 if form.errors else 200)


def _decide_payee(request: HouseRequest, version: Version) -> HttpResponseBase:
    """Another reviewer agrees to who was named, or it is taken back with a reason."""
    asked = NamedPayee.objects.filter(policy=version.policy_id, pk=row_number(request.POST["payee"])).first()
    if asked is None:
        raise Vanished
    if "decline" in request.POST:
        decline_payee(payee_id=asked.pk, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("已退回，原收款单位不变。"))
    else:
        confirm_payee(payee_id=asked.pk, by=request.user)
        messages.success(request, _("收款单位已复核生效。"))
    return redirect("policies:payees", version.pk)
