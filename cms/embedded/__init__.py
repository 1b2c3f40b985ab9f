"""The PostgreSQL and the Valkey that come as wheels: shared by every process of this checkout."""

from functools import cache

from cms.embedded.places import ServerUnavailable, var_folder
from cms.embedded.postgres import Postgres
from cms.embedded.valkey import Valkey

__all__ = ["Postgres", "ServerUnavailable", "Valkey", "broker", "broker_url", "database", "database_url"]


@cache
def database() -> Postgres:
    """The embedded PostgreSQL of this checkout, running or not."""
    return Postgres(var_folder())


@cache
def broker() -> Valkey:
    """The embedded Valkey of this checkout, running or not."""
    return Valkey(var_folder())


def database_url() -> str:
    """The address of the database `zhida`; its server runs when this returns. Raises ServerUnavailable."""
    database().ensure()
    return database().url()


def broker_url() -> str:
    """The address Celery takes for the broker; its server runs when this returns. Raises ServerUnavailable."""
    broker().ensure()
    return broker().url()
