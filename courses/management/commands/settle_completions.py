import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from courses.settling import settle, unfinished


class Command(BaseCommand):
    help = "Completes courses whose rule has become looser. Meant for every night; may be interrupted."

    def handle(self, *, verbosity, **options):
        is_shown, done = verbosity and sys.stderr.isatty(), 0
        with tqdm(total=unfinished(), desc="People", unit="", disable=not is_shown) as progress:
            for people, completions in settle():
                progress.update(people)
                done += completions
        self.stdout.write(f"{done:,} courses were found to be completed.")
