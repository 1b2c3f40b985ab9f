"""The database's schema brought up to date; an empty database from `schema.sql`, which is what the migrations make.

Some three hundred borrowed migrations and our own take a minute to apply, nearly all of it Django imagining every
model as it once was. `manage.py write_schema` keeps their result as SQL, with the digest of the migrations it stands
for; a digest that is no longer true, or an older server, and the migrations run as ever. A test makes the same
database both ways.
"""

import hashlib
import inspect
import os
import re
import subprocess
from pathlib import Path
from typing import Final

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.transaction import atomic

from cms.embedded.postgres import binaries_folder

SCHEMA: Final = Path(__file__).with_name("schema.sql")
HEAD: Final = re.compile(r"-- migrations (?P<key>[0-9a-f]{16}) · PostgreSQL (?P<server>\d+)\n")
SESSION: Final = re.compile(
    r"^(SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*\);|\\(un)?restrict \w+|--|-- (Data for )?Name: .*; Type: .*|"
    r"-- PostgreSQL database dump.*|-- Dumped .*)\n+",
    re.MULTILINE,
)
"""What pg_dump says about the session it expects, and its headings; no statement inside a function reads like it."""
MOMENT: Final = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+\d\d'")
PLACE: Final = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "PASSWORD": "PASSWORD", "DATABASE": "NAME"}
PLAIN: Final = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100")
RANDOM: Final = re.compile(r"'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")


def migrate() -> None:
    """Every migration is applied."""
    is_empty = (
        not MigrationExecutor(connection).loader.applied_migrations and not connection.introspection.table_names()
    )
    if is_empty and not load_schema():
        apply_borrowed_first()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def migrations_key() -> str:
    """What the schema is made of: a digest of every migration's name and text, the frameworks' included."""
    digest = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(f"{app}.{name}\n".encode())
        digest.update(Path(inspect.getfile(type(migration))).read_bytes())
    return digest.hexdigest()[:16]


def load_schema() -> bool:
    """The empty database is what `schema.sql` says; False, and still empty, when that is not today's or not for it."""
    text = SCHEMA.read_text(encoding="utf-8") if SCHEMA.exists() else ""
    head = HEAD.match(text)
    if head is None or head["key"] != migrations_key() or _server_version() < int(head["server"]):
        return False
    with atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL check_function_bodies = off")  # functions come before the tables they read
        cursor.execute(text)
    return True


def apply_borrowed_first() -> None:
    """The borrowed packages' migrations are applied: before ours, whose tables they would otherwise drag along."""
    executor = MigrationExecutor(connection)
    ours = {app.label for app in apps.get_app_configs() if is_ours(app)}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])


def is_ours(app: AppConfig) -> bool:
    """Whether the app is part of the house and not of a package it uses."""
    path = Path(app.path)
    return path.is_relative_to(settings.PROJECT_DIR) and "site-packages" not in path.parts


def schema_by_migrations() -> str:
    """The SQL of what the migrations make of an empty database; moments and random keys are made anew by each county.

    A database of its own is made on the server, and dropped. Raises CalledProcessError when pg_dump fails.
    """
    told = connection.settings_dict
    before, scratch = told["NAME"], f"{told['NAME']}_schema"
    _in_no_transaction(f'DROP DATABASE IF EXISTS "{scratch}"', f'CREATE DATABASE "{scratch}"')
    try:
        connection.close()
        told["NAME"] = scratch
        apply_borrowed_first()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        server = _server_version()
        dumped = _dumped()
    finally:
        connection.close()
        told["NAME"] = before
        _in_no_transaction(f'DROP DATABASE IF EXISTS "{scratch}"')
    statements = RANDOM.sub("gen_random_uuid()", MOMENT.sub("now()", SESSION.sub("", dumped)))
    return f"-- migrations {migrations_key()} · PostgreSQL {server}\n{statements}"


def _server_version() -> int:
    """The server's major version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def _in_no_transaction(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _dumped() -> str:
    told = connection.settings_dict
    where = {f"PG{name}": str(told[key]) for name, key in PLACE.items() if told[key]}
    command = [str(binaries_folder() / "pg_dump"), *PLAIN]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | where)
    return done.stdout
