from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from courses.models import LessonPage
from courses.narration import make_missing
from narration.engine import Engine, EngineFails
from quizzes.models import Quiz


class Command(BaseCommand):
    help = (
        "Has the speech program SPEECH_ENGINE read aloud what nobody has read yet: the live lessons and all quizzes. "
        "What has sound already is left alone, so it may be run again and again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--language", help="Only this one, such as vi.")

    def handle(self, language, verbosity, **options):
        if not settings.SPEECH_ENGINE:
            raise CommandError(
                'Name a speech program first, for example SPEECH_ENGINE="espeak-ng -v {voice} -w {wav} -f {text}"'
            )
        engine = Engine(settings.SPEECH_ENGINE, settings.SPEECH_ENCODER, settings.SPEECH_SUFFIX)
        things = [*LessonPage.objects.live().select_related("locale"), *Quiz.objects.select_related("locale")]
        if language:
            things = [thing for thing in things if thing.locale.language_code == language]
        made = failed = 0
        for thing in tqdm(things, desc="Sound", disable=None if verbosity else True):
            try:
                made += sum(1 for _recording in make_missing(thing, engine))
            except EngineFails as error:
                failed += 1
                self.stderr.write(f"{thing}: {error}")
        if verbosity:
            self.stdout.write(f"{made} sound files made.")
        if failed:
            raise CommandError(
                f"{failed} of {len(things)} could not be read aloud. Look at the lines above and run it again."
            )
