"""Every example of docs/RULES.md gives what the page says."""

import re
from pathlib import Path

import pytest

from policies.rules.checking import errors_of
from policies.rules.evaluation import evaluate
from policies.rules.explanation import explain
from policies.rules.facts_file import facts_from_text
from policies.rules.yaml_form import rule_from_yaml

PAGE = Path(__file__).parents[3] / "docs" / "RULES.md"
EXAMPLE = re.compile(r"```yaml\n(?P<rule>.*?)```\n```json\n(?P<facts>.*?)```\n```text\n(?P<told>.*?)```", re.DOTALL)
EXAMPLES = [found.groupdict() for found in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("example", EXAMPLES, ids=[re.search(r"EX-\d+", one["rule"])[0] for one in EXAMPLES])  # type: ignore[index]
def test_an_example_gives_what_the_page_says(example: dict[str, str]) -> None:
    rule, facts = rule_from_yaml(example["rule"]), facts_from_text(example["facts"])
    assert errors_of(rule) == []
    assert facts.decided_on is not None
    verdict = evaluate(rule, facts, decided_on=facts.decided_on, assessed=facts.assessed, applied_on=facts.applied_on)
    told = [str(line) for line in explain(verdict)]
    wanted = example["told"].rstrip().splitlines()
    assert told[: len(wanted)] == wanted


def test_the_page_has_an_example_for_every_part() -> None:
    assert len(EXAMPLES) == 26


def test_the_facts_file_of_the_page_can_be_read() -> None:
    first = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert first is not None
    assert facts_from_text(first[1]).assessed is not None
