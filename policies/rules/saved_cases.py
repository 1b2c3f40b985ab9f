"""Saved cases: facts with the verdict that a rule must give on them; kept with a policy and run whenever it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from policies.rules.evaluation import evaluate
from policies.rules.facts import Label, Vocabulary
from policies.rules.facts_file import GivenFacts, facts_from_json
from policies.rules.problems import FaultyFacts, Problem, pointer, problem
from policies.rules.reading import exact_number
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict, VerdictOutcome
from policies.rules.vocabulary import VOCABULARY
from policies.rules.wording.sentences import OUTCOMES

MOST_CASES: Final = 200
LONGEST_NAME: Final = 120
KEYS: Final = ("name", "given", "outcome", "amount")


@dataclass(frozen=True, slots=True)
class SavedCase:
    """Facts and the verdict that must come of them. `amount`: yuan, where it is met and an amount was named."""

    name: str
    given: GivenFacts
    on: date
    outcome: VerdictOutcome
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case came out: the verdict, or None where the case itself cannot be read (`problems`)."""

    name: str
    holds: bool
    expected: Label
    found: Label
    verdict: Verdict | None = None
    problems: tuple[Problem, ...] = ()


def read_case(document: Any, path: str, vocabulary: Vocabulary = VOCABULARY) -> SavedCase:
    """The case that a JSON object stands for. Raises FaultyFacts with every fault at its place."""
    if not isinstance(document, Mapping):
        raise FaultyFacts([problem("not_an_object", path, found=type(document).__name__)])
    faults = [
        problem("unknown_key", pointer(path, key), key=key, known=", ".join(KEYS))
        for key in document
        if key not in KEYS
    ]
    outcome = document.get("outcome")
    if outcome not in list(VerdictOutcome):
        faults.append(problem("not_a_choice", pointer(path, "outcome"), found=outcome, known=", ".join(VerdictOutcome)))
    amount = document.get("amount")
    number = exact_number(amount) if isinstance(amount, (str, int, Decimal)) and amount != "" else None
    if amount not in (None, "") and number is None:
        faults.append(problem("not_a_number", pointer(path, "amount"), found=amount))
    given = GivenFacts()
    try:
        given = facts_from_json(document.get("given", {}), vocabulary)
    except FaultyFacts as faulty:
        here = pointer(path, "given")
        faults += [Problem(p.code, here + p.path, p.message, p.remedy, p.severity) for p in faulty.problems]
    if given.decided_on is None and not faults:
        faults.append(problem("missing_key", pointer(path, "given"), key="on"))
    if faults or given.decided_on is None:
        raise FaultyFacts(faults)
    name = str(document.get("name", ""))[:LONGEST_NAME]
    return SavedCase(name, given, given.decided_on, VerdictOutcome(str(outcome)), number)


def run_case(rule: Rule, case: SavedCase, vocabulary: Vocabulary = VOCABULARY) -> CaseResult:
    """Whether the (checked) rule says of the case's facts what the case says it must."""
    verdict = evaluate(
        rule,
        case.given,
        decided_on=case.on,
        assessed=case.given.assessed,
        applied_on=case.given.applied_on,
        vocabulary=vocabulary,
    )
    holds = verdict.outcome is case.outcome and (case.amount is None or _yuan(verdict) == case.amount)
    return CaseResult(
        case.name, holds, _told(case.outcome, case.amount), _told(verdict.outcome, _yuan(verdict)), verdict
    )


def run_cases(rule: Rule, documents: Any, vocabulary: Vocabulary = VOCABULARY) -> list[CaseResult]:
    """How every case of a JSON list came out, in order; one that cannot be read does not hold."""
    if not isinstance(documents, Sequence) or isinstance(documents, str):
        documents = [documents]
    results = []
    for index, document in enumerate(documents[:MOST_CASES]):
        try:
            results.append(run_case(rule, read_case(document, f"/{index}", vocabulary), vocabulary))
        except FaultyFacts as faulty:
            name = str(document.get("name", "")) if isinstance(document, Mapping) else ""
            first = faulty.problems[0]
            where = first.path or "/"
            unread = Label(f"无法读取（{where} {first.message.zh}）", f"unreadable ({where} {first.message.en})")
            results.append(CaseResult(name[:LONGEST_NAME], False, Label("", ""), unread, problems=faulty.problems))
    return results


def _yuan(verdict: Verdict) -> Decimal | None:
    return None if verdict.amount_fen is None else Decimal(verdict.amount_fen).scaleb(-2)


def _told(outcome: VerdictOutcome, amount: Decimal | None) -> Label:
    label = OUTCOMES[outcome]
    if amount is None:
        return label
    return Label(f"{label.zh}，{amount:,.2f}元", f"{label.en}, {amount:,.2f} yuan")
