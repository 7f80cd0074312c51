import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from communes.models import Unit
from courses.catalogue import courses
from reports import rebuilding
from reports.actions import mend
from reports.groups import recounting
from reports.rollups import ANY_COURSE


class Command(BaseCommand):
    help = "Count the officials' totals anew from the records, report every difference and mend it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Only report; the exit code is 1 if anything differs.")

    @transaction.atomic
    def handle(self, *, check, verbosity, **options):
        rebuilding.hold_still()
        groups, number = rebuilding.groups_of_units(), 0
        for units in tqdm(
            groups, desc="Totals", unit=" groups of places", disable=not (verbosity and sys.stderr.isatty())
        ):
            found = list(rebuilding.differences(units))
            of_groups = list(recounting.differences(units))
            self.report(found)
            self.report_groups(of_groups)
            number += len(found) + len(of_groups)
            if not check:
                mend(found)
                recounting.mend(of_groups)
        self.conclude(number, check)

    def report(self, found):
        names = Unit.objects.in_bulk({difference.cell.unit_id for difference in found} - {None})
        for difference in found:
            cell = difference.cell
            when = cell.day.strftime("%d/%m/%Y" if difference.table.time_field == "day" else "%m/%Y")
            self.stdout.write(
                f"{names.get(cell.unit_id) or 'no unit'} {when}, {course_name(cell.course_key)}: "
                f"{cell.measure} kept {difference.kept}, counted {difference.counted}"
            )

    def report_groups(self, found):
        names = Unit.objects.in_bulk({difference.cell.unit_id for difference in found})
        for difference in found:
            cell = difference.cell
            self.stdout.write(
                f"{names[cell.unit_id]} {cell.month:%m/%Y}, {cell.dimension} {cell.value or 'not stated'}: "
                f"{cell.measure} kept {difference.kept}, counted {difference.counted}"
            )

    def conclude(self, number, check):
        if number and check:
            raise CommandError(f"{number:,} figures differ from the records. Run without --check to mend them.")
        mended = f"{number:,} figures differed from the records and were mended."
        self.stdout.write(mended if number else "The totals are what the records say; nothing differs.")


def course_name(key) -> str:
    if key == ANY_COURSE:
        return "any course"
    course = courses().get(key)
    return f"{next(iter(course.titles.values()))} ({key})" if course else str(key)
