"""Applications as people look for them: mine, those my department decides or gives an opinion on, the late ones."""

from django.db.models import Exists, F, OuterRef, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import BusinessNow, business_now
from cms.kernel.people.models import User
from policies.applications.models import Application, Opinion, Paper, Score
from policies.applications.states import OPEN, ApplicationState
from policies.catalogue.models import Version
from policies.grants.scopes import project_scope
from policies.registry.models import Enterprise

BESIDE = ("enterprise__party", "version", "policy__lead_department", "grant", "account")


def own_applications(user: User) -> QuerySet[Application]:
    """The applications of the enterprises for which `user` acts, newest first."""
    parties = memberships(user, Act.APPLY_FOR_BENEFIT).values("party")
    found = Application.objects.filter(enterprise__party__in=parties)
    return found.select_related(*BESIDE).order_by("-pk")


def open_applications(version: Version, enterprise: Enterprise) -> QuerySet[Application]:
    """The enterprise's applications under the version's policy that are not decided yet, the newest first."""
    found = Application.objects.filter(policy_id=version.policy_id, enterprise=enterprise, state__in=OPEN)
    return found.order_by("-pk")


def open_application(version: Version, enterprise: Enterprise, project: str = "") -> Application | None:
    """The one of them that is in the way of another; of a benefit given once a project, the one for that project."""
    found = open_applications(version, enterprise)
    if project:
        found = found.filter(scope_key__endswith=project_scope("", project))
    return found.first()


def other_projects(application: Application) -> QuerySet[Application]:
    """What the enterprise applied for under the same policy for other projects, the newest first: a department compares
    whether two of them are one."""
    found = Application.objects.filter(policy_id=application.policy_id, enterprise_id=application.enterprise_id)
    return found.exclude(project_number="").exclude(pk=application.pk).exclude(round=0).order_by("-pk")


def applications_to_correct(user: User) -> QuerySet[Application]:
    """The returned applications of the user's enterprises, the nearest end first."""
    return own_applications(user).filter(state=ApplicationState.RETURNED).order_by("correct_until", "pk")


def led_applications(user: User) -> QuerySet[Application]:
    """The applications handed in to the departments for which `user` decides."""
    departments = memberships(user, Act.DECIDE_APPLICATION).values("party")
    found = Application.objects.filter(policy__lead_department__in=departments, round__gt=0)
    return found.select_related(*BESIDE)


def applications_to_decide(user: User) -> QuerySet[Application]:
    """Those of them that wait for the department, the nearest end first."""
    return led_applications(user).filter(state=ApplicationState.SUBMITTED).order_by("decide_until", "pk")


def applications_to_rank(user: User) -> QuerySet[Application]:
    """Those of them that wait for scores and for the ranking."""
    return led_applications(user).filter(state=ApplicationState.SHORTLISTED).order_by("version", "pk")


def opinions_asked(user: User) -> QuerySet[Opinion]:
    """The opinions that the user's departments still owe on applications under review, the nearest end first."""
    departments = memberships(user, Act.GIVE_OPINION).values("party")
    wanted = Opinion.objects.filter(
        department__in=departments, given_at=None, application__state=ApplicationState.SUBMITTED
    )
    beside = [f"application__{name}" for name in BESIDE]
    return wanted.select_related("department", *beside).order_by("application__decide_until", "pk")


def reviewed_applications(user: User) -> QuerySet[Application]:
    """Every application that `user` may look into for a department: led by it, or put before it for its opinion."""
    asked = Opinion.objects.filter(
        application=OuterRef("pk"), department__in=memberships(user, Act.GIVE_OPINION).values("party")
    )
    return led_applications(user) | Application.objects.filter(Exists(asked), round__gt=0).select_related(*BESIDE)


def scores_asked(user: User) -> QuerySet[Score]:
    """The applications that `user` is named to score."""
    named = Score.objects.filter(reviewer=user).select_related(*(f"application__{name}" for name in BESIDE))
    return named.order_by("given_at", "pk")


def scores_to_give(user: User) -> QuerySet[Score]:
    """Those of them without points yet."""
    return scores_asked(user).filter(given_at=None, application__state=ApplicationState.SHORTLISTED)


def given_scores(version: Version) -> QuerySet[Score]:
    """The points given so far to the applications of the version that wait for the ranking."""
    found = Score.objects.filter(application__version=version, application__state=ApplicationState.SHORTLISTED)
    beside = ("reviewer", "application__enterprise__party")
    return found.exclude(given_at=None).select_related(*beside).order_by("application", "pk")


def overdue_opinions() -> QuerySet[Opinion]:
    """The opinions that co-departments should have given by now on what is under review, the longest late first."""
    late = Opinion.objects.filter(
        given_at=None,
        answer_until__lte=BusinessNow(),
        application__state=ApplicationState.SUBMITTED,
        round=F("application__round"),
    )
    beside = [f"application__{name}" for name in BESIDE]
    return late.select_related("department", *beside).order_by("answer_until", "pk")


def overdue_applications() -> QuerySet[Application]:
    """Everything a department should have decided by now, the longest late first."""
    late = Application.objects.filter(state=ApplicationState.SUBMITTED, decide_until__lte=business_now())
    return late.select_related(*BESIDE).order_by("decide_until", "pk")


def papers_of(application: Application) -> dict[str, Paper]:
    """The paper that counts for each code: the latest one."""
    return {paper.code: paper for paper in application.papers.select_related("file").order_by("pk")}


def ranked_versions(user: User) -> QuerySet[Version]:
    """The versions of the user's departments with applications that wait for the ranking."""
    waiting = applications_to_rank(user).values("version")
    return Version.objects.filter(pk__in=waiting).select_related("policy__lead_department").order_by("pk")
