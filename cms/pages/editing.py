"""The editor's form of a policy page: the rule typed as YAML or JSON, and refusals shown at their fields."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.pages.errors import BudgetLineMissing, CodeFixed, CodeTaken
from cms.pages.publishing import check_code, check_document, document_of
from policies.catalogue.errors import AlreadyOver, EndsBeforeItBegins, RuleFaulty
from policies.catalogue.services import checked
from policies.rules.problems import FaultyRule, Problem
from policies.rules.reading import rule_from_json
from policies.rules.writing import to_json
from policies.rules.yaml_form import rule_from_yaml, rule_to_yaml

GOES_ON = ("action-publish", "action-submit", "action-restart-workflow")
FIELD_OF: dict[type[Refused], str] = {
    RuleFaulty: "rule",
    BudgetLineMissing: "budget_line",
    CodeTaken: "code",
    CodeFixed: "code",
    AlreadyOver: "last_day",
    EndsBeforeItBegins: "last_day",
}


def told(problem: Problem) -> str:
    """A problem of a rule as one line: where, what, and what to do."""
    language = get_language() or "zh"
    place = problem.path or "/"
    return f"{place} {problem.message.in_language(language)} {problem.remedy.in_language(language)}"


class RuleArea(forms.Textarea):
    """The text of a rule; its problems and its plain words appear beneath while it is typed (static/pages/rule.js)."""

    template_name = "pages/admin/rule.html"

    class Media:
        js = ("pages/rule.js",)


class RuleField(forms.CharField):
    """A rule of the rule language: shown and typed as YAML (JSON is YAML too), kept as canonical JSON."""

    widget = RuleArea

    def prepare_value(self, value: Any) -> str:
        """The rule's YAML; a text that was typed and refused stays as it was typed."""
        if value is None or isinstance(value, str):
            return value or ""
        try:
            return rule_to_yaml(rule_from_json(value))
        except FaultyRule:
            return forms.JSONField().prepare_value(value) or ""

    def clean(self, value: Any) -> dict[str, Any] | None:
        """The rule as JSON; None when there is none. Raises ValidationError with every problem of reading."""
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            read: dict[str, Any] = to_json(rule_from_yaml(text))
        except FaultyRule as faulty:
            raise ValidationError([told(problem) for problem in faulty.problems]) from faulty
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text stands for another rule."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


class PolicyPageForm(WagtailAdminPageForm):
    """Says at the field what publishing or submitting would refuse, so that nothing typed is lost."""

    rule = RuleField(
        label=_("兑现规则"),
        required=False,
        help_text=_("没有可自动兑现条件的政策留空。可填写 YAML 或 JSON，写法见《规则语言》。"),
    )

    def _post_clean(self) -> None:
        super()._post_clean()
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        if (approves or any(self.data.get(name) for name in GOES_ON)) and not self.errors:
            self.refuse_early()

    def refuse_early(self) -> None:
        """What would be refused at the end of the review is said now, at its field."""
        document = document_of(self.instance)
        try:
            check_code(self.instance)
            check_document(checked(document, business_today()))
        except Refused as refusal:
            field = FIELD_OF.get(type(refusal))
            self.add_error(field if field in self.fields else None, str(refusal))
