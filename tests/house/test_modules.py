"""Style that a machine can judge, module by module; every rule shows that it can fail."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.reading import Source, app_sources, functions, sources_of_tests

FILE_LINES = 400
FUNCTION_LINES = 60
BANNED_NAMES = re.compile(r"(^|/|_)(utils?|helpers?|common|misc|managers?|handlers?|base|stuff|tools)(\.py|/|_)")
NAMES_OF_FRAMEWORKS = {"cms/settings/base.py"}
MONEY_ROOMS = (
    "cms/kernel/money.py",
    "policies/budgets/",
    "policies/disbursement/",
    "policies/grants/",
    "policies/rules/",
    "marketplace/awards/",
    "marketplace/bidding/",
    "marketplace/contracts/",
    "marketplace/needs/",
    "marketplace/selection/",
    "marketplace/trade/",
)
NO_MONEY = re.compile(r"second|timeout|sleep|pause|until|due_at|now: |_pending\(float\(.inf|isinstance\(", re.I)
INTENT = re.compile(r"^\d{4}_(?!auto|initial|alter|merge|remove_|add_)[a-z0-9_]{8,}\.py$")


def without_a_purpose(source: Source) -> Iterator[str]:
    """A module with code says in one docstring what it is for; an empty package is only a folder."""
    if source.tree.body and not ast.get_docstring(source.tree) and not source.is_migration:
        yield source.path


def badly_named(source: Source) -> Iterator[str]:
    if BANNED_NAMES.search(source.path) and source.path not in NAMES_OF_FRAMEWORKS:
        yield source.path


def imports_inside_functions(source: Source) -> Iterator[str]:
    for function in functions(source.tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{source.path}:{node.lineno}"


def too_long(source: Source) -> Iterator[str]:
    if source.is_migration:
        return
    if (lines := source.text.count("\n")) > FILE_LINES:
        yield f"{source.path}: {lines} lines"
    for function in functions(source.tree):
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES:
            yield f"{source.path}:{function.lineno} {function.name}: {lines} lines"


def floats(source: Source) -> Iterator[str]:
    """Binary fractions where money is counted. Moments, waits and the odds of a rehearsed fault are no money."""
    if not source.path.startswith(MONEY_ROOMS) or source.path.endswith("/faults.py"):
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(attr="FloatField" | "Float64" | "Float32"):
                yield f"{source.path}:{node.lineno}"
            case ast.Name(id="float") | ast.Constant(value=float()) if not is_no_money(source, node):
                yield f"{source.path}:{node.lineno}"


def is_no_money(source: Source, node: ast.expr) -> bool:
    """Whether the line speaks of a moment or a wait, or refuses a float."""
    return NO_MONEY.search(source.text.splitlines()[node.lineno - 1]) is not None


def migrations_without_intent(source: Source) -> Iterator[str]:
    name = source.path.rpartition("/")[2]
    if source.is_migration and name != "__init__.py" and not INTENT.match(name):
        yield source.path


RULES = {
    without_a_purpose: ("cms/a.py", "X = 1\n"),
    badly_named: ("cms/kernel/date_utils.py", '"""Dates."""\n'),
    imports_inside_functions: ("cms/a.py", "def f():\n    import os\n"),
    too_long: ("cms/a.py", "def f():\n" + "    pass\n" * FUNCTION_LINES),
    floats: ("policies/budgets/a.py", "share = 0.5 * amount\n"),
    migrations_without_intent: ("cms/kernel/migrations/0002_auto_20260101.py", ""),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_is(rule) -> None:
    assert [fault for source in app_sources() for fault in rule(source)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_this_rule_can_fail(rule) -> None:
    assert list(rule(Source(*RULES[rule])))


@pytest.mark.parametrize("rule", [without_a_purpose, badly_named, too_long], ids=lambda rule: rule.__name__)
def test_no_test_module_is(rule) -> None:
    assert [fault for source in sources_of_tests() for fault in rule(source)] == []
