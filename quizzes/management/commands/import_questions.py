import json
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm
from wagtail.models import Locale

from quizzes.exchange.actions import bring_in, look_at
from quizzes.exchange.formats import READERS
from quizzes.exchange.items import UnreadableError, plain


class Command(BaseCommand):
    help = (
        "Brings the questions of a file into the question bank: all that can be read, or, if the file is broken, none."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=sorted(READERS), help="Found out from the file unless given.")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="The language of the questions.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would come in.")
        parser.add_argument("--json", action="store_true", help="Say it as a JSON list, a question an entry.")

    def handle(self, *, file, language, dry_run, verbosity, **options):
        locale = Locale.objects.filter(language_code=language).first()
        if not locale:
            raise CommandError(f"There is no language “{language}” on this site.")
        self.quiet = not verbosity or options["json"] or not sys.stderr.isatty()
        try:
            with file.open("rb") as opened:
                rows = self.counted(look_at(opened, file.name, locale, options["format"]))
                done = list(rows) if dry_run else bring_in(rows, locale)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except UnreadableError as error:
            where = f" (line {error.line})" if error.line else ""
            raise CommandError(f"{error}{where}") from None
        if options["json"]:
            self.stdout.write(json.dumps([entry(row) for row in done], ensure_ascii=False, indent=1))
        else:
            self.tell(done, dry_run)

    def counted(self, rows):
        return tqdm(rows, desc="Questions", unit="", disable=self.quiet)

    def tell(self, rows, dry_run):
        for row in rows:
            if row.reasons:
                where = f"line {row.line}: " if row.line else ""
                self.stdout.write(
                    f"{row.outcome:9}{where}{row.title}\n" + "".join(f"          {r}\n" for r in row.reasons)
                )
        counts = Counter(row.outcome for row in rows)
        said = "{imported} imported, {changed} with changes, {refused} refused.".format_map(Counter(counts))
        self.stdout.write(said + (" Nothing was written." if dry_run else ""))


def entry(row) -> dict:
    """A question of the file, and what became of it."""
    item = row.item
    return {
        "identifier": item.identifier if item else "",
        "title": item.title if item else row.title,
        "interaction": item.interaction if item else "",
        "stem": item.stem if item else "",
        "choices": [choice_entry(choice) for choice in item.choices] if item else [],
        "tags": list(item.tags) if item else [],
        "category": item.category if item else "",
        "line": row.line,
        "outcome": row.outcome,
        "reasons": list(row.reasons),
    }


def choice_entry(choice):
    said = {"text": choice.text, "weight": float(plain(choice.weight)), "feedback": choice.feedback}
    if choice.match:
        said["match"] = choice.match
    if choice.tolerance is not None:
        said["tolerance"] = float(choice.tolerance)
    return said
