from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from communes.models import Unit
from reports.indicators import importing
from reports.indicators.series import allowed_units

SAMPLE = Path(importing.__file__).parent / "data" / "early-2025.csv"
PROVINCE = "66"


class Command(BaseCommand):
    help = "Bring in the published figures of Phú Yên in early 2025, which is part of Đắk Lắk today."

    def handle(self, *, verbosity, **options):
        province = Unit.objects.current().provinces().filter(code=PROVINCE).first()
        if province is None:
            raise CommandError("There are no places yet. Run load_units first.")
        lines = importing.read(SAMPLE.read_bytes(), allowed_units(province), timezone.localdate())
        if troubles := [f"row {line.number}: {trouble}" for line in lines for trouble in line.troubles]:
            raise CommandError("; ".join(troubles))
        count = importing.keep(lines, None)
        if verbosity:
            self.stdout.write(f"{count} official figures brought in.")
