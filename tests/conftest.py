"""What every test may ask for: a database, a database to commit in, the business clock, and an honest list of skips."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django.plugin import DjangoDbBlocker

from cms.kernel.clock import SHANGHAI, business_now, move_clock
from cms.kernel.translations import compile_catalogues
from tests.databases import Workshop

OFFICE_OPENS = time(9)


def pytest_configure() -> None:
    """The English pages are as English as their catalogues; a busy machine's slowness is no fault of drawn input."""
    compile_catalogues()
    hypothesis.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.load_profile("house")


@pytest.fixture(scope="session")
def workshop(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workshop]:
    """Where this session's databases are made."""
    with django_db_blocker.unblock():
        shop = Workshop()
        shop.prepare()
    yield shop
    shop.keeper.close()


@pytest.fixture(scope="session")
def django_db_setup(workshop: Workshop, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of `db`: one clone for the session; each test's work in it is rolled back."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(workshop.cloned())
        yield
        with django_db_blocker.unblock():
            stack.close()


@dataclass(frozen=True)
class CommittedDatabase:
    """A database of one test's own: its name, and what a child process must find in its environment to use it."""

    name: str
    environment: dict[str, str]


@pytest.fixture
def committed_db(workshop: Workshop, django_db_blocker: DjangoDbBlocker) -> Iterator[CommittedDatabase]:
    """A fresh clone in which the test, its threads and its child processes really commit; thrown away afterwards."""
    with django_db_blocker.unblock(), workshop.cloned() as name:
        environment = {
            "DATABASE_URL": workshop.address(name),
            "BROKER_URL": settings.CELERY_BROKER_URL,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        }
        yield CommittedDatabase(name, environment)


class Clock:
    """The business clock in the test's hand; it moves forward only, and stands still between moves."""

    def set(self, to: date) -> datetime:
        """It is `to`: a moment, or 9:00 in Asia/Shanghai on a day."""
        moment = to if isinstance(to, datetime) else datetime.combine(to, OFFICE_OPENS)
        return move_clock(moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI))

    def forward(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> datetime:
        """It is so much later than it was."""
        return move_clock(business_now() + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))


@pytest.fixture
def clock() -> Clock:
    """The business clock; use beside `db` or `committed_db`."""
    return Clock()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that was skipped, with its reason: none is left out silently."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(f"not run: {len(skipped)} skipped")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
