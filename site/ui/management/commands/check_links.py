import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from ui.checking import check_links
from ui.models import Link


class Command(BaseCommand):
    help = "Ask each address of the registry of links whether it still answers. Needs the network; run it every night."

    def add_arguments(self, parser):
        parser.add_argument(
            "--timeout", type=float, default=15, help="How long to wait for an answer, in seconds (15)."
        )

    def handle(self, *, timeout, verbosity, **options):
        total = Link.objects.values("url").distinct().count()
        is_hidden = not (verbosity and sys.stderr.isatty())
        with tqdm(total=total, desc="Links", unit="", disable=is_hidden) as bar:
            checks = check_links(timeout, tell=bar.update)
        if verbosity:
            for check in checks:
                if check.trouble:
                    self.stdout.write(f"{check.link.url}: {check.words}")
            self.stdout.write(f"{len(checks):,} links were asked; {sum(c.is_broken for c in checks):,} are broken.")
