"""Tests: the real PostgreSQL, a movable clock, fast password hashing, unhashed static files."""

from cms.settings.dev import *  # noqa: F403
from cms.settings.dev import STORAGES, VAR_DIR

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = VAR_DIR / "test-media"
AXES_ENABLED = False
