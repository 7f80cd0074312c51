"""Counts of adults and targets in one sentence each."""

from datetime import date
from decimal import Decimal

from communes.models import Population
from reports.targets.models import Target


def counted(unit, adults, on=date(2026, 1, 1), **more):
    return Population.objects.create(unit=unit, adults=adults, counted_on=on, source="Report", **more)


def wanted(unit, number, kind="share", first=date(2026, 1, 1), last=date(2026, 12, 31), **more):
    fields = {"unit": unit, "kind": kind, "first_day": first, "last_day": last}
    return Target.objects.create(**fields, number=Decimal(number), **more)
