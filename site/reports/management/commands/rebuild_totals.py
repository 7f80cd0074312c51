import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from communes.models import Unit
from courses.catalogue import courses, titles_of
from reports import actions, keeping, rebuilding
from reports.attendance import recounting as classes
from reports.groups import recounting as groups
from reports.lessons import recounting as lessons
from reports.models import ClassTotals, GroupTotals, LessonTotals
from reports.rollups import ANY_COURSE

# How each kind of totals is counted and mended.
WAYS = [
    (rebuilding.differences, actions.mend),
    (groups.differences, keeping.mend),
    (lessons.differences, keeping.mend),
    (classes.differences, keeping.mend),
]


class Command(BaseCommand):
    help = "Count the officials' totals anew from the records, report every difference and mend it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Only report; the exit code is 1 if anything differs.")

    @transaction.atomic
    def handle(self, *, check, verbosity, **options):
        rebuilding.hold_still()
        places, number = rebuilding.groups_of_units(), 0
        for units in tqdm(
            places, desc="Totals", unit=" groups of places", disable=not (verbosity and sys.stderr.isatty())
        ):
            for differences, mend in WAYS:
                found = list(differences(units))
                self.report(found)
                number += len(found)
                if not check:
                    mend(found)
        self.conclude(number, check)

    def report(self, found):
        names = Unit.objects.in_bulk({difference.cell.unit_id for difference in found} - {None})
        for one in found:
            place = names.get(one.cell.unit_id) or "no unit"
            self.stdout.write(f"{place} {what(one)}: {one.cell.measure} kept {one.kept}, counted {one.counted}")

    def conclude(self, number, check):
        if number and check:
            raise CommandError(f"{number:,} figures differ from the records. Run without --check to mend them.")
        mended = f"{number:,} figures differed from the records and were mended."
        self.stdout.write(mended if number else "The totals are what the records say; nothing differs.")


def what(difference) -> str:
    """When, and of what: “03/2026, sex female”."""
    table, cell = difference.table, difference.cell
    if table is GroupTotals:
        return f"{cell.month:%m/%Y}, {cell.dimension} {cell.value or 'not stated'}"
    if table is ClassTotals:
        return f"{cell.month:%m/%Y}, classes"
    if table is LessonTotals:
        return f"{cell.month:%m/%Y}, {titles_of({cell.lesson_key}, 'en').get(cell.lesson_key, cell.lesson_key)}"
    return f"{cell.day.strftime('%d/%m/%Y' if table.time_field == 'day' else '%m/%Y')}, {course_name(cell.course_key)}"


def course_name(key) -> str:
    if key == ANY_COURSE:
        return "any course"
    course = courses().get(key)
    return f"{next(iter(course.titles.values()))} ({key})" if course else str(key)
