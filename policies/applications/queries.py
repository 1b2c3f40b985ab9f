"""Applications as people look for them: mine, those my department decides or gives an opinion on, the late ones."""

from django.db.models import Exists, OuterRef, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_now
from cms.kernel.people.models import User
from policies.applications.models import Application, Opinion, Paper, Score
from policies.applications.states import OPEN, ApplicationState
from policies.catalogue.models import Version
from policies.registry.models import Enterprise

BESIDE = ("enterprise__party", "version", "policy__lead_department", "grant", "account")


def own_applications(user: User) -> QuerySet[Application]:
    """The applications of the enterprises for which `user` acts, newest first."""
    parties = memberships(user, Act.APPLY_FOR_BENEFIT).values("party")
    found = Application.objects.filter(enterprise__party__in=parties)
    return found.select_related(*BESIDE).order_by("-pk")


def open_application(version: Version, enterprise: Enterprise) -> Application | None:
    """The enterprise's application under the version's policy that is not decided yet."""
    found = Application.objects.filter(policy_id=version.policy_id, enterprise=enterprise, state__in=OPEN)
    return found.order_by("-pk").first()


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
