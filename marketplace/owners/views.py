"""Pages of owners: one's own admission, and the reviewers' queue."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.models import Event
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.owners.clocks import confirm_owner, confirmation_due_on
from marketplace.owners.forms import OwnerDecisionForm, OwnerForm
from marketplace.owners.models import Owner
from marketplace.owners.queries import overdue_owners, owner_of, owners_for_reviewer
from marketplace.owners.services import (
    admit_owner,
    apply_as_owner,
    refuse_owner,
    restore_owner,
    return_owner,
    suspend_owner,
)
from marketplace.owners.states import OwnerState


@door(Act.APPLY_AS_OWNER)
def my_owner(request: HouseRequest) -> HttpResponseBase:
    """My unit's admission as an owner: apply, see where it stands, complete it."""
    owner = owner_of(request.membership.party)
    may_apply = owner is None or OwnerState.APPLIED in owner.MOVES.get(owner.state, ())
    known = {name: getattr(owner, name) for name in OwnerForm.base_fields} if owner else None
    form = OwnerForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            apply_as_owner(party=request.membership.party, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("申请已提交，主管部门审核通过后即可发布采购需求。"))
            return redirect("marketplace:my_owner")
    context = {
        "owner": owner,
        "form": form if may_apply else None,
        "party": request.membership.party,
        "may_confirm": owner is not None
        and owner.state in {OwnerState.ADMITTED, OwnerState.UNCONFIRMED}
        and (owner.confirmed_year or 0) < business_today().year,
        "confirm_by": confirmation_due_on(business_today().year),
    }
    return render(request, "marketplace/owners/mine.html", context, status=422 if form.errors else 200)


@door(Act.APPLY_AS_OWNER)
@require_POST
def confirm(request: HouseRequest) -> HttpResponseBase:
    """My unit's entry is right for this year."""
    owner = owner_of(request.membership.party)
    if owner is not None:
        confirm_owner(owner_id=owner.pk, by=request.user)
        messages.success(request, _("本年度业主信息已确认。"))
    return redirect("marketplace:my_owner")


@door(Act.REVIEW_ADMISSION)
def owner_queue(request: HouseRequest) -> HttpResponse:
    """The owners my department reviews, the shortest clock first."""
    state = request.GET.get("state", OwnerState.APPLIED)
    mine = owners_for_reviewer(request.user)
    page = page_of(mine.filter(state=state), request.GET, orders={"due": ("due_on", "pk")}, counted=True)
    tabs = [(f"?state={each.value}", each.label, mine.filter(state=each).count(), each == state) for each in OwnerState]
    return render(request, "marketplace/owners/queue.html", {"page": page, "tabs": tabs, "today": business_today()})


@door(Act.SUPERVISE_MARKET)
def overdue(request: HouseRequest) -> HttpResponse:
    """The reviews of owners whose clock has run out, the longest first."""
    late = overdue_owners().select_related("party", "department")
    return render(request, "marketplace/owners/overdue.html", {"late": late})


HAPPENED = {
    "owner.applied": gettext_lazy("已提交申请"),
    "owner.admitted": gettext_lazy("已审核通过"),
    "owner.returned": gettext_lazy("已退回补正"),
    "owner.refused": gettext_lazy("未予通过"),
    "owner.suspended": gettext_lazy("已暂停资格"),
    "owner.restored": gettext_lazy("已恢复资格"),
    "owner.unconfirmed": gettext_lazy("逾期未作年度确认，已暂停"),
    "owner.confirmed": gettext_lazy("已作年度确认"),
    "owner.confirmation_asked": gettext_lazy("已提醒年度确认"),
    "owner.due_soon": gettext_lazy("已提醒审核人员"),
    "owner.overdue": gettext_lazy("审核超期，已报监督部门"),
}


def _step(event: Event) -> dict[str, object]:
    """One event as a line of the timeline."""
    by = event.by.name if event.by else _("系统")
    return {"what": HAPPENED.get(event.name, event.name), "when": event.happened_at, "by": by}


LABELS = {
    "admit": gettext_lazy("审核通过"),
    "return": pgettext_lazy("act", "退回补正"),
    "refuse": gettext_lazy("不予通过"),
    "suspend": gettext_lazy("暂停资格"),
    "restore": gettext_lazy("恢复资格"),
}
DECISIONS: dict[str, tuple[Callable[..., Owner], str]] = {
    "admit": (lambda *, reason, **who: admit_owner(note=reason, **who), OwnerState.APPLIED),
    "return": (return_owner, OwnerState.APPLIED),
    "refuse": (refuse_owner, OwnerState.APPLIED),
    "suspend": (suspend_owner, OwnerState.ADMITTED),
    "restore": (restore_owner, OwnerState.SUSPENDED),
}


@door(Act.REVIEW_ADMISSION)
def review_owner(request: HouseRequest, owner_id: int) -> HttpResponseBase:
    """One owner's application and its trail; the reviewer decides."""
    owner = get_object_or_404(owners_for_reviewer(request.user), pk=owner_id)
    form = OwnerDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("decision") not in DECISIONS:
            raise Http404
        decide, _from = DECISIONS[request.POST["decision"]]
        try:
            decide(owner_id=owner.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理：%(what)s。") % {"what": owner})
            return redirect("marketplace:owner_queue")
    context = {
        "owner": owner,
        "form": form,
        "decisions": [(name, LABELS[name]) for name, (_act, state) in DECISIONS.items() if state == owner.state],
        "steps": [_step(event) for event in events_about(owner)],
        "today": business_today(),
    }
    return render(request, "marketplace/owners/review.html", context, status=422 if form.errors else 200)
