"""Pages of the ranking: who is named to score, who scored, the order; and the reviewer's own."""

from decimal import Decimal

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import PERMISSIONS, Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.files.models import StoredFile
from cms.kernel.forms import tell
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import Vanished
from policies.applications.forms import GiveBackForm, ReviewersForm, ScoreForm
from policies.applications.models import Application, Score
from policies.applications.ordering import ranks_by_rule, shortlisted, standing_of
from policies.applications.queries import given_scores, papers_of, ranked_versions, scores_asked
from policies.applications.ranking import give_back_score, give_score, is_scored, name_reviewers, rank_applications
from policies.applications.reviewing import verdict_for
from policies.applications.showing import fact_rows, papers_shown, reasons_of
from policies.catalogue.models import Version
from policies.matching.channels import window_of


@door(Act.DECIDE_APPLICATION)
def ranking(request: HouseRequest, version_id: int) -> HttpResponseBase:
    """The applications of one policy that wait to be ranked: name reviewers, see the scores, rank."""
    version = ranked_versions(request.user).filter(pk=version_id).first()
    if version is None:
        raise Vanished
    experts = _experts()
    form = ReviewersForm(request.POST if request.POST.get("act") == "name" else None, experts=experts)
    given = list(given_scores(version))
    back_form = GiveBackForm(request.POST if request.POST.get("act") == "give_back" else None, given=given)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            if back_form.is_bound:
                if _give_back(request, back_form):
                    return redirect("policies:application_ranking", version.pk)
            elif _act(request, version, form, experts):
                return redirect("policies:application_queue")
        except Refused as fault:
            refusal = fault
    waiting = shortlisted(version)
    prefetch_related_objects(waiting, "scores__reviewer")
    standing = standing_of(version, waiting)
    context = {
        "version": version,
        "window": window_of(version),
        "standing": standing,
        "is_scored": is_scored(version, standing.ranked),
        "by_rule": ranks_by_rule(version),
        "form": form,
        "given": given,
        "back_form": back_form,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 422 if back_form.errors else 200
    return render(request, "policies/applications/ranking.html", context, status=status)


def _give_back(request: HouseRequest, form: GiveBackForm) -> bool:
    """Whether a score was given back."""
    if not form.is_valid():
        return False
    give_back_score(score_id=int(form.cleaned_data["score"]), reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("已退回并通知专家重新评分。"))
    return True


def _act(request: HouseRequest, version: Version, form: ReviewersForm, experts: list[User]) -> bool:
    """Whether something was done."""
    if request.POST.get("act") == "rank":
        granted = rank_applications(version_id=version.pk, by=request.user)
        messages.success(request, _("已排序，核准 %(count)s 件。") % {"count": len(granted)})
        return True
    if not form.is_valid():
        return False
    chosen = [person for person in experts if str(person.pk) in form.cleaned_data["reviewers"]]
    name_reviewers(version_id=version.pk, reviewers=chosen, by=request.user)
    messages.success(request, _("已指定评审专家并通知其评分。"))
    return True


def _experts() -> list[User]:
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SCORE_APPLICATION])
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


@door(Act.SCORE_APPLICATION)
def scoring(request: HouseRequest) -> HttpResponse:
    """The applications I am named to score."""
    return render(request, "policies/applications/scoring.html", {"scores": scores_asked(request.user)[:500]})


@door(Act.SCORE_APPLICATION)
def score(request: HouseRequest, score_id: int) -> HttpResponseBase:
    """One application before its reviewer: what it rests on, its papers, and the points."""
    asked = _own_score(request.user, score_id)
    form = ScoreForm(request.POST or None) if asked.given_at is None or request.method == "POST" else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _give(request, asked, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("评分已提交。"))
            return redirect("policies:scoring")
    verdict = verdict_for(asked.application)
    context = {
        "score": asked,
        "application": asked.application,
        "rows": fact_rows(asked.application, verdict),
        "papers": papers_shown(asked.application),
        "reasons": reasons_of(verdict),
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "policies/applications/score.html", context, status=status)


def _give(request: HouseRequest, asked: Score, form: ScoreForm) -> None:
    points: Decimal = form.cleaned_data["points"]
    give_score(score_id=asked.pk, points=points, comment=form.cleaned_data["comment"], by=request.user)


@door(Act.SCORE_APPLICATION)
def scored_paper(request: HouseRequest, score_id: int, file_id: int) -> FileResponse:
    """A paper of an application I am named to score, as an attachment."""
    asked = _own_score(request.user, score_id)
    stored = _papers(asked.application).get(file_id)
    if stored is None:
        raise Vanished
    return FileResponse(stored.content.open("rb"), as_attachment=True, filename=stored.name)


def _papers(application: Application) -> dict[int, StoredFile]:
    proofs = [fact.evidence for fact in application.facts.select_related("evidence") if fact.evidence is not None]
    return {file.pk: file for file in (*proofs, *(paper.file for paper in papers_of(application).values()))}


def _own_score(user: User, score_id: int) -> Score:
    """The score, for the reviewer who is named to give it. Raises Vanished for everybody else."""
    found = scores_asked(user).filter(pk=score_id).first()
    if found is None:
        raise Vanished
    return found
