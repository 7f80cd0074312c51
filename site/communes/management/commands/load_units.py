import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communes.actions import load_register
from communes.register import DATA, RegisterError, read_register


class Command(BaseCommand):
    help = "Load the register of provinces, districts and communes, and what became of them on 1 July 2025."

    def add_arguments(self, parser):
        parser.add_argument("--directory", type=Path, default=DATA, help="Where the CSV files are.")

    def handle(self, *, directory, verbosity, **options):
        try:
            register = read_register(directory)
        except RegisterError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        total = sum(map(len, register.levels)) + len(register.successions)
        with tqdm(total=total, desc="Places", unit=" rows", disable=not (verbosity and sys.stderr.isatty())) as bar:
            counts = load_register(register, bar.update)
        if verbosity:
            self.stdout.write(summary(counts))


def summary(counts) -> str:
    """What changed, in a sentence."""
    if not counts["created"] and not counts["updated"]:
        return f"The register is already there: {counts['unchanged']:,} rows, nothing changed."
    return "Places: {created:,} rows created, {updated:,} updated, {unchanged:,} unchanged.".format(**counts)
