"""The pages of the public site, all in one tree (docs/adr/0003)."""

from typing import Any, ClassVar, cast

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages import dating
from cms.pages.blocks import TextStream
from cms.pages.front import front_context
from cms.pages.library import library_context
from cms.pages.policy import PolicyPage
from cms.pages.review import DepartmentReview, FairCompetitionReview

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "DepartmentReview",
    "FairCompetitionReview",
    "HomePage",
    "PolicyIndexPage",
    "PolicyPage",
    "dating",
]


class HomePage(Page):
    """The front of the house: what can I get, what is new, what was paid and saved."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.PolicyIndexPage", "pages.ArticleIndexPage"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("首页")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The figures and lists of the day."""
        return cast(dict[str, Any], super().get_context(request, *args, **kwargs)) | front_context()


class PolicyIndexPage(Page):
    """The policy library."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.PolicyPage"]
    template = "pages/library.html"

    class Meta:
        verbose_name = _("政策库")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The filters and the results they give."""
        return cast(dict[str, Any], super().get_context(request, *args, **kwargs)) | library_context(request.GET)


class ArticleIndexPage(Page):
    """News and guides."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]
    template = "pages/articles.html"

    class Meta:
        verbose_name = _("资讯栏目")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The articles, newest first."""
        articles = ArticlePage.objects.live().child_of(self).order_by("-issued_on", "-pk")[:50]
        return cast(dict[str, Any], super().get_context(request, *args, **kwargs)) | {"articles": articles}


class ArticlePage(Page):
    """A piece of news or a guide."""

    title_en = models.CharField(_("英文标题"), max_length=300, blank=True)
    issued_on = models.DateField(_("发布日期"))
    body = StreamField(TextStream(), verbose_name=_("正文"))
    body_en = StreamField(TextStream(), verbose_name=_("正文（英文）"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/article.html"
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("title_en"), index.SearchField("body")]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("title_en"),
        FieldPanel("issued_on"),
        FieldPanel("body"),
        FieldPanel("body_en"),
    ]

    class Meta:
        verbose_name = _("资讯")
