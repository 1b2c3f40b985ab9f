"""The schema kept as SQL is the one that the migrations make."""

import pytest
from django.db import connection

from cms.schema import HEAD, SCHEMA, load_schema, migrations_key, schema_by_migrations

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
