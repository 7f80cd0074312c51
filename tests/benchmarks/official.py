"""How long officials wait, at ten thousand, a million and ten million completions: a program of its own.

The environment names the database, a PostgreSQL made for it: DATABASE_URL. Prints a table on stderr, figures as JSON.
"""

import json
import resource
import statistics
import sys
import time

import django

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import Membership, Role, User  # noqa: E402
from communes.models import Unit  # noqa: E402
from courses.catalogue import courses  # noqa: E402
from reports.models import MonthlyTotals  # noqa: E402
from tests.benchmarks import exports, synthetic  # noqa: E402

SIZES = (10_000, 1_000_000, 10_000_000)
# Counted anew from every record as well, where that takes minutes and not an hour.
CHECKED = 1_000_000
TIMES = 9


def measure(sizes=SIZES) -> dict:
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)
    milliseconds, lines = {}, []
    for size in sizes:
        seconds = timed(synthetic.fill, size)
        milliseconds[size] = {name: waited(client, address) for name, client, address in pages()}
        found = f"{MonthlyTotals.objects.count():,} rows by month"
        lines.append(f"{size:>12,} completions, filled in {seconds:.0f} s, {found}, {checked(size)}")
    lines += table(milliseconds)
    print("\n".join(lines), file=sys.stderr)
    slowest = {size: max(found.values()) for size, found in milliseconds.items()}
    page = max(milliseconds[sizes[-1]], key=milliseconds[sizes[-1]].get)
    growth = milliseconds[sizes[-1]][page] / milliseconds[sizes[0]][page]
    found = {"official_page_ms": round(slowest[sizes[-1]]), "official_page_growth": round(growth, 2)}
    return found | exports.measure()


def checked(size) -> str:
    if size > CHECKED:
        return "not counted anew"
    try:
        seconds = timed(call_command, "rebuild_totals", check=True, verbosity=0)
    except CommandError as error:
        raise RuntimeError(f"rebuild_totals at {size:,}: {error}") from error
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # of the whole process so far
    return f"counted anew in {seconds:.0f} s, at most {most} MB: agrees"


def timed(action, *arguments, **options) -> float:
    started = time.perf_counter()
    action(*arguments, **options)
    return time.perf_counter() - started


def pages():
    """(name, somebody who may see it, address): of the province and the commune with the most people."""
    busiest = MonthlyTotals.objects.values("unit").annotate(n=Sum("learners")).order_by("-n")
    commune = Unit.objects.get(pk=busiest.filter(unit__kind="commune").first()["unit"])
    widest = Unit.objects.current().provinces().annotate(n=Count("children")).order_by("-n").first()
    administrator, official = signed_in(None, None), signed_in(Role.COMMUNE_OFFICIAL, commune)
    above = signed_in(Role.PROVINCE_OFFICIAL, widest)
    yield "country", administrator, reverse("reports:country")
    yield "province", above, reverse("reports:unit", args=[widest.pk])
    yield "commune from above", above, reverse("reports:unit", args=[widest.children.current().first().pk])
    yield "own commune", official, reverse("reports:unit", args=[commune.pk])
    yield "a course in a province", above, reverse("reports:course", args=[widest.pk, next(iter(courses()))])
    yield "evidence of a province", above, reverse("reports:evidence", args=[widest.pk])


def signed_in(role, unit) -> Client:
    address = f"{role or 'administrator'}@example.org"
    user = User.objects.filter(email=address).first()
    user = user or User.objects.create_user(address, is_superuser=role is None, is_staff=role is None)
    Membership.objects.filter(user=user).delete()
    if role:
        Membership.objects.create(user=user, role=role, unit=unit)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def waited(client, address) -> float:
    """Milliseconds, in the middle of several times; the first is not counted."""
    found = []
    for _number in range(TIMES + 1):
        started = time.perf_counter()
        response = client.get(address)
        found.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered {response.status_code}.")
    return statistics.median(found[1:])


def table(milliseconds) -> list[str]:
    sizes = list(milliseconds)
    heads = "".join(f"{size:>14,}" for size in sizes)
    lines = [f"{'ms':<26}{heads}{'growth':>10}"]
    for name in milliseconds[sizes[0]]:
        row = [milliseconds[size][name] for size in sizes]
        lines.append(f"{name:<26}{''.join(f'{value:>14.0f}' for value in row)}{row[-1] / row[0]:>10.2f}")
    return lines


if __name__ == "__main__":
    print(json.dumps(measure(tuple(int(word) for word in sys.argv[1:]) or SIZES)))
