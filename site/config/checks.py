"""What an installation needs before it can do its work; `manage.py check --database default` tells."""

from django.conf import settings
from django.core import checks
from django.db import connection

from .health import is_behind


@checks.register(checks.Tags.database)
def a_home_page_in_each_language(databases=None, **kwargs):
    from pages.models import HomePage

    if not databases or is_behind(connection):
        return []
    known = set(HomePage.objects.live().values_list("locale__language_code", flat=True))
    missing = [str(name) for code, name in settings.LANGUAGES if code not in known]
    hint = "Run manage.py load_courses, or make one in the editor."
    return [checks.Warning(f"There is no home page in {name}.", hint=hint, id="config.W001") for name in missing]


@checks.register(checks.Tags.database)
def a_table_for_the_shared_cache(databases=None, **kwargs):
    cache = settings.CACHES["default"]
    if not databases or not cache["BACKEND"].endswith("DatabaseCache"):
        return []
    if cache["LOCATION"] in connection.introspection.table_names():
        return []
    hint = "Run manage.py createcachetable."
    return [checks.Warning("The table of the shared cache is missing.", hint=hint, id="config.W002")]


@checks.register(checks.Tags.security, deploy=True)
def a_gateway_for_text_messages(**kwargs):
    if settings.OUTBOUND_CHANNELS["phone"] != "accounts.channels.ConsoleChannel":
        return []
    hint = "Set PHONE_CHANNEL to a class with send(address, subject, text), as in accounts/channels.py."
    return [checks.Warning("Codes for phone numbers reach nobody but the log.", hint=hint, id="config.W003")]
