"""Several questions are counted in one statement, each with the earliest of its moments or days."""

from datetime import date

import pytest
from django.db import models

from cms.kernel.calendar import CalendarDay
from cms.kernel.models import Membership, Party
from cms.kernel.roles import Role
from cms.kernel.tallying import Tally, tallied
from tests.conftest import Clock
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


def test_each_question_has_its_count_and_its_earliest_in_one_statement(clock: Clock, django_assert_num_queries) -> None:
    clock.set(date(2023, 2, 1))
    a_person(Role.EDITOR)
    first = a_person(Role.EDITOR).memberships.earliest("claimed_at").claimed_at
    CalendarDay.objects.create(day=date(2023, 5, 2), is_working=True, reason="x")
    CalendarDay.objects.create(day=date(2023, 5, 1), is_working=False, reason="x")
    questions: list[tuple[models.QuerySet, str]] = [
        (Membership.objects.order_by("-pk"), "claimed_at"),
        (CalendarDay.objects.all(), "day"),
        (Party.objects.none(), "name"),
        (CalendarDay.objects.filter(is_working=True), ""),
        (CalendarDay.objects.filter(day=date(2024, 1, 1)), "day"),
    ]
    with django_assert_num_queries(1):
        found = tallied(questions)
    assert found == [Tally(2, first), Tally(2, date(2023, 5, 1)), Tally(), Tally(1), Tally()]


def test_nothing_to_ask_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert tallied([(Party.objects.none(), "")]) == [Tally()]
