from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from quizzes.exchange.actions import take_out
from quizzes.exchange.writing import WRITERS, write


class Command(BaseCommand):
    help = "Writes the question bank to a file."

    def add_arguments(self, parser):
        parser.add_argument("out", type=Path)
        parser.add_argument("--format", choices=sorted(WRITERS), default="moodle")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)
        parser.add_argument("--tag", help="Only questions with this topic.")

    def handle(self, *, out, language, tag, verbosity, **options):
        locale = Locale.objects.filter(language_code=language).first()
        if not locale:
            raise CommandError(f"There is no language “{language}” on this site.")
        with out.open("wb") as file:
            count = write(take_out(locale, tag), file, options["format"], language)
        if verbosity:
            self.stdout.write(f"{count} questions written to {out}.")
