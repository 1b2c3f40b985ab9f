"""A fact as a question that a visitor can answer: its words, its field, and the answer as rules see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.errors import Refused
from cms.kernel.fields import FULL_WIDTH, DayField
from policies.checkup.deciding import AWARDS, Answer, Answers, split_name
from policies.registry.kinds import department_label
from policies.registry.naming import SECTIONS, offered_codes
from policies.rules.facts import LARGEST_STORED, FactDefinition, Kind, Vocabulary
from policies.rules.periods import NotAPeriod
from policies.rules.telling.values import period_name, value_of

SALT: Final = "policies.checkup.answers"
KEPT_SECONDS: Final = 24 * 3600
YES, NO = "yes", "no"
WAN: Final = Decimal(10_000)
HUNDRED: Final = Decimal(100)
MOST_ANSWERS: Final = 200
MOST_OFFERED: Final = 600
"""Codes offered to choose from: all divisions and counties, and finer levels as far as they fit."""


class AnswersBroken(Refused):
    """The answers that came with the form are not those this house handed out, or are older than a day."""

    sentence = gettext_lazy("答题记录已失效。")
    who_can = gettext_lazy("请重新开始，几分钟即可完成。")
    status = 400


@dataclass(frozen=True, slots=True)
class Question:
    """One fact asked for. `unit` stands behind the field; `department`: who keeps the fact for enterprises."""

    name: str
    text: str
    unit: str
    department: str
    definition: FactDefinition | None


def question_of(name: str, words: Vocabulary, language: str) -> Question:
    """The question for a fact, in the language ("zh" or "en"). NotAPeriod, KeyError for what is no fact."""
    code, period = split_name(name)
    if code.startswith(AWARDS):
        return Question(name, _("享受过“%(family)s”") % {"family": code.removeprefix(AWARDS)}, "", "", None)
    definition = words[code]
    label = definition.label.in_language(language)
    if period is not None:
        dated = period_name(period, language)
        label = f"{dated}{label}" if language == "zh" else f"{label}, {dated}"
    return Question(name, label, unit_of(definition, language), department_label(definition.source, language),
                    definition)  # fmt: skip


def unit_of(definition: FactDefinition, language: str) -> str:
    """The unit a visitor types in: money in 万元, ratios in percent."""
    if definition.kind is Kind.MONEY:
        return _("万元") if definition.unit.zh == "元" else definition.unit.in_language(language)
    return "%" if definition.kind is Kind.RATIO else definition.unit.in_language(language)


def answer_field(question: Question, language: str) -> forms.Field:
    """The form field by which the question is answered."""
    definition = question.definition
    if definition is None or definition.kind is Kind.ITEMS:
        return _radio(question, [(NO, _("没有")), (YES, _("有"))])
    if definition.kind in (Kind.FLAG, Kind.LIST):
        return _radio(question, [(YES, _("是")), (NO, _("否"))])
    if definition.choices:
        return _radio(question, [(code, label.in_language(language)) for code, label in definition.choices.items()])
    if definition.kind is Kind.DATE:
        return DayField(label=question.text)
    if definition.code_set:
        return CodeField(label=question.text, definition=definition)
    if definition.kind in (Kind.CODE, Kind.TEXT):
        return forms.CharField(label=question.text, max_length=60)
    return NumberField(label=question.text, definition=definition, help_text=_in_unit(question.unit))


def _radio(question: Question, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(label=question.text, choices=choices, widget=forms.RadioSelect)


def _in_unit(unit: str) -> str:
    return _("单位：%(unit)s") % {"unit": unit} if unit else ""


class OfferedInput(forms.TextInput):
    """A line to type in, with a list to choose from; without scripts and in old browsers it is a line alone."""

    template_name = "policies/checkup/offered_input.html"

    def __init__(self, offers: "list[tuple[str, str]]") -> None:
        super().__init__(attrs={"autocomplete": "off", "list": "offered"})
        self.offers = offers

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the list."""
        return super().get_context(name, value, attrs) | {"offers": self.offers}


class CodeField(forms.CharField):
    """A code of a code set, chosen by name from a list, or typed: the name, the code, or both as in the list."""

    def __init__(self, *, definition: FactDefinition, **options: Any) -> None:
        self.offers = offered_codes(definition.code_set, MOST_OFFERED)
        hint = _("输入名称查找，从列表中选择；也可直接填代码。")
        widget = OfferedInput(self.offers)
        super().__init__(max_length=80, help_text=hint, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """The code. Raises ValidationError for what is neither a code nor a name of the list."""
        typed = str(super().clean(value)).strip().translate(FULL_WIDTH)
        code = typed.split(" ", 1)[0].upper().lstrip(SECTIONS)
        if code.isdigit():
            return code
        named = [code for code, name in self.offers if name == typed]
        if len(named) != 1:
            raise forms.ValidationError(_("没有找到“%(typed)s”，请从列表中选择，或填代码。") % {"typed": typed})
        return named[0]


class NumberField(forms.DecimalField):
    """A number in the unit a visitor types it in."""

    def __init__(self, *, definition: FactDefinition, **options: Any) -> None:
        self.definition = definition
        self.scale = scale_of(definition)
        most = Decimal(LARGEST_STORED[definition.kind]).scaleb(-definition.places) / self.scale
        places = max(definition.places + self.scale.adjusted(), 0)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_value=most, min_value=-most, decimal_places=places, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """The number as typed: separators and full-width digits are read."""
        if isinstance(value, str):
            value = value.strip().translate(FULL_WIDTH).replace(",", "").removesuffix("%").removesuffix("％")
        return super().clean(value)


def scale_of(definition: FactDefinition) -> Decimal:
    """What a typed number is multiplied with to become the fact."""
    if definition.kind is Kind.MONEY and definition.unit.zh == "元":
        return WAN
    return 1 / HUNDRED if definition.kind is Kind.RATIO else Decimal(1)


def answer_of(question: Question, typed: Any) -> Answer:
    """The cleaned value of the field as the answer; None where the details cannot be asked for."""
    definition = question.definition
    if definition is None or definition.kind is Kind.ITEMS:
        return () if typed == NO else None
    if definition.kind in (Kind.FLAG, Kind.LIST):
        return bool(typed == YES)
    if isinstance(typed, Decimal):
        scaled = typed * scale_of(definition)
        return int(scaled) if definition.kind is Kind.COUNT else scaled
    if definition.kind in (Kind.CODE, Kind.TEXT) and not definition.choices:
        return str(typed).strip().upper()
    found: Answer = typed
    return found


def shown(question: Question, answer: Answer, language: str) -> str:
    """The answer as the list of answers shows it."""
    if answer is None:
        return _("跳过")
    if answer == ():
        return _("没有")
    return value_of(question.definition, answer, language)


def sealed(answers: Answers, on: date) -> str:
    """The answers as a signed text that travels in the form: nothing is kept on the server."""
    plain = {name: _plain(answer) for name, answer in answers.items()}
    return signing.dumps({"on": on.isoformat(), "answers": plain}, salt=SALT, compress=True)


def _plain(answer: Answer) -> Any:
    if answer == () and not isinstance(answer, (str, bool)):
        return []
    return str(answer) if isinstance(answer, (Decimal, date)) else answer


def unsealed(text: str, words: Vocabulary) -> dict[str, Answer]:
    """The answers of a signed text; those about facts that are no longer in the register are left out.

    Raises AnswersBroken.
    """
    if not text:
        return {}
    try:
        kept = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)["answers"]
    except (signing.BadSignature, KeyError, TypeError) as error:
        raise AnswersBroken from error
    return dict(_read(kept, words)) if len(kept) <= MOST_ANSWERS else {}


def _read(kept: Mapping[str, Any], words: Vocabulary) -> "list[tuple[str, Answer]]":
    found: list[tuple[str, Answer]] = []
    for name, raw in kept.items():
        try:
            question = question_of(name, words, "zh")
        except (KeyError, NotAPeriod):
            continue
        found.append((name, _answer_from(question.definition, raw)))
    return found


def _answer_from(definition: FactDefinition | None, raw: Any) -> Answer:
    if raw is None:
        return None
    if raw == []:
        return ()
    if definition is not None and definition.kind is Kind.DATE:
        return date.fromisoformat(raw)
    if definition is not None and definition.kind in (Kind.MONEY, Kind.NUMBER, Kind.RATIO):
        return Decimal(raw)
    found: Answer = raw
    return found
