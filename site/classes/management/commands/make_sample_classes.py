from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from classes.sample import make


class Command(BaseCommand):
    help = "Add made-up classes of a trainer, with people of the own commune, unless there are some already."

    def add_arguments(self, parser):
        parser.add_argument("--trainer", required=True, help="The e-mail address of the trainer.")

    def handle(self, *, trainer, verbosity, **options):
        user = User.objects.filter(email=trainer).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {trainer}.")
        made = make(user)
        if verbosity:
            self.stdout.write(f"{len(made)} classes added.")
