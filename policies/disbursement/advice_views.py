"""The payment advice as a paper, for the payee and for officers; and the public page that verifies one."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.papers import handed_out
from policies.disbursement.advice import advice_number, advice_paper, genuine_advice
from policies.disbursement.forms import AdviceForm
from policies.disbursement.models import Payment
from policies.disbursement.queries import payment_for
from policies.disbursement.states import PAID


def _paper(request: HttpRequest, payment: Payment) -> FileResponse:
    site = f"{request.scheme}://{request.get_host()}"
    return handed_out(advice_paper(payment, site), _("回单-%(number)s.pdf") % {"number": advice_number(payment)})


@door(Act.SEE_OWN_BENEFITS)
def own_advice(request: HouseRequest, payment_id: int) -> FileResponse:
    """The advice of a payment to my enterprise. Raises NotPaidYet."""
    return _paper(request, payment_for(request.user, payment_id))


@door(Act.SEE_PAYMENTS)
def advice(request: HouseRequest, payment_id: int) -> FileResponse:
    """The advice of any payment. Raises NotPaidYet."""
    return _paper(request, payment_for(request.user, payment_id))


@public
def verify_advice(request: HttpRequest) -> HttpResponse:
    """Whether an advice is genuine, and whether the payment still stands."""
    form = AdviceForm(request.GET if "code" in request.GET else None)
    found = genuine_advice(form.cleaned_data["number"], form.cleaned_data["code"]) if form.is_valid() else None
    context = {
        "form": form,
        "payment": found,
        "number": advice_number(found) if found else "",
        "stands": found is not None and found.state in PAID,
        "was_asked": form.is_bound and form.is_valid(),
    }
    return render(request, "policies/disbursement/verify_advice.html", context)
