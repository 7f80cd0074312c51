import errno
import os
import socket
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.demo import ACCOUNTS, Done, fingerprint, sign_ins
from config.health import is_behind

BASE, VAR = settings.BASE_DIR, settings.VAR_DIR
PLACES = [BASE / "site" / "communes" / "data"]
PAGES = [BASE / "site" / "pages" / "content"]
COURSES = [BASE / "courses" / "content"]
STATIC = [
    BASE / "requirements.txt",
    *(BASE / place for place in ("site/static", "courses/static", "quizzes/static")),
    *BASE.glob("site/*/static"),
]
GREETING = """
Ready: {url}  (English: {url}en/)

Staff sign in at {url}accounts/login/
{accounts}

These passwords were made at random on this machine and are kept in var/demo_accounts.json.
Stop with Ctrl+C. What people did stays; `rm -r var` begins anew.
"""

TROUBLES = {
    errno.EADDRINUSE: "another program uses that port. Choose another: make demo PORT=8001",
    errno.EADDRNOTAVAIL: "this machine has no such address. Choose another: make demo HOST=127.0.0.1",
    errno.EACCES: "only the administrator may use that port. Choose another: make demo PORT=8000",
}


class Command(BaseCommand):
    help = "Prepare whatever a demo needs and is not there yet, say how to sign in, and serve."
    requires_system_checks = []

    def handle(self, **options):
        host, port = free_address(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
        self.prepare()
        accounts = sign_ins(VAR / "demo_accounts.json")
        self.step_once("Classes", "make_sample_classes", "once", trainer=ACCOUNTS[0].email)
        shown = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104
        self.say(
            GREETING.format(
                url=f"http://{bracketed(shown)}:{port}/",
                accounts="\n".join(f"  {email:<24} {password}" for email, password in accounts.items()),
            )
        )
        serve(host, port)

    def prepare(self):
        self.done = Done(VAR / "demo.json")
        if "django_migrations" not in connection.introspection.table_names():
            self.done.forget()
        call_command("compile_catalogues", verbosity=0)
        if is_behind(connection):
            self.step("Database", "migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.step_once("Places", "load_units", fingerprint(*PLACES))
        self.step_once("Pages", "load_pages", fingerprint(*PAGES))
        self.step_once("Courses", "load_courses", fingerprint(*COURSES))
        self.step_once("Made-up people", "make_sample_people", "with adults and a target")
        self.step_once("Official figures of early 2025", "load_sample_indicators", "once", verbosity=0)
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self.done.forget("collectstatic")
        self.step_once("Styles and scripts", "collectstatic", fingerprint(*STATIC), interactive=False, verbosity=0)

    def step_once(self, name, command, inputs, **options):
        if not self.done.is_fresh(command, inputs):
            self.step(name, command, **options)
            self.done.keep(command, inputs)

    def step(self, name, command, **options):
        started = time.monotonic()
        self.say(f"{name} …")
        call_command(command, **options)
        self.say(f"{name}: done in {time.monotonic() - started:.0f} s")

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def free_address(host, port):
    """The address to serve at, or a sentence that says why it can't be had."""
    if not (port.isdecimal() and 1 <= int(port) <= 65535):
        raise CommandError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        family, _type, _protocol, _name, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except socket.gaierror as error:
        raise CommandError(f"HOST must be an address of this machine, not {host!r}.") from error
    except OSError as error:
        reason = TROUBLES.get(error.errno, os.strerror(error.errno))
        raise CommandError(f"Can't serve on {host}, port {port}: {reason}") from error
    return host, int(port)


def bracketed(host):
    return f"[{host}]" if ":" in host else host


def serve(host, port):
    """Become the web server: one process with a few threads is enough for a demo and small on memory."""
    words = ["-m", "gunicorn", "config.wsgi:application", "--pythonpath", str(BASE / "site")]
    words += ["--bind", f"{bracketed(host)}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "4"]
    words += ["--log-level", "warning", "--no-control-socket"]
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606
