"""Pages of agencies: the public list, the coverage board, one's own admissions, the reviewers' queue."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.db.transaction import atomic
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.files.content import JPEG, PDF, PNG
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.models import Event
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.agencies.clocks import confirmation_due_on
from marketplace.agencies.forms import AgencyFilter, AgencyForm, CertificateFormSet, CoverageFilter, DecisionForm
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.professionals import former_people, people_for_review, stated_people
from marketplace.agencies.queries import (
    AWAITING_REVIEW,
    admissions_for_reviewer,
    admissions_of,
    admitted_agencies,
    agency_of,
    coverage,
    market_size,
    standing_admissions,
)
from marketplace.agencies.renewing import accept_renewal, apply_for_renewal, refuse_renewal
from marketplace.agencies.services import (
    CertificateInput,
    admit,
    apply_for_service,
    refuse_application,
    register_agency,
    restore_admission,
    return_application,
    suspend_admission,
)
from marketplace.agencies.states import AdmissionState
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.queries import service_types

SCANS = frozenset({PDF, PNG, JPEG})
FORMER_SHOWN = 20
"""People whose statement has ended on an agency's own page, the latest."""


@public
def agency_list(request: HttpRequest) -> HttpResponse:
    """Every admitted agency, found by name, credit code or service type."""
    form = AgencyFilter(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = admitted_agencies(text=asked.get("q", ""), service_type=asked.get("type"))
    page = page_of(found, request.GET, orders={"name": ("party__name", "pk")}, counted=True)
    standing = standing_admissions().filter(agency__in=page.rows).select_related("service_type")
    offers: dict[int, list[ServiceType]] = {}
    for admission in standing.order_by("service_type__code"):
        offers.setdefault(admission.agency_id, []).append(admission.service_type)
    rows = [(agency, offers.get(agency.pk, [])) for agency in page.rows]
    return render(request, "marketplace/agencies/list.html", {"filter": form, "page": page, "rows": rows})


@public
def coverage_board(request: HttpRequest) -> HttpResponse:
    """Which service types have enough agencies, and which recruit."""
    form = CoverageFilter(request.GET)
    category = form.cleaned_data["category"] if form.is_valid() else None
    lines = [line for line in coverage() if category is None or line.service_type.category_id == category.pk]
    context = {"filter": form, "lines": lines, "size": market_size()}
    return render(request, "marketplace/agencies/coverage.html", context)


@door(Act.APPLY_AS_AGENCY)
def my_agency(request: HouseRequest) -> HttpResponseBase:
    """My agency's admissions and what it could apply for; the registration form when it is not on the market yet."""
    agency = agency_of(request.membership.party)
    if agency is None:
        return _register(request)
    admissions = list(admissions_of(agency))
    applied = {admission.service_type_id for admission in admissions}
    open_types = [kind for kind in service_types() if kind.pk not in applied and kind.department_id]
    year = business_today().year
    context = {
        "agency": agency,
        "admissions": admissions,
        "open_types": open_types,
        "people": stated_people(agency),
        "former": former_people(agency)[:FORMER_SHOWN],
        "today": business_today(),
        "must_confirm": agency.registered_at.year < year and (agency.confirmed_year or 0) < year,
        "confirm_by": confirmation_due_on(year),
    }
    return render(request, "marketplace/agencies/mine.html", context)


def _register(request: HouseRequest) -> HttpResponseBase:
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            register_agency(party=request.membership.party, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("登记完成，请选择要入驻的服务事项并提交资质证书。"))
            return redirect("marketplace:my_agency")
    context = {"form": form, "party": request.membership.party}
    return render(request, "marketplace/agencies/register.html", context, status=422 if form.errors else 200)


@door(Act.APPLY_AS_AGENCY)
def apply_for(request: HouseRequest, code: str) -> HttpResponseBase:
    """My agency's application for one service type, with its certificates."""
    agency = agency_of(request.membership.party)
    if agency is None:
        return redirect("marketplace:my_agency")
    kind = get_object_or_404(service_types(), code=code)
    forms = CertificateFormSet(request.POST or None, request.FILES or None)
    if request.method == "POST" and forms.is_valid():
        try:
            _apply(request, agency, kind, [form.cleaned_data for form in forms if form.cleaned_data])
        except Refused as refusal:
            tell(forms[0], refusal)
        else:
            told = _("申请已提交，主管部门将在 %(days)s 个工作日内审核。")
            messages.success(request, told % {"days": settings.ADMISSION_REVIEW_DAYS})
            return redirect("marketplace:my_agency")
    known = agency.admissions.filter(service_type=kind).first()
    context = {
        "forms": forms,
        "kind": kind,
        "known": known,
        "is_renewal": _is_standing(known),
        "days": settings.ADMISSION_REVIEW_DAYS,
    }
    wrong = any(form.errors for form in forms)
    return render(request, "marketplace/agencies/apply.html", context, status=422 if wrong else 200)


def _is_standing(known: Admission | None) -> bool:
    """Whether new certificates are shown for an admission that stands."""
    return known is not None and known.state == AdmissionState.ADMITTED


@atomic
def _apply(request: HouseRequest, agency: Agency, kind: ServiceType, entered: list[dict[str, Any]]) -> Admission:
    shown = []
    for line in entered:
        scan = line.pop("scan")
        file = store_file(upload=scan, by=request.user, party=agency.party, accepted=SCANS) if scan else None
        shown.append(CertificateInput(**line, file=file))
    known = agency.admissions.filter(service_type=kind).first()
    act = apply_for_renewal if _is_standing(known) else apply_for_service
    return act(agency=agency, service_type=kind, certificates=shown, by=request.user)


@door(Act.REVIEW_ADMISSION)
def admission_queue(request: HouseRequest) -> HttpResponse:
    """The applications my department reviews, the shortest clock first."""
    state = request.GET.get("state", AdmissionState.APPLIED)
    mine = admissions_for_reviewer(request.user)
    page = page_of(mine.filter(_in(state)), request.GET, orders={"due": ("due_on", "pk")}, counted=True)
    tabs = [
        (f"?state={each.value}", each.label, mine.filter(_in(each)).count(), each == state) for each in AdmissionState
    ]
    context = {"page": page, "tabs": tabs, "today": business_today()}
    return render(request, "marketplace/agencies/queue.html", context)


def _in(state: str) -> Q:
    """The admissions of a tab; renewals wait beside applications."""
    return AWAITING_REVIEW if state == AdmissionState.APPLIED else Q(state=state)


Decide = Callable[..., Admission]
RENEWAL = "renewal"
"""Beside the states: new certificates wait."""

HAPPENED = {
    "admission.applied": gettext_lazy("已提交申请"),
    "admission.admitted": gettext_lazy("已审核通过"),
    "admission.returned": gettext_lazy("已退回补正"),
    "admission.refused": gettext_lazy("未予通过"),
    "admission.suspended": gettext_lazy("已暂停资格"),
    "admission.restored": gettext_lazy("已恢复资格"),
    "admission.expired": gettext_lazy("资质到期，自动暂停"),
    "admission.renewal_applied": gettext_lazy("已申请续期"),
    "admission.renewed": gettext_lazy("续期已通过"),
    "admission.renewal_refused": gettext_lazy("续期未通过"),
}


def _step(event: Event) -> dict[str, object]:
    """One event as a line of the timeline."""
    by = event.by.name if event.by else _("系统")
    return {"what": HAPPENED.get(event.name, event.name), "when": event.happened_at, "by": by}


LABELS = {
    "admit": gettext_lazy("审核通过"),
    "return": pgettext_lazy("act", "退回补正"),
    "refuse": gettext_lazy("不予通过"),
    "suspend": gettext_lazy("暂停资格"),
    "restore": gettext_lazy("恢复资格"),
    "renew": gettext_lazy("同意续期"),
    "refuse_renewal": gettext_lazy("不同意续期"),
}
DECISIONS: dict[str, tuple[Decide, str]] = {
    "admit": (lambda *, reason, **who: admit(note=reason, **who), AdmissionState.APPLIED),
    "return": (return_application, AdmissionState.APPLIED),
    "refuse": (refuse_application, AdmissionState.APPLIED),
    "suspend": (suspend_admission, AdmissionState.ADMITTED),
    "restore": (restore_admission, AdmissionState.SUSPENDED),
    "renew": (accept_renewal, RENEWAL),
    "refuse_renewal": (refuse_renewal, RENEWAL),
}


def _decisions(admission: Admission) -> list[tuple[str, Promise]]:
    """What the reviewer may decide now: of a renewal first."""
    states = ([RENEWAL] if admission.renewal_at else []) + [admission.state]
    return [(name, LABELS[name]) for at in states for name, (_act, state) in DECISIONS.items() if state == at]


@door(Act.REVIEW_ADMISSION)
def review_admission(request: HouseRequest, admission_id: int) -> HttpResponseBase:
    """One application with its certificates, the agency's people and its trail; the reviewer decides."""
    admission = get_object_or_404(admissions_for_reviewer(request.user), pk=admission_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("decision") not in DECISIONS:
            raise Http404
        decide, _from = DECISIONS[request.POST["decision"]]
        try:
            decide(admission_id=admission.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理：%(what)s。") % {"what": admission})
            return redirect("marketplace:admission_queue")
    context = {
        "admission": admission,
        "form": form,
        "decisions": _decisions(admission),
        "people": people_for_review(admission.agency),
        "steps": [_step(event) for event in events_about(admission)],
        "today": business_today(),
    }
    return render(request, "marketplace/agencies/review.html", context, status=422 if form.errors else 200)
