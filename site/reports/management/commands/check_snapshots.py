from django.core.management.base import BaseCommand, CommandError

from reports.committee.actions import broken
from reports.committee.models import Snapshot


class Command(BaseCommand):
    help = "Check that no committee page was changed or removed since it was made; the exit code is 1 if one was."

    def handle(self, **options):
        units = Snapshot.objects.order_by("unit").values_list("unit", flat=True).distinct()
        found = [snapshot for unit in units for snapshot in broken(unit)]
        for snapshot in found:
            self.stdout.write(f"{snapshot.number}: not what was frozen, or one before it is missing")
        if found:
            raise CommandError(f"{len(found):,} pages do not hold.")
        self.stdout.write(f"{Snapshot.objects.count():,} pages hold.")
