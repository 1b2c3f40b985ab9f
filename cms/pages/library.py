"""The policy library: Chinese search, filters that stand in the address, and pages of results."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.models import Party
from cms.kernel.paging import Page, page_of
from cms.pages.openness import SECTIONS, closed_to
from cms.pages.policy import PolicyPage
from policies.catalogue.models import Version
from policies.catalogue.states import BenefitClass, Channel, Level, VersionState
from policies.registry.models import ScaleClass

MOST_FOUND = 100
ORDERS = {"newest": ("-valid_from", "-pk")}
ANY = ("", _("全部"))


class LibraryFilter(forms.Form):
    """The filters of the library."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=60)
    department = forms.ModelChoiceField(
        label=_("牵头部门"), required=False, queryset=Party.objects.none(), empty_label=_("全部")
    )
    kind = forms.ChoiceField(label=_("政策类型"), required=False, choices=[ANY, *BenefitClass.choices])
    channel = forms.ChoiceField(label=_("兑现方式"), required=False, choices=[ANY, *Channel.choices])
    level = forms.ChoiceField(label=_("政策层级"), required=False, choices=[ANY, *Level.choices])
    industry = forms.ChoiceField(
        label=_("适用行业"), required=False, choices=[ANY, *((letter, name) for letter, name, *_ends in SECTIONS)]
    )
    scale = forms.ChoiceField(label=_("适用规模"), required=False, choices=[ANY, *ScaleClass.choices])
    until = forms.ChoiceField(
        label=_("截止时间"),
        required=False,
        choices=[ANY, ("30", _("30 天内截止")), ("90", _("90 天内截止")), ("open", _("长期有效"))],
    )
    state = forms.ChoiceField(
        label=_("效力状态"),
        required=False,
        choices=[ANY, ("in_force", _("生效中")), ("coming", _("待生效")), ("over", _("已失效"))],
    )

    def __init__(self, params: QueryDict) -> None:
        super().__init__(params)
        leads = PolicyPage.objects.live().values("lead_department")
        chosen = cast("forms.ModelChoiceField[Party]", self.fields["department"])
        chosen.queryset = Party.objects.filter(pk__in=leads).order_by("name")


def published_pages() -> QuerySet[Any]:
    """The pages in public, each knowing whether its policy is in force or to come."""
    versions = Version.objects.filter(policy=OuterRef("family"))
    pages: QuerySet[Any] = PolicyPage.objects.live().select_related("lead_department")
    in_force = Exists(versions.filter(state=VersionState.LIVE))
    coming = Exists(versions.filter(state=VersionState.SCHEDULED))
    known: QuerySet[Any] = pages.annotate(in_force=in_force, coming=coming)
    return known


def wanted(chosen: dict[str, Any]) -> Q:
    """The condition of the filters (all but the words)."""
    wants = Q()
    for name, column in (("department", "lead_department"), ("kind", "benefit_class"), ("channel", "channel"),
                         ("level", "level")):  # fmt: skip
        if chosen.get(name):
            wants &= Q(**{column: chosen[name]})
    wants &= ending(chosen.get("until") or "")
    closed = closed_to(industry=chosen.get("industry") or "", scale=chosen.get("scale") or "")
    if closed:
        wants &= ~Q(family__in=closed)
    state = chosen.get("state")
    if state == "in_force":
        wants &= Q(in_force=True)
    elif state == "coming":
        wants &= Q(in_force=False, coming=True)
    elif state == "over":
        wants &= Q(in_force=False, coming=False)
    return wants


def ending(until: str) -> Q:
    """The policies whose days of application, or else of validity, end within so many days from today; or never."""
    end = Coalesce("apply_until", "last_day")
    if until == "open":
        return Q(apply_until=None, last_day=None)
    if not until:
        return Q()
    today = business_today()
    return Q(
        pk__in=PolicyPage.objects.annotate(end=end)
        .filter(end__range=(today, today + timedelta(days=int(until))))
        .values("pk")
    )


def library_context(params: QueryDict) -> dict[str, Any]:
    """The filters and the page of results that the address asks for; words put the best first."""
    form = LibraryFilter(params)
    chosen = {name: form.cleaned_data.get(name) for name in form.fields} if form.is_valid() else {}
    rows = published_pages().filter(wanted(chosen))
    words = (chosen.get("q") or "").strip()
    if not words:
        return {"form": form, "results": page_of(rows, params, orders=ORDERS, size=20, counted=True)}
    best = [page.pk for page in PolicyPage.objects.live().search(words)[:MOST_FOUND]]
    found = {page.pk: page for page in rows.filter(pk__in=best)}
    ranked = [found[pk] for pk in best if pk in found]
    return {"form": form, "words": words, "results": Page(ranked, "", "", "", len(ranked))}
