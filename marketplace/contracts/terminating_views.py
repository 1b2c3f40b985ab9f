"""Pages on which one side gives notice of a contract's end, and on which supervision records a ruling."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.transaction import atomic
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from marketplace.contracts.ending_forms import NoticeForm, RulingCheckForm, RulingForm
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.queries import (
    acts_for_owner,
    all_contracts,
    contracts_to_end,
    open_word,
    ruling_to_confirm,
)
from marketplace.contracts.rules import notice_rule
from marketplace.contracts.states import GROUNDS_OF_AGENCY, GROUNDS_OF_OWNER, ContractState, EndGround, EndWay
from marketplace.contracts.terminating import confirm_ruling, earliest_effect, give_notice, record_ruling
from marketplace.contracts.withdrawing import withdraw_notice


@door(Act.END_CONTRACT)
def notice(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """Give notice that a contract of my unit ends, alone and with a period for the other side's objection."""
    contract = get_object_or_404(contracts_to_end(request.user), pk=contract_id)
    by_owner = acts_for_owner(request.user, contract)
    today = business_today()
    form = NoticeForm(
        request.POST or None,
        request.FILES or None,
        grounds=GROUNDS_OF_OWNER if by_owner else GROUNDS_OF_AGENCY,
        days=notice_rule(today).days,
        initial={"takes_effect_on": earliest_effect(today)},
    )
    if contract.state != ContractState.FILED or open_word(contract) is not None:
        return redirect("marketplace:end_contract", contract.pk)
    if request.method == "POST" and form.is_valid() and _done(request, contract, form, give_notice):
        messages.success(request, _("解除通知已登记并通知对方。异议期满无异议的，合同终止。"))
        return redirect("marketplace:end_contract", contract.pk)
    return _page(request, contract, form, _("单方通知解除合同"), is_ruling=False)


@door(Act.END_CONTRACT)
@require_POST
def withdraw(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """Take my unit's notice back before it takes effect."""
    contract = get_object_or_404(contracts_to_end(request.user), pk=contract_id)
    waiting = contract.ends.filter(agreed=None, way=EndWay.NOTICE).first()
    if waiting is not None:
        withdraw_notice(end_id=waiting.pk, by=request.user)
        messages.success(request, _("解除通知已撤回，合同继续履行，并已通知对方。"))
    return redirect("marketplace:end_contract", contract.pk)


@door(Act.SUPERVISE_MARKET)
def ruling(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """Put on record that a court or an arbitral body ended a contract."""
    contract = get_object_or_404(all_contracts(), pk=contract_id)
    if contract.state != ContractState.FILED:
        return redirect("marketplace:award", contract.award_id)
    waiting = ruling_to_confirm(contract)
    if waiting is not None:
        return _confirm(request, contract, waiting)
    form = RulingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _done(request, contract, form, record_ruling):
        messages.success(request, _("裁判文书已登记，由另一名监督管理人员复核后合同终止。"))
        return redirect("marketplace:record_ruling", contract.pk)
    return _page(request, contract, form, _("登记裁判或仲裁文书"), is_ruling=True)


def _confirm(request: HouseRequest, contract: Contract, waiting: EarlyEnd) -> HttpResponseBase:
    """Compare a recorded ruling with its paper; who recorded it only sees that it waits."""
    form = RulingCheckForm(request.POST or None) if waiting.proposed_by_id != request.user.pk else None
    if request.method == "POST" and form is not None and form.is_valid():
        is_right = form.cleaned_data["decision"] == "right"
        try:
            confirm_ruling(end_id=waiting.pk, is_right=is_right, note=form.cleaned_data["note"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            done = (
                _("裁判文书已复核，合同终止，各项统计不再计入。")
                if is_right
                else _("登记有误的文书已作废，可以重新登记。")
            )
            messages.success(request, done)
            return redirect("marketplace:award", contract.award_id)
    context = {
        "contract": contract,
        "form": form,
        "title": _("复核裁判或仲裁文书"),
        "waiting": waiting,
        "is_ruling": True,
    }
    wrong = form is not None and form.errors
    return render(request, "marketplace/contracts/terminate.html", context, status=422 if wrong else 200)


def _done(request: HouseRequest, contract: Contract, form: Form, act: Callable[..., object]) -> bool:
    """Whether the act was done; a refusal is told on the form."""
    try:
        _with_paper(request, contract, form.cleaned_data, act)
    except Refused as refusal:
        tell(form, refusal)
        return False
    return True


@atomic
def _with_paper(request: HouseRequest, contract: Contract, entered: dict[str, Any], act: Callable[..., object]) -> None:
    """The act with its paper, or neither."""
    document = store_file(upload=entered["document"], by=request.user, party=request.membership.party)
    told = entered | {"document": document, "ground": EndGround(entered["ground"])}
    act(contract_id=contract.pk, by=request.user, **told)


def _page(request: HouseRequest, contract: Contract, form: Form, title: str, *, is_ruling: bool) -> HttpResponseBase:
    context = {"contract": contract, "form": form, "title": title, "is_ruling": is_ruling}
    return render(request, "marketplace/contracts/terminate.html", context, status=422 if form.errors else 200)
