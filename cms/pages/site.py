"""The site's frame: its fixed pages, the review that policies go through, and the groups that memberships open."""

from typing import TypeVar, cast

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.kernel.access import Act, require
from cms.kernel.models import Party, User
from cms.pages.groups import GROUPS, sync_everybody
from cms.pages.models import ArticleIndexPage, DepartmentReview, FairCompetitionReview, HomePage, PolicyIndexPage

REVIEW = "政策发布审核"
STARTER_GROUPS = ("Moderators", "Editors")
P = TypeVar("P", bound=Page)


@transaction.atomic
def setup_site(by: User | None = None, *, legal_department: Party | None = None) -> HomePage:
    """The frame stands: home, library, news, the review and the groups; doing it again changes nothing.

    `legal_department`: whose reviewers do the fair-competition review; without one that step is not part of the review.
    Raises NotAllowed.
    """
    if by is not None:
        require(by, Act.MANAGE_PEOPLE)
    home = standing_home()
    library = child(home, PolicyIndexPage, title="政策库", slug="policies")
    news = child(home, ArticleIndexPage, title="资讯", slug="news")
    set_review(library, legal_department)
    set_groups(library, news)
    sync_everybody()
    return home


def policy_library() -> PolicyIndexPage:
    """The library page; DoesNotExist before setup_site."""
    library: PolicyIndexPage = PolicyIndexPage.objects.get()
    return library


def standing_home() -> HomePage:
    """The home page, at the root of the one site."""
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(title="直达", slug="home-page", live=True))
    site = Site.objects.order_by("-is_default_site", "pk").first() or Site(hostname="localhost")
    if site.root_page_id != home.pk:
        starter = site.root_page if site.root_page_id else None
        site.root_page, site.is_default_site, site.site_name = home, True, "直达"
        site.save()
        if starter is not None and starter.specific_class is Page and not starter.get_children().exists():
            starter.delete()
    return home


def child(home: HomePage, kind: type[P], *, title: str, slug: str) -> P:
    """The one page of its kind below home."""
    found = kind.objects.first() or home.add_child(instance=kind(title=title, slug=slug, live=True))
    return cast(P, found)


def set_review(library: PolicyIndexPage, legal_department: Party | None) -> None:
    """Every policy below the library goes through the review of its lead department, then the legal one."""
    Workflow.objects.exclude(name=REVIEW).filter(workflow_pages__page__depth=1).delete()
    review, _new = Workflow.objects.get_or_create(name=REVIEW)
    lead = DepartmentReview.objects.first() or DepartmentReview.objects.create(name="牵头部门审核")
    WorkflowTask.objects.get_or_create(workflow=review, task=lead, defaults={"sort_order": 0})
    if legal_department is not None:
        legal = FairCompetitionReview.objects.first()
        if legal is None:
            legal = FairCompetitionReview.objects.create(name="合法性与公平竞争审查", department=legal_department)
        elif legal.department_id != legal_department.pk:
            legal.department = legal_department
            legal.save()
        WorkflowTask.objects.get_or_create(workflow=review, task=legal, defaults={"sort_order": 1})
    WorkflowPage.objects.get_or_create(page=library, defaults={"workflow": review})


def set_groups(library: PolicyIndexPage, news: ArticleIndexPage) -> None:
    """The groups of GROUPS exist with what each may do; those Wagtail starts with, which nobody is in, are gone."""
    Group.objects.filter(name__in=STARTER_GROUPS, user__isnull=True).delete()
    places = {"library": library, "news": news}
    for name, granted in GROUPS.items():
        group, _new = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=granted.permissions))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        for permission in Permission.objects.filter(codename__in=granted.files):
            GroupCollectionPermission.objects.create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
        for place, acts in granted.pages.items():
            for act in acts:
                permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{act}_page")
                GroupPagePermission.objects.create(group=group, page=places[place], permission=permission)
