from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.committee.letters import send_due


class Command(BaseCommand):
    help = "Send last month's committee pages to those who asked for them, once each. Run it daily."

    def handle(self, **options):
        done = send_due(timezone.localdate())
        self.stdout.write(f"{done['sent']} sent, {done['ended']} ended, {done['failed']} failed.")
        if done["failed"]:
            raise CommandError("Some could not be sent; they are tried again next time.")
