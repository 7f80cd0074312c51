import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from quizzes.examining import BATCH, examine
from quizzes.models import Attempt


class Command(BaseCommand):
    help = "Look at new attempts for what stands out in them, and count it. Meant for every night; may be interrupted."

    def handle(self, *, verbosity, **options):
        waiting = Attempt.objects.filter(is_examined=False).count()
        is_shown, done = verbosity and sys.stderr.isatty(), 0
        with tqdm(total=waiting, desc="Attempts", unit="", disable=not is_shown) as progress:
            while number := examine(BATCH):
                progress.update(number)
                done += number
        self.stdout.write(f"{done:,} attempts were looked at.")
