"""Pages of the enterprise: what is open to it, the one click, its application and how far it is."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.money import from_fen
from cms.kernel.paging import page_of
from cms.kernel.people.models import User
from cms.kernel.rows import MANY, SPARE
from cms.kernel.states import Vanished
from policies.applications.completing import corrections_of, field_labels, save_draft, wanted_of
from policies.applications.facts import applied_day, only_theirs, verdict_with, wanted_facts
from policies.applications.forms import ApplicationForm, ProjectForm
from policies.applications.models import Application
from policies.applications.queries import open_applications, own_applications
from policies.applications.services import (
    NO_PROJECT,
    Project,
    begin_application,
    claim_at_once,
    submit_application,
    withdraw_application,
)
from policies.applications.showing import STEP, WAY, fact_rows, papers_shown, reasons_of, timeline
from policies.applications.states import WRITABLE, ApplicationState
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions
from policies.catalogue.states import Channel, OncePer
from policies.grants.forms import TermsForm
from policies.matching.channels import takes_applications, window_of
from policies.registry.models import Enterprise
from policies.rules.verdicts import VerdictOutcome


@door(Act.APPLY_FOR_BENEFIT)
def apply(request: HouseRequest, version_id: int) -> HttpResponseBase:
    """Which channel of a policy is open to my enterprise, why, and how to begin; or the one click itself."""
    version = executable_versions().filter(pk=version_id).first()
    if version is None:
        raise Vanished
    enterprise = Enterprise.objects.select_related("party").filter(party=request.membership.party).first()
    if enterprise is None:
        return render(request, "policies/applications/apply.html", {"version": version, "enterprise": None})
    form = TermsForm(request.POST or None, enterprise=enterprise)
    project = ProjectForm(request.POST or None) if version.once_per == OncePer.PROJECT else None
    if request.method == "POST":
        done = _begin(request, version, enterprise, form, project)
        if done is not None:
            return done
    context = _offer(version, enterprise) | {"form": form, "project_form": project}
    status = 422 if request.method == "POST" else 200
    return render(request, "policies/applications/apply.html", context, status=status)


def _begin(
    request: HouseRequest, version: Version, enterprise: Enterprise, form: TermsForm, named: ProjectForm | None
) -> HttpResponseBase | None:
    """Where the person goes after clicking or beginning; None when a form tells what is wrong."""
    by, project = request.user, NO_PROJECT
    if named is not None:
        if not named.is_valid():
            return None
        project = Project(named.cleaned_data["number"], named.cleaned_data["name"])
    if request.POST.get("act") == "begin":
        begun = begin_application(version_id=version.pk, enterprise_id=enterprise.pk, by=by, project=project)
        return redirect("policies:application", begun.pk)
    if not form.is_valid():
        return None
    account, scale = form.cleaned_data["account"], form.cleaned_data["scale"]
    try:
        claimed = claim_at_once(
            version_id=version.pk,
            enterprise_id=enterprise.pk,
            account_id=account.pk,
            scale=scale,
            by=by,
            project=project,
        )
    except Refused as refusal:
        tell(form, refusal)
        return None
    messages.success(request, _("已核准。公示期满无异议后，款项将直接支付到所选账户。"))
    return redirect("policies:application", claimed.pk)


def _offer(version: Version, enterprise: Enterprise) -> dict[str, object]:
    verdict = verdict_with(version, enterprise, (), business_today())
    channel = Channel(verdict.channel.value)
    standing = list(open_applications(version, enterprise))
    return {
        "version": version,
        "enterprise": enterprise,
        "channel": channel,
        "is_usual": channel == version.channel,
        "is_open": takes_applications(version),
        "window": window_of(version),
        "standing": standing,
        "is_full": bool(standing) and version.once_per != OncePer.PROJECT,
        "verdict": verdict,
        "is_met": verdict.outcome is VerdictOutcome.MET,
        "is_unmet": verdict.outcome is VerdictOutcome.UNMET,
        "amount": from_fen(verdict.amount_fen) if verdict.amount_fen else None,
        "reasons": reasons_of(verdict),
        "to_state": wanted_facts(verdict),
        "theirs": only_theirs(verdict),
    }


@door(Act.APPLY_FOR_BENEFIT)
def own_list(request: HouseRequest) -> HttpResponse:
    """The applications of my enterprise, the newest first."""
    found = own_applications(request.user).filter(enterprise__party=request.membership.party)
    page = page_of(found, request.GET, orders={"newest": ("-pk",)})
    return render(request, "policies/applications/own.html", {"page": page})


def own_application(user: User, application_id: int) -> Application:
    """The application, for those who act for its enterprise. Raises Vanished for everybody else."""
    found = own_applications(user).filter(pk=application_id).first()
    if found is None:
        raise Vanished
    return found


@door(Act.APPLY_FOR_BENEFIT)
def application(request: HouseRequest, application_id: int) -> HttpResponseBase:
    """One application of mine: its form while it may be written, and how far it is."""
    mine = own_application(request.user, application_id)
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        withdraw_application(application_id=mine.pk, by=request.user)
        messages.success(request, _("已撤回。仍在受理期内的可以重新申报。"))
        return redirect("policies:application", mine.pk)
    form = _form(request, mine) if mine.state in WRITABLE or request.method == "POST" else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            save_draft(application_id=mine.pk, said=form.said(), by=request.user)
            if request.POST.get("act") == "submit":
                submit_application(application_id=mine.pk, by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            more = request.POST.get("more", "")
            if more in form.fields and "act" not in request.POST:  # pressed where no script runs
                messages.success(request, _("草稿已保存。"))
                return redirect(f"{reverse('policies:application', args=[mine.pk])}?more=1#id_{more}")
            submitted = request.POST.get("act") == "submit"
            messages.success(request, _("已提交，牵头部门将在期限内办结。") if submitted else _("草稿已保存。"))
            return redirect("policies:application", mine.pk)
    if form is not None:
        form.mark_needed()
    shown = own_application(request.user, application_id) if request.method == "POST" else mine
    context = _page(shown, form) | {"form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, "policies/applications/application.html", context, status=status)


def _form(request: HouseRequest, mine: Application) -> ApplicationForm:
    posted = request.method == "POST"
    return ApplicationForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        application=mine,
        wanted=wanted_of(mine),
        reasons=corrections_of(mine) if mine.state == ApplicationState.RETURNED else {},
        spare=MANY if request.GET.get("more") else SPARE,
    )


def _page(mine: Application, form: ApplicationForm | None) -> dict[str, object]:
    stated = list(mine.facts.all())
    verdict = verdict_with(mine.version, mine.enterprise, stated, applied_day(mine))
    labels = field_labels(mine, form.wanted if form else None) if mine.state == ApplicationState.RETURNED else {}
    return {
        "application": mine,
        "steps": WAY,
        "at": STEP.get(mine.state),
        "timeline": timeline(mine),
        "rows": fact_rows(mine, verdict),
        "papers": papers_shown(mine),
        "reasons": reasons_of(verdict),
        "amount": from_fen(verdict.amount_fen) if verdict.amount_fen else None,
        "theirs": only_theirs(verdict, stated),
        "corrections": [(labels.get(name, name), text) for name, text in corrections_of(mine).items()]
        if labels
        else [],
        "may_withdraw": mine.state in (*WRITABLE, ApplicationState.SUBMITTED),
    }
