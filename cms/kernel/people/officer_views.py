"""Pages on which an administrator appoints officials and looks after everybody's roles, and one's own colleagues."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from cms.kernel.people.forms import AppointForm, MemberFilter, ReasonForm
from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.people.queries import (
    STANDING,
    colleagues_of,
    contested_memberships,
    memberships_named,
    officials,
    representatives,
)
from cms.kernel.people.services import appoint, contest_membership, end_membership, restore_membership
from cms.kernel.roles import Role
from cms.kernel.second_factor.queries import factors_of
from cms.kernel.trail import events_about

LISTS: Final = {"officials": officials, "representatives": representatives, "contested": contested_memberships}
ORDERS: Final = {"party": ("party__name", "role", "pk"), "person": ("user__name", "pk")}


@door(Act.MANAGE_PEOPLE)
def officers(request: HouseRequest) -> HttpResponseBase:
    """Who holds which role; an official is appointed here."""
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            made = appoint(user=entered["login"], party=entered["party"], role=Role(entered["role"]), by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已指定：%(who)s。") % {"who": made})
            return redirect("kernel:officers")
    asked = MemberFilter(request.GET)
    text = asked.cleaned_data["q"].strip() if asked.is_valid() else ""
    which = request.GET.get("list", "")
    which = which if which in LISTS else "officials"
    names = {"officials": _("政府工作人员"), "representatives": _("单位经办人"), "contested": _("有争议")}
    context = {
        "form": form,
        "filter": asked,
        "page": page_of(LISTS[which](text), request.GET, orders=ORDERS, counted=True),
        "tabs": [(f"?list={name}", names[name], found().count(), name == which) for name, found in LISTS.items()],
    }
    return render(request, "kernel/people/officers.html", context, status=422 if form.errors else 200)


ACTS: Final[Mapping[str, Callable[..., Membership]]] = {
    "end": end_membership,
    "contest": contest_membership,
    "restore": restore_membership,
}


@door(Act.MANAGE_PEOPLE)
def officer(request: HouseRequest, membership_id: int) -> HttpResponseBase:
    """One person's role with its trail: ended, objected to, or restored, with the reason."""
    shown = get_object_or_404(memberships_named(""), pk=membership_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        if _done(form, act, membership_id=shown.pk, by=request.user):
            messages.success(request, _("已办理，已通知本人。"))
            return redirect("kernel:officer", shown.pk)
    context = {
        "held": shown,
        "form": form if shown.state in STANDING and shown.user_id != request.user.pk else None,
        "is_contested": shown.state == MembershipState.CONTESTED,
        "is_enrolled": factors_of(shown.user).exists(),
        "steps": [
            {"what": _step(event.name), "when": event.happened_at, "by": event.by}
            for event in sorted([*events_about(shown), *events_about(shown.user)], key=attrgetter("happened_at", "pk"))
        ],
    }
    return render(request, "kernel/people/officer.html", context, status=422 if form.errors else 200)


def _done(form: ReasonForm, act: Callable[..., Membership], **what: Any) -> bool:
    """Whether the act was done with the form's reason; if not, the form tells why."""
    try:
        act(reason=form.cleaned_data["reason"], **what)
    except Refused as refusal:
        tell(form, refusal)
        return False
    return True


def _step(name: str) -> str:
    names = {"membership.claimed": _("提出申请"), "membership.appointed": _("管理员指定")}
    names |= {"membership.restored": _("恢复使用"), "second_factor.enrolled": _("启用二次验证")}
    names |= {"second_factor.given_up": _("停用一种二次验证"), "second_factor.reset": _("重置二次验证")}
    names |= {"second_factor.codes_made": _("更换恢复码")}
    labels = {f"membership.{each.value}": str(each.label) for each in MembershipState}
    return (labels | names).get(name, name)


@door(Act.CONTEST_COLLEAGUE)
def contest_colleague(request: HouseRequest, membership_id: int) -> HttpResponseBase:
    """Somebody else who acts for my unit should not: the role rests until an administrator has looked."""
    shown = get_object_or_404(colleagues_of(request.user), pk=membership_id)
    form = ReasonForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _done(form, contest_membership, membership_id=shown.pk, by=request.user):
        messages.success(request, _("已提出，该身份暂停使用，待管理员核实。"))
        return redirect("kernel:my_roles")
    context = {"held": shown, "form": form}
    return render(request, "kernel/people/contest.html", context, status=422 if form.errors else 200)
