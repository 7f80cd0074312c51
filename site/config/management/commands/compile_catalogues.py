from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the translations. Unlike compilemessages it needs no gettext on the machine."
    requires_system_checks = []

    def handle(self, *, verbosity, **options):
        made = [path for directory in settings.LOCALE_PATHS for path in compile_catalogues(directory)]
        if verbosity:
            self.stdout.write(f"{len(made)} catalogues compiled.")
