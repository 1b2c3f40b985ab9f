"""The page of alarms: what was let pass, by whom, since when; and the page that takes an award back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.awards.queries import all_awards
from marketplace.clocks.forms import RevokeForm
from marketplace.clocks.queries import alarms as found_alarms
from marketplace.clocks.revoking import revoke_award


@door(Act.SUPERVISE_MARKET)
def alarms(request: HouseRequest) -> HttpResponse:
    """Alarms that stand, the longest overdue first, and those that ended."""
    standing = request.GET.get("list") != "ended"
    page = page_of(found_alarms(standing=standing), request.GET, orders={"due": ("due_at", "pk")}, counted=True)
    tabs = [("?", _("未解除"), None, standing), ("?list=ended", _("已解除"), None, not standing)]
    return render(request, "marketplace/clocks/alarms.html", {"page": page, "tabs": tabs})


@door(Act.SUPERVISE_MARKET)
def revoke(request: HouseRequest, award_id: int) -> HttpResponseBase:
    """An award is taken back, with the reason."""
    award = get_object_or_404(all_awards(), pk=award_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_award(award_id=award.pk, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("中选结果已取消，由后续顺位递补或者重新组织选取。"))
            return redirect("marketplace:award", award.pk)
    context = {"need": award.need, "form": form, "act": _("取消中选结果")}
    return render(request, "marketplace/needs/act.html", context, status=422 if form.errors else 200)
