"""The editor's form of a policy page: refusals of publishing shown at their fields before anything is lost."""

from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.authoring.fields import CasesField, RuleField
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.pages.errors import CodeFixed, CodeTaken
from cms.pages.publishing import check_clauses, check_code, document_of
from policies.catalogue.errors import (
    AlreadyOver,
    ApplicationTermsWrong,
    BudgetLineMissing,
    CaseFails,
    ChannelContradicts,
    EndsBeforeItBegins,
    RuleFaulty,
    ScopeContradicts,
)
from policies.catalogue.services import checked

GOES_ON = ("action-publish", "action-submit", "action-restart-workflow")
FIELD_OF: dict[type[Refused], str] = {
    RuleFaulty: "rule",
    CaseFails: "cases",
    ChannelContradicts: "channel",
    ScopeContradicts: "once_per",
    ApplicationTermsWrong: "apply_until",
    BudgetLineMissing: "budget_line",
    CodeTaken: "code",
    CodeFixed: "code",
    AlreadyOver: "last_day",
    EndsBeforeItBegins: "last_day",
}


class PolicyPageForm(WagtailAdminPageForm):
    """Says at the field what publishing or submitting would refuse, so that nothing typed is lost."""

    rule = RuleField(label=_("兑现规则"), required=False, help_text=_("没有可自动兑现条件的政策留空。"))
    cases = CasesField(label=_("案例"), required=False)
    changes_seen = forms.BooleanField(
        label=_("我已核对试算中的名单与金额变化"), required=False, help_text=_("不经审核直接发布的，发布前须勾选。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("网址的最后一段，不填则用政策编码。")

    def clean(self) -> dict[str, Any]:
        """A page without an address of its own has its policy's code for one."""
        if not self.cleaned_data.get("slug") and self.cleaned_data.get("code"):
            self.cleaned_data["slug"] = slugify(self.cleaned_data["code"])
        return cast(dict[str, Any], super().clean())

    def _post_clean(self) -> None:
        super()._post_clean()
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        if self.data.get("action-publish") and not self.cleaned_data.get("changes_seen"):
            self.add_error("changes_seen", _("直接发布前，请先核对与现行版本相比的变化并勾选。"))
        if (approves or any(self.data.get(name) for name in GOES_ON)) and not self.errors:
            self.refuse_early()

    def refuse_early(self) -> None:
        """What would be refused at the end of the review is said now, at its field."""
        document = document_of(self.instance)
        try:
            check_code(self.instance)
            checked(document, business_today())
            check_clauses(self.instance)
        except Refused as refusal:
            field = FIELD_OF.get(type(refusal))
            self.add_error(field if field in self.fields else None, str(refusal))
