"""The demo and an engineer's machine: movable clock, keys of its own, debug pages off unless asked for."""

import os

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES
from cms.settings.house import *  # noqa: F403

DEBUG = os.environ.get("ZHIDA_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "a key for the demo only; production has its own")
# Static files are served from where they lie: nothing to collect before the first page.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["*"]
BUSINESS_CLOCK_MOVABLE = True
FIELD_KEYS = os.environ.get("ZHIDA_FIELD_KEYS", "demo:emhpZGEgZGVtbyBrZXkgemhpZGEgZGVtbyBrZXkhISE=")
BANK_SECRET = os.environ.get("BANK_SECRET", "the sandbox bank's shared secret, for the demo only")
EMAIL_BACKEND = os.environ.get("ZHIDA_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
