from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from communes.ledger.actions import take_effect


class Command(BaseCommand):
    help = "Let approved reorganisations of communes take effect whose day has come: every night, as often as you like."

    def handle(self, *, verbosity, **options):
        done, failed = take_effect(timezone.localdate())
        if verbosity:
            for plan in done:
                self.stdout.write(f"In effect since {plan.effective_on}: {plan.title}.")
            if not done and not failed:
                self.stdout.write("No reorganisation is due.")
        if failed:
            raise CommandError("\n".join(f"{plan.title}: {' '.join(error.messages)}" for plan, error in failed))
