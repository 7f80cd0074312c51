import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from quizzes.models import Attempt
from quizzes.tallying import forget, tally


class Command(BaseCommand):
    help = "Put the answers that were sent into the figures of questions. Run it every hour or so."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anew",
            action="store_true",
            help="Count all attempts anew; people whose records were deleted are then no longer in the figures.",
        )

    def handle(self, *, anew, verbosity, **options):
        if anew:
            forget()
        is_hidden = not (verbosity and sys.stderr.isatty())
        with tqdm(total=Attempt.objects.to_tally().count(), desc="Attempts", unit="", disable=is_hidden) as bar:
            number = tally(tell=bar.update)
        if verbosity:
            self.stdout.write(f"{number:,} attempts were looked at. {left()}")


def left():
    waiting = Attempt.objects.to_tally().count()
    return f"{waiting:,} are left for next time: somebody is busy with them." if waiting else "None is left."
