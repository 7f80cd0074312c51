import io
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from classes.models import ClassSession
from reports import sample_people
from reports.targets import sample as sample_counts


class Command(BaseCommand):
    help = "Add made-up people to the communes of Đắk Lắk, with histories since July 2025, or remove them."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=2000, help="How many there are to be (2,000).")
        parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same people.")
        parser.add_argument("--remove", action="store_true", help="Remove all made-up people, whatever their seed.")

    def handle(self, *, people, seed, remove, verbosity, **options):
        self.is_quiet = not verbosity
        self.remove() if remove else self.make(people, seed)

    def make(self, people, seed):
        campaign = sample_people.campaign(seed, timezone.now())
        if campaign is None:
            raise CommandError("There are no communes or no courses yet. Run load_units and load_courses first.")
        with self.bar(people) as bar:
            added = sample_people.make(campaign, people, bar.update)
        sample_counts.make(seed, campaign.communes, timezone.localdate())
        self.say(f"{added:,} made-up people added; {people - added:,} were there already.")

    def remove(self):
        with self.bar(sample_people.sample_people().count()) as bar:
            removed = sample_people.remove(bar.update)
        sample_counts.remove()
        self.say(f"{removed:,} made-up people removed.")
        ClassSession.objects.recount()
        # It would name thousands of figures, each of which was meant to go.
        call_command("rebuild_totals", verbosity=0, stdout=io.StringIO())
        call_command("tally_answers", anew=True, verbosity=0)

    def bar(self, total):
        is_hidden = self.is_quiet or not sys.stderr.isatty()
        return tqdm(total=total, desc="Made-up people", unit=" people", disable=is_hidden)

    def say(self, line):
        if not self.is_quiet:
            self.stdout.write(line)
