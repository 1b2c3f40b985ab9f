"""Form fields for a rule and for its saved cases: drawn by the editor in the browser, kept as JSON."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.authoring.telling import LONGEST_TEXT
from policies.rules.problems import FaultyRule, Problem
from policies.rules.reading import rule_from_json
from policies.rules.saved_cases import MOST_CASES
from policies.rules.writing import to_json
from policies.rules.yaml_form import full_form, load_yaml, rule_to_yaml


def told(problem: Problem) -> str:
    """A problem of a rule as one line: where, what, and what to do."""
    language = get_language() or "zh"
    place = problem.path or "/"
    return f"{place} {problem.message.in_language(language)} {problem.remedy.in_language(language)}"


class RuleEditor(forms.Textarea):
    """The visual editor over the text of a rule; without scripts the text remains."""

    template_name = "authoring/rule.html"

    class Media:
        js = (Script("authoring/main.js", type="module"),)
        css = {"all": ("authoring/editor.css",)}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the addresses that the editor asks."""
        addresses = {
            "language": reverse("policy_rule_language"),
            "codes": reverse("policy_rule_codes"),
            "check": reverse("policy_rule_check"),
            "simulate": reverse("policy_rule_simulate"),
        }
        return super().get_context(name, value, attrs) | {"addresses": addresses}


class CasesArea(forms.Textarea):
    """The JSON of the saved cases, which the editor draws as forms."""

    template_name = "authoring/cases.html"


class RuleField(forms.CharField):
    """A rule of the rule language: shown and typed as YAML (JSON is YAML too), kept as canonical JSON.

    A draft may be unfinished: a tree that is no rule yet is kept as it is. Only publishing asks for a sound rule.
    """

    widget = RuleEditor

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, **more)

    def prepare_value(self, value: Any) -> str:
        """The rule's YAML; a text that was typed and refused stays as it was typed."""
        if value is None or isinstance(value, str):
            return value or ""
        try:
            return rule_to_yaml(rule_from_json(value))
        except FaultyRule:
            return json.dumps(value, ensure_ascii=False, indent=1)

    def clean(self, value: Any) -> dict[str, Any] | None:
        """The rule as JSON; None when there is none. Raises ValidationError for a text that holds no tree."""
        text = super().clean(value)
        if not text.strip():
            return None
        document = None
        try:
            document = full_form(load_yaml(text))
            read: dict[str, Any] = to_json(rule_from_json(document))
        except FaultyRule as faulty:
            if not isinstance(document, dict):
                raise ValidationError([told(problem) for problem in faulty.problems]) from faulty
            unfinished: dict[str, Any] = kept(document)
            return unfinished
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text stands for another rule."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


def kept(document: Any) -> Any:
    """The document as the database can keep it. Raises ValidationError for text that it cannot."""
    text = json.dumps(document, default=str, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValidationError(_("内容含有无法保存的字符，请删去后再保存。")) from error
    if "\\u0000" in text:
        raise ValidationError(_("内容含有无法保存的字符，请删去后再保存。"))
    return json.loads(text)


class CasesField(forms.CharField):
    """The saved cases of a rule: a JSON list, shown as text where there are no scripts."""

    widget = CasesArea

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, **more)

    def prepare_value(self, value: Any) -> str:
        """The list as JSON text."""
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)

    def clean(self, value: Any) -> list[Any]:
        """The list. Raises ValidationError for what is no list of objects, or too long."""
        text = super().clean(value)
        try:
            cases = json.loads(text) if text.strip() else []
        except (ValueError, RecursionError) as error:
            raise ValidationError(_("案例不是有效的 JSON 列表。")) from error
        if not isinstance(cases, list) or not all(isinstance(one, dict) for one in cases):
            raise ValidationError(_("案例不是有效的 JSON 列表。"))
        if len(cases) > MOST_CASES:
            raise ValidationError(_("案例最多 %(most)s 个。"), params={"most": MOST_CASES})
        found: list[Any] = kept(cases)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text stands for other cases."""
        try:
            return bool(self.clean(data) != (initial or []))
        except ValidationError:
            return True
