from pathlib import Path

import yaml
from django.core.management.base import BaseCommand
from django.db import transaction

from quizzes.models import Competency, Framework

CONTENT = Path(__file__).resolve().parents[2] / "content" / "frameworks.yaml"


class Command(BaseCommand):
    help = "Loads competency frameworks of the State. One that is already there, perhaps edited, is left alone."

    @transaction.atomic
    def handle(self, **options):
        for row in yaml.safe_load(CONTENT.read_text()):
            titles = row.pop("competencies")
            if not Framework.objects.filter(code=row["code"], version=row["version"]).exists():
                framework = Framework(**row)
                framework.competencies = [
                    Competency(code=str(number), title=title, sort_order=number)
                    for number, title in enumerate(titles, 1)
                ]
                framework.save()
