"""The page on which either side of a contract proposes its early end, or answers the other's proposal."""

from typing import Any

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from marketplace.contracts.ending import answer_end, propose_end
from marketplace.contracts.ending_forms import EndAnswerForm, EndForm
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.queries import acts_for_owner, contracts_to_end, open_word
from marketplace.contracts.states import ContractState, EndGround, EndWay


@door(Act.END_CONTRACT)
def end(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """Propose that a contract of my unit ends early, or answer the other side."""
    contract = get_object_or_404(contracts_to_end(request.user), pk=contract_id)
    by_owner = acts_for_owner(request.user, contract)
    waiting = open_word(contract)
    form = _form(request, contract, waiting, by_owner=by_owner)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            told = _answered(request, waiting, form) if waiting else _proposed(request, contract, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, told)
            return redirect("marketplace:end_contract", contract.pk)
    context = {"contract": contract, "form": form, "waiting": waiting, "ends": contract.ends.order_by("-pk")}
    wrong = form is not None and form.errors
    return render(request, "marketplace/contracts/end.html", context, status=422 if wrong else 200)


def _form(request: HouseRequest, contract: Contract, waiting: EarlyEnd | None, *, by_owner: bool) -> Any:
    """What the person may fill in now; None when the other side is to answer, or the contract runs no more."""
    if contract.state != ContractState.FILED or (waiting is not None and waiting.by_owner == by_owner):
        return None
    if waiting is not None:
        return EndAnswerForm(request.POST or None, is_notice=waiting.way == EndWay.NOTICE)
    return EndForm(request.POST or None, request.FILES or None)


@atomic
def _proposed(request: HouseRequest, contract: Contract, form: EndForm) -> str:
    """The proposal with its paper, or neither."""
    entered = form.cleaned_data
    upload = entered["document"]
    document = store_file(upload=upload, by=request.user, party=request.membership.party) if upload else None
    propose_end(
        contract_id=contract.pk,
        ground=EndGround(entered["ground"]),
        reason=entered["reason"],
        settled_amount=entered["settled_amount"],
        document=document,
        by=request.user,
    )
    return _("已提出，等待对方答复。")


def _answered(request: HouseRequest, waiting: EarlyEnd, form: EndAnswerForm) -> str:
    agrees = form.cleaned_data["decision"] == "agree"
    answer_end(end_id=waiting.pk, agrees=agrees, answer=form.cleaned_data["answer"], by=request.user)
    return _("合同已提前终止，各项统计不再计入。") if agrees else _("已答复不同意，合同继续履行。")
