"""The tests' own ground: clones of a template, commits that harm nobody, a clock in the hand, skips that are named."""

import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connection, connections

from cms.kernel.clock import business_now
from cms.kernel.people.models import User
from tests.conftest import Clock, CommittedDatabase
from tests.databases import CLONE, TEMPLATE, Workshop

COUNT_IN_A_CHILD = """
import django; django.setup()
from cms.kernel.people.models import User
print(User.objects.filter(email="kept@example.test").count())
"""


def database_names(workshop: Workshop) -> set[str]:
    return {name for (name,) in workshop.keeper.execute("SELECT datname FROM pg_database").fetchall()}


def commit_a_user() -> None:
    User.objects.create(email="kept@example.test")
    connections.close_all()


def test_what_a_thread_commits_is_seen_by_a_child_process(committed_db: CommittedDatabase) -> None:
    thread = threading.Thread(target=commit_a_user)
    thread.start()
    thread.join()
    seen = subprocess.check_output(
        [sys.executable, "-c", COUNT_IN_A_CHILD], env=os.environ | committed_db.environment, text=True
    )
    assert (seen.strip(), User.objects.filter(email="kept@example.test").count()) == ("1", 1)


@pytest.mark.django_db
def test_what_another_test_committed_is_gone() -> None:
    assert connection.settings_dict["NAME"].startswith(CLONE)
    assert not User.objects.filter(email="kept@example.test").exists()


def test_a_clone_is_dropped_after_use(workshop: Workshop, committed_db: CommittedDatabase) -> None:
    with workshop.cloned() as name:
        assert {name, committed_db.name} <= database_names(workshop)
    assert name not in database_names(workshop)
    assert connection.settings_dict["NAME"] == committed_db.name


def test_databases_that_nobody_holds_are_dropped_and_held_ones_stay(workshop: Workshop) -> None:
    forgotten = {f"{TEMPLATE}older", f"{CLONE}killed"}
    with workshop.cloned() as held, psycopg.connect(workshop.address("postgres"), autocommit=True) as other:
        for name in forgotten:
            other.execute(f"CREATE DATABASE {name}")
        second = Workshop()
        second.prepare()
        second.keeper.close()
        names = database_names(workshop)
    assert {held, workshop.template} <= names
    assert forgotten.isdisjoint(names)


@pytest.mark.django_db
def test_the_clock_stands_where_it_is_set_and_moves_forward(clock: Clock) -> None:
    clock.set(date(2023, 3, 1))
    assert business_now() == datetime(2023, 3, 1, 1, tzinfo=UTC)
    clock.forward(days=2, hours=1)
    assert business_now() == datetime(2023, 3, 3, 2, tzinfo=UTC)


def test_a_test_without_a_database_cannot_reach_one() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()
