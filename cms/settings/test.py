"""Tests: the real PostgreSQL, a movable clock, fast password hashing."""

import os

from cms.embedded import broker
from cms.settings.dev import *  # noqa: F403
from cms.settings.dev import VAR_DIR

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = VAR_DIR / "test-media"
# Its own numbered database of the broker: a worker of the demo never takes a test's message, nor the other way round.
CELERY_BROKER_URL = os.environ.get("BROKER_URL") or broker().url(1)
AXES_ENABLED = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
