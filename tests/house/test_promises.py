"""docs/PROMISES.md is true: every promise names tests, every named test stands, and the table is the one written."""

import ast
from collections.abc import Iterable

from tests.house.reading import PROJECT
from tests.promises import PROMISES, TABLE, Promise, figures_of, written


def faults(promises: Iterable[Promise]) -> list[str]:
    """Promises without a test, and named tests that do not stand."""
    found = []
    for promise in promises:
        named = (*promise.tests, *promise.by_hand)
        if not named:
            found.append(f"no test: {promise.says}")
        found += [f"no such test: {test}" for test in named if not stands(test)]
    return found


def stands(test: str) -> bool:
    """Whether the file holds a test function of that name."""
    path, _separator, name = test.partition("::")
    file = PROJECT / path
    if not file.exists():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def test_every_promise_names_tests_that_stand() -> None:
    assert faults(PROMISES) == []


def test_the_table_is_the_one_written_and_has_a_figure_for_each() -> None:
    text = TABLE.read_text(encoding="utf-8")
    figures = figures_of(text)
    assert text == written(figures)
    assert [promise.says for promise in PROMISES if promise.says not in figures] == []


def test_a_promise_without_a_test_would_be_found() -> None:
    wrong = [Promise("nothing is lost", ()), Promise("all is well", ("tests/house/test_promises.py::test_no_such",))]
    assert faults(wrong) == ["no test: nothing is lost", "no such test: tests/house/test_promises.py::test_no_such"]
