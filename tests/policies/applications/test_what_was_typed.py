"""Lines that enterprises type: kept whole, and no natural person's number is read in them by anybody else."""

from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.kernel.models import User
from policies.applications.completing import Said, save_draft, wanted_of
from policies.applications.models import Application
from policies.applications.services import submit_application
from tests.policies.applications.worlds import World, a_rule, a_world, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]

HIRES = ("hr.hires", "")
DAY = "2022-05-06"
NUMBERS: Final = [f"3408261990010{number:04}0" for number in range(30)]
"""Of persons nobody is."""
EACH_HIRE = {"multiply": [{"lines": {"of": "hr.hires", "take": "count", "distinct": "person"}}, {"yuan": "1000"}]}


@pytest.fixture
def world() -> World:
    """A thousand yuan for each person hired, of whom the state knows nothing yet."""
    return a_world(revenue=2_000_000, rule=a_rule(amount=EACH_HIRE))


def typed(world: World) -> str:
    """A line for each person, with the day of hiring and blanks for what else a line may say."""
    [hires] = [one.definition for one in wanted_of(world.begun())]
    blanks = "," * (len(hires.fields or {}) - 2)
    return "\n".join(f"{number},{DAY}{blanks}" for number in NUMBERS)


def saved(world: World) -> Application:
    """A draft with these lines and all else that is asked for."""
    said = Said(facts={HIRES: typed(world)}, proofs={HIRES: pdf()}, account_id=world.account(), scale="S")
    return save_draft(application_id=world.begun().pk, said=said, by=world.clerk)


def page(user: User, name: str, application: Application) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"policies:{name}", args=[application.pk])).content.decode()


def test_all_lines_come_back_into_the_form_as_they_were_typed(world: World) -> None:
    application = saved(world)
    [fact] = application.facts.all()
    assert (fact.text.reveal(), len(fact.value)) == (typed(world), len(NUMBERS))
    shown = page(world.clerk, "application", application)
    assert [number for number in NUMBERS if f'value="{number}"' not in shown] == []


def test_no_copy_of_the_database_shows_a_person_that_was_typed(world: World) -> None:
    submit_application(application_id=saved(world).pk, by=world.clerk)
    seen = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            rows = "\n".join(row for (row,) in cursor.fetchall())
            assert not [number for number in NUMBERS if number in rows], table
            seen |= {table} if DAY in rows else set()
    assert "policies_declaredfact" in seen  # the control: what else was typed is found


def test_those_who_judge_read_every_line_and_four_characters_of_a_person(world: World) -> None:
    application = submit_application(application_id=saved(world).pk, by=world.clerk)
    shown = page(world.reviewer, "review_application", application)
    assert shown.count(DAY) >= len(NUMBERS)
    assert NUMBERS[7][-4:] in shown
    assert not [number for number in NUMBERS if number in shown]
