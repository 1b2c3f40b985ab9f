"""The schema kept as SQL is the one that the migrations make."""

import pytest
from django.apps import apps
from django.db import connection

from cms.schema import HEAD, SCHEMA, is_ours, load_schema, migrations_key, schema_by_migrations

KEPT = SCHEMA.read_text(encoding="utf-8")


def test_it_stands_for_the_migrations_of_today() -> None:
    head = HEAD.match(KEPT)
    assert head is not None
    assert head["key"] == migrations_key(), "run manage.py write_schema"


@pytest.mark.usefixtures("committed_db")
def test_the_migrations_make_the_same() -> None:
    assert schema_by_migrations() == KEPT


@pytest.mark.usefixtures("committed_db")
def test_what_stands_for_other_migrations_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.schema.migrations_key", lambda: "0" * 16)
    assert load_schema() is False
    assert "policies_grant" in connection.introspection.table_names()


def declared() -> set[str]:
    """The names of all constraints and indexes that our models declare."""
    ours = [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]
    return {one.name for model in ours for one in (*model._meta.constraints, *model._meta.indexes)}


def standing() -> set[str]:
    """The names of all constraints and indexes of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_constraint_and_index_that_a_model_declares_stands() -> None:
    """Django takes a unique constraint with a condition away with the index of its one column, and says nothing."""
    assert declared() - standing() == set()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_live_attempt_per_payment")
    assert declared() - standing() == {"one_live_attempt_per_payment"}
