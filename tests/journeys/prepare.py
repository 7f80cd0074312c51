"""Fills JOURNEYS_HOME for a server: `content` once for the same content, `looks` before every start."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.journeys.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from accounts.models import Membership, Role, User
from communes.models import Unit
from tests.journeys.people import PASSWORD, STAFF

MADE_UP_PEOPLE = 150


def content():
    """The register, the real courses, a few people with histories, and the staff."""
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)
    call_command("make_sample_people", people=MADE_UP_PEOPLE, verbosity=0)
    for email, (role, kind, code) in STAFF.items():
        if not User.objects.filter(email=email).exists():
            unit = Unit.objects.current().get(kind=kind, code=code)
            Membership.objects.create(user=User.objects.create_user(email, PASSWORD), role=Role(role), unit=unit)
    connection.close()


def looks():
    """Translations and static files as they are now."""
    call_command("compile_catalogues", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    {"content": content, "looks": looks}[sys.argv[1]]()
