"""Pages of outreach: my wishes to be told, the signed way out, and a department's call for one missing fact."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.display import is_chinese
from cms.kernel.states import Vanished
from policies.grants.queries import decidable_versions
from policies.outreach.calling import call_for_fact
from policies.outreach.forms import WishForm
from policies.outreach.models import Telling
from policies.outreach.queries import own_subscriptions, sole_gaps, subscription_of
from policies.outreach.services import subscribe, unsubscribe
from policies.registry.kinds import department_label, vocabulary
from policies.registry.models import Enterprise

TOLD_SHOWN = 20


@door(Act.SEE_OWN_BENEFITS)
def subscriptions(request: HouseRequest) -> HttpResponseBase:
    """What I wish to be told of for the enterprise I act for, and what I was told; a new wish is made here."""
    enterprise = Enterprise.objects.filter(party=request.membership.party).select_related("party").first()
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = subscribe(enterprise=enterprise, policy=form.cleaned_data["policy"], by=request.user)
        named = str(wish.policy) if wish.policy else _("全部政策")
        messages.success(request, _("已订阅：%(name)s。贵单位符合条件时只提醒一次。") % {"name": named})
        return redirect(back_inside(request))
    told = Telling.objects.filter(user=request.user, enterprise=enterprise).exclude(message=None)
    mine = list(own_subscriptions(request.user).filter(enterprise=enterprise)) if enterprise else []
    context = {
        "mine": mine,
        "has_all": any(one.policy_id is None for one in mine),
        "told": told.select_related("message", "policy").order_by("-pk")[:TOLD_SHOWN],
        "form": form,
        "is_known": enterprise is not None,
    }
    return render(request, "policies/outreach/subscriptions.html", context, status=422 if form.errors else 200)


def back_inside(request: HttpRequest) -> str:
    """The page of ours that the form came from, as it says itself, else the list of wishes."""
    back = request.POST.get("back", "")
    inside = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if inside else "policies:eligibility_subscriptions"


@door(Act.SEE_OWN_BENEFITS)
@require_POST
def end(request: HouseRequest, subscription_id: int) -> HttpResponseBase:
    """One of my wishes ends."""
    mine = get_object_or_404(own_subscriptions(request.user), pk=subscription_id)
    unsubscribe(subscription_id=mine.pk, by=request.user)
    messages.success(request, _("已退订。"))
    return redirect(back_inside(request))


@csrf_exempt  # the reader's mail program sends the POST (RFC 8058); the signature stands for the person
@public
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """What the signed link would end; the POST ends it."""
    wish = subscription_of(token)
    if request.method == "POST":
        wish = unsubscribe(subscription_id=wish.pk, by=None)
    return render(request, "policies/outreach/unsubscribe.html", {"wish": wish})


@door(Act.DECIDE_GRANT)
def call(request: HouseRequest, version_id: int) -> HttpResponseBase:
    """Which single facts stand between enterprises and a verdict under my department's version; ask for one."""
    version = decidable_versions(request.user).filter(pk=version_id).first()
    if version is None:
        raise Vanished
    if request.method == "POST":
        call_for_fact(version=version, fact=request.POST.get("fact", "")[:80], by=request.user)
        messages.success(request, _("通知已排队发送，有经办人且只缺这一项的企业都会收到，每家只通知一次。"))
        return redirect("policies:call_for_fact", version.pk)
    words, language = vocabulary(), "zh" if is_chinese() else "en"
    gaps = [
        (code, words[code].label.in_language(language), department_label(words[code].source, language), count)
        for code, count in sole_gaps(version).most_common()
        if code in words
    ]
    calls = [(one, words[one.fact].label.in_language(language)) for one in version.calls.order_by("-pk")
             if one.fact in words]  # fmt: skip
    return render(request, "policies/outreach/call.html", {"version": version, "gaps": gaps, "calls": calls})
