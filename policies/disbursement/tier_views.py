"""The page of the tiers by which large batches need more signatures, set by two people."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from policies.disbursement.forms import TierForm
from policies.disbursement.tiers import ApprovalTier, confirm_tier, propose_tier, tiers_in_force


@door(Act.SEE_PAYMENTS)
def tiers(request: HouseRequest) -> HttpResponseBase:
    """The tiers in force, those that wait for the second person, and a form for another."""
    form = TierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        propose_tier(over=form.cleaned_data["over"], countersigns=form.cleaned_data["countersigns"], by=request.user)
        messages.success(request, _("已提出，等待资金复核人员同意。"))
        return redirect("policies:tiers")
    context = {
        "form": form,
        "in_force": tiers_in_force(),
        "waiting": ApprovalTier.objects.filter(confirmed_at=None).select_related("proposed_by").order_by("pk"),
        "may_propose": may(request.user, Act.RELEASE_BATCH),
        "may_confirm": may(request.user, Act.CHECK_BATCH),
    }
    return render(request, "policies/disbursement/tiers.html", context, status=422 if form.errors else 200)


@door(Act.CHECK_BATCH)
@require_POST
def agree_to_tier(request: HouseRequest, tier_id: int) -> HttpResponseBase:
    """The second person agrees."""
    confirm_tier(tier_id=get_object_or_404(ApprovalTier, pk=tier_id).pk, by=request.user)
    messages.success(request, _("会签层级已生效。"))
    return redirect("policies:tiers")
