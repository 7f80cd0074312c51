"""Made-up classes for a demo: what is said of them goes through the same actions as what real trainers say."""

from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.catalogue import courses
from learners.models import Learner

from .actions import make_session, note_attendance, set_headcount
from .forms import communes_of
from .models import ClassSession

PLACES = ["Nhà văn hóa thôn 2", "Trường tiểu học Hòa Thịnh", "Nhà văn hóa thôn Mỹ Xuân"]
# Days from today: five evenings that were, and two to come.
EVENINGS = [-33, -26, -19, -12, -5, 2, 9]
BEGINS, LENGTH = 19, timedelta(hours=2)
FEWEST, MOST = 6, 14


@transaction.atomic
def make(trainer: User) -> list[ClassSession]:
    """Some classes in the commune of this trainer; nothing where there are any already."""
    unit = communes_of(trainer).first()
    if unit is None or ClassSession.objects.filter(led_by=trainer).exists():
        return []
    chance = Random(trainer.email)  # noqa: S311 - made-up people, and the same ones again
    people = list(Learner.objects.filter(unit=unit, erased_at=None).exclude(name="").order_by("name", "pk"))
    taught = [None, *list(courses())[:2]]
    tonight = timezone.localtime().replace(hour=BEGINS, minute=0, second=0, microsecond=0)
    made = []
    for number, days in enumerate(EVENINGS):
        begins = tonight + timedelta(days=days)
        session = make_session(
            trainer,
            unit=unit,
            place=PLACES[number % len(PLACES)],
            starts_at=begins,
            ends_at=begins + LENGTH,
            course_key=taught[number % len(taught)],
        )
        made.append(session)
        if days < 0:
            _fill(session, people, chance)
    return made


def _fill(session, people, chance):
    """Some by name, and mostly a few more who were only counted."""
    for learner in chance.sample(people, min(len(people), chance.randint(FEWEST, MOST))):
        note_attendance(session, learner, session.led_by)
    set_headcount(session, session.noted_count + chance.randint(0, 7), session.led_by)
