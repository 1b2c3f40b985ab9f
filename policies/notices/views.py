"""Pages of public notices, of objections to them, and of their answers."""

from django.contrib import messages
from django.db.transaction import atomic
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.knocking.services import knock, origin_of
from cms.kernel.paging import page_of
from cms.kernel.papers import handed_out
from cms.kernel.people.models import User
from cms.kernel.secrets import read_secret
from cms.kernel.states import Vanished
from policies.notices.forms import AnswerForm, ObjectionForm
from policies.notices.models import Notice, Objection
from policies.notices.objecting import decide_objection, raise_objection
from policies.notices.papers import notice_paper
from policies.notices.queries import objections_for, public_notices
from policies.notices.states import NoticeState, ObjectionState


@public
def notices(request: HttpRequest) -> HttpResponse:
    """Every public notice, the latest first."""
    state = request.GET.get("state", "")
    found = public_notices().filter(state=state) if state in NoticeState.values else public_notices()
    page = page_of(found, request.GET, orders={"latest": ("-opens_on", "-pk")}, counted=True)
    tabs = [("?", _("全部"), None, not state)]
    tabs += [(f"?state={each.value}", str(each.label), None, each == state) for each in NoticeState]
    return render(request, "policies/notices/list.html", {"page": page, "tabs": tabs})


@public
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice: names and amounts, its days, and how to object."""
    shown = get_object_or_404(public_notices(), pk=notice_id)
    return render(request, "policies/notices/notice.html", page_of_notice(shown))


def page_of_notice(shown: Notice) -> dict[str, object]:
    """The notice with its lines, and whether objections are still heard."""
    lines = list(shown.lines.select_related("grant").order_by("pk"))
    return {
        "notice": shown,
        "version": shown.decision.version,
        "lines": lines,
        "is_again": any(line.former_amount is not None for line in lines),
        "number": _("第 %(number)s 次公示") % {"number": shown.number},
        "is_open": shown.state == NoticeState.OPEN and business_now() < shown.closes_at,
    }


@public
def paper_of_notice(request: HttpRequest, notice_id: int) -> FileResponse:
    """The notice as a PDF to print and post."""
    shown = get_object_or_404(public_notices(), pk=notice_id)
    return handed_out(notice_paper(shown), _("公示-%(number)s.pdf") % {"number": shown.pk})


@public
def object_to_line(request: HttpRequest, notice_id: int) -> HttpResponseBase:
    """A named objection to one line of a notice."""
    shown = get_object_or_404(public_notices(), pk=notice_id)
    form = ObjectionForm(request.POST or None, request.FILES or None, notice=shown, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        knock("objection", person=request.user.pk, origin=origin_of(request))
        try:
            objection = _raise(request, shown, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            number = objection.pk
            messages.success(request, _("异议已受理，受理号 %(number)s。处理期间该企业暂缓兑付。") % {"number": number})
            return redirect("policies:notice", shown.pk)
    context = page_of_notice(shown) | {"form": form}
    return render(request, "policies/notices/object.html", context, status=422 if form.errors else 200)


@atomic
def _raise(request: HttpRequest, shown: Notice, form: ObjectionForm) -> Objection:
    entered = form.cleaned_data
    by = request.user if isinstance(request.user, User) else None
    evidence = store_file(upload=entered["evidence"], by=by) if entered["evidence"] else None
    return raise_objection(
        notice_id=shown.pk,
        grant_id=entered["line"].grant_id,
        name=entered["name"],
        contact=entered["contact"],
        grounds=entered["grounds"],
        evidence=evidence,
        by=by,
    )


@door(Act.DECIDE_OBJECTION)
def objections(request: HouseRequest) -> HttpResponse:
    """The objections to my department's notices: those that wait first."""
    state = request.GET.get("state", ObjectionState.RECEIVED.value)
    found = objections_for(request.user)
    if state in ObjectionState.values:
        found = found.filter(state=state)
    page = page_of(found, request.GET, orders={"oldest": ("raised_at", "pk")}, counted=True)
    tabs = [(f"?state={each.value}", str(each.label), None, each == state) for each in ObjectionState]
    return render(request, "policies/notices/objections.html", {"page": page, "tabs": tabs})


@door(Act.DECIDE_OBJECTION)
def objection(request: HouseRequest, objection_id: int) -> HttpResponseBase:
    """One objection with its grounds and evidence, and its answer."""
    shown = objections_for(request.user).filter(pk=objection_id).first()
    if shown is None:
        raise Vanished
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answered(request.user, shown, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("异议已答复。"))
            return redirect("policies:objections")
    context = who_objects(request.user, shown) | {
        "objection": shown,
        "form": form if shown.state == ObjectionState.RECEIVED or form.errors else None,
    }
    return render(request, "policies/notices/objection.html", context, status=422 if form.errors else 200)


def answered(user: User, shown: Objection, form: AnswerForm) -> Objection:
    """The objection is answered as the form says."""
    entered = form.cleaned_data
    outcome = entered["outcome"]
    return decide_objection(
        objection_id=shown.pk,
        by=user,
        is_upheld=outcome != "rejected",
        answer=entered["answer"],
        amount=entered["amount"] if outcome == "corrected" else None,
    )


@atomic
def who_objects(user: User, shown: Objection) -> dict[str, str]:
    """The objector's name and contact in full; the trail says who read them."""
    return {
        "name": read_secret(shown.name, about=shown, by=user, field="name"),
        "contact": read_secret(shown.contact, about=shown, by=user, field="contact"),
    }
