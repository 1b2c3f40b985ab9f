"""Pages of clues and cases: a supervisor's lists and acts, and what a party was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from djmoney.money import Money

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.display import percent_text
from cms.kernel.errors import Refused, Sentence
from cms.kernel.forms import tell
from cms.kernel.models import Event, Party
from cms.kernel.money import from_fen
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.clues.forms import AnswerForm, EndForm, QuestionForm
from marketplace.clues.indicators import INDICATORS, Indicator
from marketplace.clues.models import Case, CaseQuestion, Clue
from marketplace.clues.queries import cases as found_cases
from marketplace.clues.queries import clue_counts, parties_of, questions_for
from marketplace.clues.queries import clues as found_clues
from marketplace.clues.services import answer_question, ask_party, close_case, open_case, pass_case_on
from marketplace.clues.states import LIVE, CaseState

LEAST_SHOWN = Decimal("0.000001")
STEPS = {
    "case.opened": _("立件"),
    "case.asked": _("发出询问"),
    "case.asked_again": _("再次询问"),
    "case.heard": _("收到说明"),
    "case.answered": _("全部说明"),
    "case.closed": _("了结"),
    "case.passed_on": _("移送"),
}
SHARED = {
    "contact": _("联系电话相同"),
    "address": _("住所相同"),
    "representative": _("法定代表人相同"),
    "clerk": _("经办人员相同"),
    "holder": _("同受一方控制"),
    "device": _("登录设备相同"),
    "account": _("结算账户或保函、保证金付款账户相同"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A clue as people read it."""

    clue: Clue
    indicator: Indicator

    @property
    def prices(self) -> list[tuple[str, Money]]:
        """Who asked for how much, the lowest first."""
        told = self.clue.evidence.get("prices_fen", [])
        names = Party.objects.in_bulk([party for party, _fen in told])
        return [(names[party].name, from_fen(fen)) for party, fen in told if party in names]

    @property
    def chance(self) -> str:
        """The chance in percent, or that it is less than can be shown."""
        if self.clue.chance is None:
            return ""
        return percent_text(self.clue.chance, 4) if self.clue.chance >= LEAST_SHOWN else "< 0.0001%"

    @property
    def shared(self) -> list[str]:
        """What connects the parties."""
        return [str(SHARED.get(kind, kind)) for kind in self.clue.evidence.get("shared", [])]


@door(Act.SUPERVISE_MARKET)
def clues(request: HouseRequest) -> HttpResponse:
    """Every clue, the latest first, by indicator and by whether a case looks into it."""
    indicator = request.GET.get("indicator", "")
    in_case = request.GET.get("list") == "cases"
    rows = found_clues(indicator=indicator if indicator in INDICATORS else "", is_open=not in_case)
    page = page_of(rows, request.GET, orders={"found": ("-found_at", "-pk")}, counted=True)
    counts = clue_counts(INDICATORS)
    context = {
        "page": page,
        "shown": [Shown(clue, INDICATORS[clue.indicator]) for clue in page.rows],
        "tabs": [("?", _("待核查"), None, not in_case), ("?list=cases", _("已立件"), None, in_case)],
        "indicators": [(one, counts[one.code]) for one in INDICATORS.values()],
        "chosen": INDICATORS.get(indicator),
    }
    return render(request, "marketplace/clues/clues.html", context)


@door(Act.SUPERVISE_MARKET)
def clue(request: HouseRequest, clue_id: int) -> HttpResponse:
    """One clue: formula, value, chance, evidence, and what could lawfully explain it."""
    found = get_object_or_404(found_clues(), pk=clue_id)
    return render(request, "marketplace/clues/clue.html", {"shown": Shown(found, INDICATORS[found.indicator])})


@door(Act.SUPERVISE_MARKET)
@require_POST
def open_new_case(request: HouseRequest, clue_id: int) -> HttpResponseBase:
    """A case looks into the clue and, if asked for, into the others of the same need."""
    found = get_object_or_404(Clue, pk=clue_id)
    wanted = [found.pk]
    if request.POST.get("whole_need") and found.need_id is not None:
        wanted += Clue.objects.filter(need=found.need_id, case=None).values_list("pk", flat=True)
    case = open_case(clue_ids=wanted, by=request.user)
    messages.success(request, gettext("已立件：%(number)s。") % {"number": case.number})
    return redirect("marketplace:case", case.pk)


@door(Act.SUPERVISE_MARKET)
def cases(request: HouseRequest) -> HttpResponse:
    """Every case by state."""
    state = request.GET.get("state", "")
    state = state if state in CaseState.values else ""
    tabs: list[tuple[str, Sentence, int | None, bool]] = [("?", _("全部"), None, not state)]
    tabs += [(f"?state={each.value}", str(each.label), found_cases(each).count(), each == state) for each in CaseState]
    page = page_of(found_cases(state), request.GET, orders={"opened": ("-opened_at", "-pk")})
    return render(request, "marketplace/clues/cases.html", {"page": page, "tabs": tabs})


@door(Act.SUPERVISE_MARKET)
def case(request: HouseRequest, case_id: int) -> HttpResponse:
    """One case: its clues, what was asked and answered, and what can be done next."""
    return _case_page(request, get_object_or_404(Case, pk=case_id))


def _case_page(
    request: HouseRequest, found: Case, asking: QuestionForm | None = None, ending: EndForm | None = None
) -> HttpResponse:
    is_live = found.state in LIVE
    concerned = parties_of(found)
    context: dict[str, Any] = {
        "case": found,
        "clues": [Shown(one, INDICATORS[one.indicator]) for one in found_clues().filter(case=found)],
        "questions": found.questions.select_related("party", "answered_by").order_by("pk"),
        "today": business_today(),
        "steps": _steps(events_about(found)),
        "asking": (asking or QuestionForm(parties=concerned)) if is_live and concerned else None,
        "ending": (ending or EndForm()) if is_live else None,
    }
    faulty = bool((asking and asking.errors) or (ending and ending.errors))
    return render(request, "marketplace/clues/case.html", context, status=422 if faulty else 200)


def _steps(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The case's trail as a timeline."""
    return [{"what": STEPS.get(one.name, one.name), "when": one.happened_at, "by": one.by} for one in events]


@door(Act.SUPERVISE_MARKET)
@require_POST
def ask(request: HouseRequest, case_id: int) -> HttpResponseBase:
    """A party of the case is asked."""
    found = get_object_or_404(Case, pk=case_id)
    form = QuestionForm(request.POST, parties=parties_of(found))
    if form.is_valid():
        try:
            ask_party(case_id=found.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("已发出询问并通知对方。"))
            return redirect("marketplace:case", found.pk)
    return _case_page(request, found, asking=form)


@door(Act.SUPERVISE_MARKET)
@require_POST
def end(request: HouseRequest, case_id: int) -> HttpResponseBase:
    """The case is closed with a reason, or passed on."""
    found = get_object_or_404(Case, pk=case_id)
    form = EndForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["how"] == EndForm.MOVE:
                pass_case_on(case_id=found.pk, to=said["passed_to"], reason=said["reason"], by=request.user)
            else:
                close_case(case_id=found.pk, reason=said["reason"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("核查件已办结。"))
            return redirect("marketplace:case", found.pk)
    return _case_page(request, found, ending=form)


@door(Act.ANSWER_SUPERVISION)
def questions(request: HouseRequest) -> HttpResponse:
    """What my unit was asked, what is still to be answered first."""
    page = page_of(questions_for(request.user), request.GET, orders={"due": ("-due_on", "-pk")})
    return render(request, "marketplace/clues/questions.html", {"page": page, "today": business_today()})


@door(Act.ANSWER_SUPERVISION)
def answer(request: HouseRequest, question_id: int) -> HttpResponseBase:
    """My unit explains itself."""
    asked: CaseQuestion = get_object_or_404(questions_for(request.user), pk=question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(question_id=asked.pk, answer=form.cleaned_data["answer"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("说明已提交。"))
            return redirect("marketplace:questions")
    context = {"asked": asked, "form": form if asked.answered_at is None else None, "today": business_today()}
    return render(request, "marketplace/clues/answer.html", context, status=422 if form.errors else 200)
