"""The site as a browser meets it in the journeys: as in production, but on one machine and without TLS."""

import os
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, caches, database

HOME = Path(os.environ["JOURNEYS_HOME"])

DEBUG = False
SECRET_KEY = "only-for-journeys"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'db.sqlite3'}")}
CACHES = caches("")
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
# Compressing would take longer than all journeys; the names with a fingerprint are what matters.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "config.storage.PlainSiteStaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
