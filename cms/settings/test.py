"""Tests: the real PostgreSQL, a movable clock, fast password hashing."""

from cms.settings.dev import *  # noqa: F403
from cms.settings.dev import VAR_DIR

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = VAR_DIR / "test-media"
AXES_ENABLED = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
