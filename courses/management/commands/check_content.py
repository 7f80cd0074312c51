from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from courses.gates.checking import findings_of, refusals
from courses.models import LessonPage, Rehearsal


class Command(BaseCommand):
    help = "Runs all gates over the live lessons and rehearsals, and fails where one of them would be refused today."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Also print what only informs.")

    def handle(self, all, verbosity, **options):
        live = [model.objects.filter(live=True).select_related("locale") for model in (LessonPage, Rehearsal)]
        things = [thing for rows in live for thing in rows.order_by("pk")]
        counts, refused = Counter(), 0
        for thing in tqdm(things, desc="Gates", disable=None if verbosity else True):
            found = findings_of(thing)
            counts.update(finding.kind for finding in found if not finding.refuses)
            refused += bool(refusals(found))
            for finding in found if all else refusals(found):
                self.stdout.write(
                    f"{finding.severity.name} {finding.kind} {thing} ({thing.locale}): {finding.sentence}"
                )
        if verbosity:
            told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
            self.stdout.write(f"{len(things)} lessons and rehearsals, {refused} refused. To know: {told or 'nothing'}.")
        if refused:
            raise CommandError(f"{refused} would be refused today. The lines above say what to mend.")
