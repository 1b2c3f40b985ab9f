"""What a county's database must be before it serves: checked by `manage.py check --database default`."""

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from cms.kernel.checks import what_is_confirmed_is_on_disk


@pytest.mark.django_db
def test_a_server_that_may_forget_what_it_confirmed_is_an_error_where_the_clock_is_real(settings: Settings) -> None:
    settings.BUSINESS_CLOCK_MOVABLE = False
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        assert what_is_confirmed_is_on_disk(databases=["default"]) == []
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert [error.id for error in what_is_confirmed_is_on_disk(databases=["default"])] == ["kernel.E002"]
    settings.BUSINESS_CLOCK_MOVABLE = True
    assert what_is_confirmed_is_on_disk(databases=["default"]) == []
