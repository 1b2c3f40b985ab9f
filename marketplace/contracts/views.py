"""Pages of contracts: an owner files one and accepts what was delivered; a supervisor corrects one."""

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.awards.models import Award
from marketplace.awards.queries import awards_for_owner
from marketplace.contracts.forms import ContractForm, CorrectionForm
from marketplace.contracts.models import Contract
from marketplace.contracts.queries import all_contracts, contracts_for_owner
from marketplace.contracts.services import accept_delivery, correct_contract, file_contract


@door(Act.FILE_CONTRACT)
def file(request: HouseRequest, award_id: int) -> HttpResponseBase:
    """The contract of an award of my unit, compared with the award field by field."""
    award = get_object_or_404(awards_for_owner(request.user), pk=award_id)
    form = ContractForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            contract = _file(request, award, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("合同已备案，采购项目完成。"))
            return redirect("marketplace:my_contract", contract.pk)
    context = {"award": award, "form": form}
    return render(request, "marketplace/contracts/file.html", context, status=422 if form.errors else 200)


@atomic
def _file(request: HouseRequest, award: Award, form: ContractForm) -> Contract:
    """The contract with its paper, or neither."""
    entered = form.cleaned_data
    document = None
    if entered["document"]:
        document = store_file(upload=entered["document"], by=request.user, party=award.need.owner.party)
    return file_contract(
        award_id=award.pk,
        agency=entered["agency"],
        amount=entered["amount"],
        owner=entered["owner"],
        service_days=entered["service_days"],
        signed_on=entered["signed_on"],
        document=document,
        by=request.user,
    )


@door(Act.FILE_CONTRACT)
def my_contract(request: HouseRequest, contract_id: int) -> HttpResponse:
    """A filed contract of my unit, with its trail."""
    contract = get_object_or_404(contracts_for_owner(request.user), pk=contract_id)
    context = {"contract": contract, "events": events_about(contract), "may_record": True}
    return render(request, "marketplace/contracts/contract.html", context)


@door(Act.FILE_CONTRACT)
@require_POST
def accept(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """My unit accepts what was delivered."""
    contract = get_object_or_404(contracts_for_owner(request.user), pk=contract_id)
    accept_delivery(contract_id=contract.pk, by=request.user)
    messages.success(request, _("已确认验收。"))
    return redirect("marketplace:my_contract", contract.pk)


@door(Act.SUPERVISE_MARKET)
def contracts(request: HouseRequest) -> HttpResponse:
    """Every filed contract, found by its words."""
    text = request.GET.get("q", "").replace("\0", "").strip()
    orders = {"filed": ("-filed_at", "-pk"), "amount": ("-amount", "-pk")}
    found = all_contracts(text=text, has_ruling=request.GET.get("ruling") == "waiting")
    page = page_of(found, request.GET, orders=orders, counted=True)
    return render(request, "marketplace/contracts/list.html", {"page": page, "q": text})


@door(Act.SUPERVISE_MARKET)
def correct(request: HouseRequest, contract_id: int) -> HttpResponseBase:
    """A contract that was filed with a wrong amount is corrected, with grounds."""
    contract = get_object_or_404(all_contracts(), pk=contract_id)
    form = CorrectionForm(request.POST or None, initial={"amount": contract.amount})
    if request.method == "POST" and form.is_valid():
        try:
            correct_contract(contract_id=contract.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("合同金额已更正，各项统计随之更新。"))
            return redirect("marketplace:correct_contract", contract.pk)
    context = {"contract": contract, "form": form, "events": events_about(contract)}
    return render(request, "marketplace/contracts/correct.html", context, status=422 if form.errors else 200)
