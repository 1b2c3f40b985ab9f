"""Pages on which a bidder explains a low price, and an owner picks from a short list or records its committee."""

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.files.content import JPEG, PDF, PNG
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.models import Party
from marketplace.needs.models import Need
from marketplace.needs.queries import needs_for_owner
from marketplace.needs.states import Method
from marketplace.selection.choosing import pick_agency, record_committee
from marketplace.selection.forms import CommitteeForm, JustificationForm, PickForm
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.panel_queries import questions_to
from marketplace.selection.queries import current_evaluation, told
from marketplace.selection.services import justify_price
from marketplace.selection.states import CommitteeMethod

SCANS = frozenset({PDF, PNG, JPEG})


@door(Act.SUBMIT_BID)
def justify(request: HouseRequest, question_id: int) -> HttpResponseBase:
    """My agency explains its low price, and sees until when."""
    question = get_object_or_404(questions_to(request.user), pk=question_id)
    form = JustificationForm(request.POST or None, request.FILES or None, initial={"answer": question.answer})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with atomic():
                file = store_file(upload=upload, by=request.user, party=question.party) if upload else None
                justify_price(question_id=question.pk, answer=form.cleaned_data["answer"], by=request.user, file=file)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("说明已提交，截止前可以修改。"))
            return redirect("marketplace:justify_price", question.pk)
    context = {"question": question, "need": question.need, "form": form}
    return render(request, "marketplace/selection/justify.html", context, status=422 if form.errors else 200)


@door(Act.AWARD_NEED)
def choose(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """My unit's choice among those put before it: its own pick, or its award committee's decision."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    found = current_evaluation(need)
    if found is None or found.outcome != Outcome.AWAITS_CHOICE:
        return redirect("marketplace:evaluation", need.pk)
    candidates = Party.objects.filter(uscc__in=found.result["asks"]).order_by("pk")
    kind = CommitteeForm if need.method == Method.SEPARATION else PickForm
    form = kind(request.POST or None, request.FILES or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        try:
            _choose(request, need, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("选定结果已记录，请核对后确认中选。"))
            return redirect("marketplace:evaluation", need.pk)
    return _choice_page(request, need, form)


@atomic
def _choose(request: HouseRequest, need: Need, form: PickForm) -> None:
    entered = form.cleaned_data
    if isinstance(form, CommitteeForm):
        minutes = store_file(upload=entered["minutes"], by=request.user, party=need.owner.party, accepted=SCANS)
        record_committee(
            need_id=need.pk,
            party=entered["party"],
            how=CommitteeMethod(entered["how"]),
            votes=entered["votes"],
            reason=entered["reason"],
            minutes=minutes,
            by=request.user,
        )
    else:
        pick_agency(need_id=need.pk, party=entered["party"], reason=entered["reason"], by=request.user)


def _choice_page(request: HouseRequest, need: Need, form: PickForm) -> HttpResponse:
    found = current_evaluation(need)
    context = {"need": need, "form": form, "told": told(found) if found else None}
    return render(request, "marketplace/selection/choose.html", context, status=422 if form.errors else 200)
