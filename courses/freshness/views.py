"""One tap by whoever learns: the real screen looks different now. Works without a script."""

from uuid import UUID

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learners.requests import identify, personal, same_origin_post
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement
from ui.refusals import NotHere

from ..catalogue import course_of_lesson, in_language, rehearsals


@same_origin_post
def say_changed(request, key):
    _tell(request, Verb.COMMENTED, key)
    return redirect("courses:changed_noted", key=key)


@same_origin_post
def take_back(request, key):
    _tell(request, Verb.VOIDED, key)
    return redirect(address_of(key))


@personal
def noted(request, key):
    """Thanks, and the way to take it back."""
    context = {"key": key, "title": title_of(key), "back_url": address_of(key)}
    return render(request, "courses/changed_noted.html", context)


def _tell(request, verb, key):
    kind = ObjectType.REHEARSAL if key in rehearsals() else ObjectType.LESSON
    address_of(key)  # nothing is noted of what is not here
    statement = Statement(verb, kind, key, timezone.now(), locale=get_language(), data={"about": "changed"})
    take_in(identify(request), [statement])


def lesson_of(key: UUID):
    course = course_of_lesson(key)
    if course is None:
        raise NotHere(_("This lesson is not here any more. Choose another from the home page."))
    return next(lesson for lesson in course.lessons if lesson.key == key)


def title_of(key: UUID) -> str:
    titles = rehearsals().get(key) or lesson_of(key).titles
    return in_language(titles, get_language())


def address_of(key: UUID) -> str:
    if key in rehearsals():
        return reverse("courses:rehearsal", args=[key])
    return in_language(lesson_of(key).urls, get_language())
