"""The page on which an administrator resets the second factor of somebody who lost their device."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.people.forms import ReasonForm
from cms.kernel.people.queries import memberships_named
from cms.kernel.second_factor.queries import factors_of
from cms.kernel.second_factor.services import reset_second_factor


@door(Act.MANAGE_PEOPLE)
def reset(request: HouseRequest, membership_id: int) -> HttpResponseBase:
    """The second factor of the person who holds this role is reset, with the reason."""
    shown = get_object_or_404(memberships_named(""), pk=membership_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_second_factor(user_id=shown.user_id, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已重置，已通知本人；本人下次登录时重新启用。"))
            return redirect("kernel:officer", shown.pk)
    context = {"held": shown, "form": form, "is_enrolled": factors_of(shown.user).exists()}
    return render(request, "kernel/second_factor/reset.html", context, status=422 if form.errors else 200)
