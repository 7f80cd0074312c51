"""A real installation. Every value that is its own comes from the environment; `check --deploy` must be clean."""

import os
import sys

from .base import *  # noqa: F403
from .base import caches, database


def required(name: str, example: str) -> str:
    """A value that only the operator knows; without it the site does not start, and says so in one sentence."""
    value = os.environ.get(name, "").strip()
    return value or sys.exit(f"Set {name} in the environment, for example {name}={example}")


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "$(openssl rand -base64 48)")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "hoc.example.vn").split(",")
DATABASES = {"default": database(required("DATABASE_URL", "postgres://name:password@localhost/education"))}
CACHES = caches(os.environ.get("REDIS_URL", ""))
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL") or f"https://{ALLOWED_HOSTS[0]}"

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many servers stand in front; without them all visitors would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", 60 * 60 * 24 * 365))
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"no-reply@{ALLOWED_HOSTS[0]}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
