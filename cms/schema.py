"""The database's schema brought up to date; an empty database in the order that costs least.

Django makes every model anew that is related, however distantly, to one that a migration changes. All of ours are
related to the user, and so are Wagtail's: with the borrowed packages' migrations first, their hundreds of steps do not
drag our tables along. The result is the same in either order.
"""

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_ours(app: AppConfig) -> bool:
    """Whether the app is part of the house and not of a package it uses."""
    path = Path(app.path)
    return path.is_relative_to(settings.PROJECT_DIR) and "site-packages" not in path.parts


def migrate() -> None:
    """Every migration is applied."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        ours = {app.label for app in apps.get_app_configs() if is_ours(app)}
        executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
