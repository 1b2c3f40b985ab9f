"""One step of a visitor's questionnaire: the answers that came with the form, the new one, what to ask next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from cms.kernel.clock import business_today
from policies.catalogue.models import Version
from policies.checkup.deciding import Answer, Ground, Judged, judge, next_fact
from policies.checkup.findings import Finding, parsed_rule, told_of
from policies.checkup.questions import Question, answer_field, answer_of, question_of, shown
from policies.registry.kinds import vocabulary
from policies.registry.known import registers
from policies.rules.facts_file import GivenFacts


class AnswerForm(forms.Form):
    """The one question on the page."""

    def __init__(self, question: Question, language: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["answer"] = answer_field(question, language)


@dataclass(frozen=True, slots=True)
class Given:
    """An earlier answer as it is shown, with the name by which it can be changed."""

    name: str
    text: str
    answer: str


@dataclass
class Sitting:
    """The answers so far, judged; it lives as long as the request, and nothing of it is kept.

    `wanted`: the fact to ask for whatever the greedy choice says: one that is being changed, or was typed wrongly.
    """

    answers: dict[str, Answer]
    versions: Sequence[Version]
    ground: Ground
    language: str
    wanted: str = ""
    form: AnswerForm | None = None
    judged: list[Judged] = field(default_factory=list)

    def take(self, data: Mapping[str, str]) -> None:
        """What the visitor just did: changed an earlier answer, skipped the question, or answered it.

        Something about a fact that nobody asks for is left alone.
        """
        changed, asked = data.get("change", ""), data.get("asked", "")
        if changed:
            self.answers.pop(changed, None)
        self.judge()
        if not any((changed or asked) in one.asks for one in self.judged):
            return
        if changed:
            self.wanted = changed
            return
        question = question_of(asked, self.ground.words, self.language)
        form = AnswerForm(question, self.language, data)
        if "skip" in data:
            self.answers[asked] = None
        elif form.is_valid():
            self.answers[asked] = answer_of(question, form.cleaned_data["answer"])
        else:
            self.wanted, self.form = asked, form
        self.judge()

    def judge(self) -> None:
        """The policies with a rule stand as the answers say."""
        self.judged = judge([parsed_rule(version) for version in self.with_rule], self.answers, self.ground)

    @property
    def with_rule(self) -> list[Version]:
        """The versions that can be judged."""
        return [version for version in self.versions if version.is_executable]

    def asked(self) -> tuple[Question, AnswerForm] | None:
        """What to ask now, and the form; None when there is nothing left that an answer could decide."""
        name = self.wanted or next_fact(self.judged, self.answers, self.ground)
        if not name:
            return None
        question = question_of(name, self.ground.words, self.language)
        return question, self.form or AnswerForm(question, self.language)

    def waiting_for(self, name: str) -> list[Version]:
        """The open policies that the fact may decide."""
        return [version for version, one in zip(self.with_rule, self.judged, strict=True) if name in one.asks]

    @property
    def open_count(self) -> int:
        """How many policies an answer can still decide."""
        return sum(one.is_open for one in self.judged)

    def findings(self) -> list[Finding]:
        """Every policy that no answer can decide any more, told."""
        ground, facts = self.ground, self.ground.facts(self.answers)
        return [
            told_of(version, one.rule, one.verdict, facts, on=ground.on, words=ground.words, language=self.language)
            for version, one in zip(self.with_rule, self.judged, strict=True)
            if not one.is_open
        ]

    def given(self) -> list[Given]:
        """The answers as the list of answers shows them."""
        questions = ((name, question_of(name, self.ground.words, self.language)) for name in self.answers)
        return [Given(name, one.text, shown(one, self.answers[name], self.language)) for name, one in questions]


def present_ground() -> Ground:
    """The business day, the register of facts, and what the county knows for everybody."""
    shared = registers()
    county = GivenFacts(
        catalogues=shared.catalogues, figures=shared.figures, keys_used=shared.keys_used, history=shared.history
    )
    return Ground(business_today(), vocabulary(), county)
