"""The page on which an owner names the openers of a large need."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from marketplace.needs.opener_forms import OpenersForm
from marketplace.needs.openers import candidates, name_openers
from marketplace.needs.queries import needs_for_owner
from marketplace.needs.rules import opener_rule
from marketplace.needs.states import NeedState, OpenerState


@door(Act.POST_NEED)
def openers(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """Name who opens a large need of my unit together."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    if need.state != NeedState.DRAFT:
        return redirect("marketplace:need", need.pk)
    able = candidates(need)
    known = {
        field: able.filter(user__in=list(need.openers.filter(state=state).values_list("user_id", flat=True)))
        for field, state in (("named", OpenerState.NAMED), ("standby", OpenerState.STANDBY))
    }
    form = OpenersForm(request.POST or None, candidates=able, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            entered = form.cleaned_data
            name_openers(
                need_id=need.pk, named=list(entered["named"]), standby=list(entered["standby"]), by=request.user
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("开启人已指定，核对后即可发布。"))
            return redirect("marketplace:edit_need", need.pk)
    context = {"need": need, "form": form, "rule": opener_rule(business_today())}
    return render(request, "marketplace/needs/openers.html", context, status=422 if form.errors else 200)
