"""A page that is only read asks once for what is the same throughout; what may write asks each time."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.kernel.reading import ReadingMiddleware, once, reading

answers: list[int] = []


@once
def question(about: int) -> int:
    """Answered anew each time it is truly asked."""
    answers.append(about)
    return len(answers)


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    answers.clear()


def test_inside_a_reading_the_same_question_has_the_same_answer() -> None:
    with reading():
        assert (question(1), question(1), question(2)) == (1, 1, 2)
    assert question(1) == 3


def test_outside_a_reading_every_question_is_asked() -> None:
    assert (question(1), question(1)) == (1, 2)


@pytest.mark.parametrize(("method", "told"), [("get", "1 1"), ("post", "1 2")])
def test_only_a_request_that_reads_is_a_reading(method: str, told: str) -> None:
    def view(_request: object) -> HttpResponse:
        return HttpResponse(f"{question(1)} {question(1)}")

    request = getattr(RequestFactory(), method)("/")
    assert ReadingMiddleware(view)(request).content.decode() == told


def test_two_questions_with_equal_arguments_are_not_taken_for_one_another() -> None:
    @once
    def another(about: int) -> str:
        return f"another {about}"

    with reading():
        assert (question(1), another(1)) == (1, "another 1")
