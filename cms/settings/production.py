"""A county's servers: everything secret comes from the environment, and nothing is movable or started along the way."""

import os

from cms.settings.base import *  # noqa: F403
from cms.settings.base import database_settings
from cms.settings.house import *  # noqa: F403


def required(name: str) -> str:
    """The environment variable `name`; raises RuntimeError with its name when it is missing."""
    value = os.environ.get(name, "")
    if not value:
        raise RuntimeError(f"{name} must be set in production")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": database_settings(required("DATABASE_URL"))}
CELERY_BROKER_URL = required("BROKER_URL")
FIELD_KEYS = required("ZHIDA_FIELD_KEYS")
BANK_SECRET = required("BANK_SECRET")
BANK_URL = required("BANK_URL")
BANK_FILE_SECRET = required("BANK_FILE_SECRET") if os.environ.get("BANK_FOLDER") else ""
CUSTODIAN_ROOT = required("ZHIDA_CUSTODIAN_ROOT")
BUSINESS_CLOCK_MOVABLE = False
SECOND_FACTOR_REQUIRED = os.environ.get("ZHIDA_SECOND_FACTOR", "required") != "off"

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
# "starttls" (the usual port 587), "tls" from the first byte on (465), or nothing on a host of one's own (25).
_mail = os.environ.get("EMAIL_SECURITY", "")
if _mail not in {"", "starttls", "tls"}:
    raise RuntimeError(f"EMAIL_SECURITY is starttls or tls, not {_mail}")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail == "starttls", _mail == "tls"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or {"starttls": 587, "tls": 465}.get(_mail, 25))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or EMAIL_HOST_USER or "webmaster@localhost"
