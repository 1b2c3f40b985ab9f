"""Tests assert something, say why they skip, and never flush tables that only grow."""

import ast
from collections.abc import Iterator

from tests.house.reading import Source, functions, sources_of_tests

FLUSHING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
ASSERTING_CALLS = ("assert", "raises", "fail", "check", "expect", "refuse", "same", "run_state_machine")


MARKS = {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}


def named(call: ast.Call, argument: str) -> bool:
    """Whether the call gives this keyword."""
    return any(keyword.arg == argument for keyword in call.keywords)


def asserts(function: ast.AST, helpers: set[str]) -> bool:
    """Whether the function has an assert, a `raises`, or calls a function of its file that has one."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in helpers or name.startswith(ASSERTING_CALLS):
                return True
    return False


def without_an_assertion(source: Source) -> Iterator[str]:
    helpers = {function.name for function in functions(source.tree) if asserts(function, set())}
    for function in functions(source.tree):
        if function.name.startswith("test_") and not asserts(function, helpers - {function.name}):
            yield f"{source.path}:{function.lineno} {function.name}"


def asserting_a_constant(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant):
            yield f"{source.path}:{node.lineno}"


def flushing(source: Source) -> Iterator[str]:
    """Append-only tables refuse TRUNCATE: a test that commits asks for `committed_db`."""
    for function in functions(source.tree):
        arguments = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
        if function.name.startswith("test_") and arguments & FLUSHING:
            yield f"{source.path}:{function.lineno} {function.name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("django_db") and named(node, "transaction"):
            yield f"{source.path}:{node.lineno}"


def skips_without_a_reason(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call | ast.Attribute):
            continue
        name = ast.unparse(node.func if isinstance(node, ast.Call) else node)
        if name == "pytest.skip" and isinstance(node, ast.Call) and not (node.args or node.keywords):
            yield f"{source.path}:{node.lineno}"
        if name in MARKS and isinstance(node, ast.Call) and not named(node, "reason"):
            yield f"{source.path}:{node.lineno}"


RULES = (without_an_assertion, asserting_a_constant, flushing, skips_without_a_reason)

BAD = """
import pytest
pytestmark = pytest.mark.django_db(transaction=True)
@pytest.mark.skip()
def test_nothing(): print(1)
def test_truth(): assert True
"""


def test_every_test_asserts_says_why_it_skips_and_never_flushes() -> None:
    assert [fault for source in sources_of_tests() for rule in RULES for fault in rule(source)] == []


def test_these_rules_can_fail() -> None:
    assert [rule.__name__ for rule in RULES if not list(rule(Source("tests/test_bad.py", BAD)))] == []
