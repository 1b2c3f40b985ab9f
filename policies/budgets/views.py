"""Pages about budget lines: the list with what is left, one line with its ledger, opening and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import Refused
from cms.kernel.paging import page_of
from policies.budgets.forms import ChangeForm, LineForm
from policies.budgets.models import BudgetLine
from policies.budgets.queries import lines_with_balances, transfers_of
from policies.budgets.services import appropriate, cut_line, open_line, raise_line
from policies.budgets.states import TransferKind

CHANGES = {TransferKind.APPROPRIATE: appropriate, TransferKind.RAISE: raise_line, TransferKind.CUT: cut_line}


@door(Act.SEE_PAYMENTS)
def lines(request: HouseRequest) -> HttpResponse:
    """Every budget line with its balances."""
    page = page_of(lines_with_balances(), request.GET, orders={"year": ("-fiscal_year", "code", "pk")})
    return render(request, "policies/budgets/lines.html", {"page": page, "may_change": may_change(request)})


@door(Act.SEE_PAYMENTS)
def line(request: HouseRequest, line_id: int) -> HttpResponse:
    """One line: its balances and every transfer."""
    shown = get_object_or_404(lines_with_balances(), pk=line_id)
    page = page_of(transfers_of(shown), request.GET, orders={"when": ("-pk",)})
    context = {"line": shown, "page": page, "may_change": may_change(request), "form": ChangeForm()}
    return render(request, "policies/budgets/line.html", context)


@door(Act.MANAGE_BUDGET)
def new_line(request: HouseRequest) -> HttpResponseBase:
    """Open a budget line."""
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_line(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("预算项目已设立，请登记下达金额。"))
            return redirect("policies:budget_line", opened.pk)
    return render(request, "policies/budgets/new_line.html", {"form": form}, status=422 if form.errors else 200)


@door(Act.MANAGE_BUDGET)
def change_line(request: HouseRequest, line_id: int) -> HttpResponseBase:
    """Appropriate, raise or cut."""
    changed = get_object_or_404(BudgetLine, pk=line_id)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            CHANGES[TransferKind(given["kind"])](
                line_id=changed.pk, amount=given["amount"], document=given["document"], by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登记。"))
            return redirect("policies:budget_line", changed.pk)
    context = {"line": changed, "form": form}
    return render(request, "policies/budgets/change_line.html", context, status=422 if form.errors else 200)


def may_change(request: HttpRequest) -> bool:
    """Whether the person may open and change lines."""
    return may(request.user, Act.MANAGE_BUDGET)
