"""Pages of a contract on its way: what the owner records, and what both sides say of each other."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, memberships
from cms.kernel.errors import Refused
from cms.kernel.forms import row_number, tell
from marketplace.contracts.following import change_contract, plan_milestone, rate, reach_milestone, record_payment
from marketplace.contracts.following_forms import ChangeForm, MilestoneForm, PaymentForm, RatingForm
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.queries import all_contracts, contracts_for_owner

FOLLOWED: dict[str, tuple[type[Form], Callable[..., object], Promise]] = {
    "change": (ChangeForm, change_contract, _("登记合同变更")),
    "milestone": (MilestoneForm, plan_milestone, _("登记履约节点")),
    "payment": (PaymentForm, record_payment, _("登记付款")),
}


def _step(request: HouseRequest, contract: Contract, what: str) -> HttpResponseBase:
    kind, service, title = FOLLOWED[what]
    form = kind(request.POST or None, initial={"amount": contract.current_amount} if what == "change" else None)
    if request.method == "POST" and form.is_valid():
        try:
            service(contract_id=contract.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("已登记。"))
            return redirect("marketplace:my_contract", contract.pk)
    context = {"contract": contract, "form": form, "title": title}
    return render(request, "marketplace/contracts/step.html", context, status=422 if form.errors else 200)


@door(Act.FILE_CONTRACT)
def change(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """A contract of my unit is changed."""
    return _step(request, get_object_or_404(contracts_for_owner(request.user), pk=contract_id), "change")


@door(Act.FILE_CONTRACT)
def milestone(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """A contract of my unit has a step of delivery."""
    return _step(request, get_object_or_404(contracts_for_owner(request.user), pk=contract_id), "milestone")


@door(Act.FILE_CONTRACT)
def payment(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """My unit paid under a contract."""
    return _step(request, get_object_or_404(contracts_for_owner(request.user), pk=contract_id), "payment")


@door(Act.FILE_CONTRACT)
@require_POST
def reached(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """A step of delivery was reached today."""
    contract = get_object_or_404(contracts_for_owner(request.user), pk=contract_id)
    step = get_object_or_404(Milestone, contract=contract, pk=row_number(request.POST.get("milestone", "")))
    reach_milestone(milestone_id=step.pk, by=request.user)
    messages.success(request, gettext("已登记。"))
    return redirect("marketplace:my_contract", contract.pk)


@door(Act.RATE_CONTRACT)
def rating(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """My unit says what it thinks of the other side of a delivered contract."""
    own = memberships(request.user, Act.RATE_CONTRACT).values("party")
    mine = all_contracts().filter(Q(procurement__owner__party__in=own) | Q(award__party__in=own))
    contract = get_object_or_404(mine, pk=contract_id)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rate(contract_id=contract.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("评价已提交并公开。"))
            return redirect("marketplace:award", contract.award_id)
    context = {"contract": contract, "form": form, "title": _("履约评价")}
    return render(request, "marketplace/contracts/step.html", context, status=422 if form.errors else 200)
