"""One small machine: an embedded SQLite, a secret made on first use. `make demo` and developers use it."""

import os

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR_DIR, caches, database

VAR_DIR.mkdir(exist_ok=True)


def kept_secret_key() -> str:
    """Made once and kept beside the database, so that no secret is in the repository and sign-ins survive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = kept_secret_key()
ALLOWED_HOSTS = ["*"] if DEBUG else ["localhost", "127.0.0.1", "[::1]", *filter(None, [os.environ.get("HOST")])]
if os.environ.get("HOST") == "0.0.0.0":  # noqa: S104 - asked for by the operator, to try the demo from a phone
    ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
CACHES = caches(os.environ.get("REDIS_URL", ""))
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
