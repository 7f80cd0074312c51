"""Every live lesson and rehearsal in every language, the one to look at first on top."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from ui.models import Link, LinkCheck

from ..models import ChangeFlag, ChangeReport, CoursePage, LessonPage, Rehearsal
from .ages import age
from .telling import edit_url, owner_of

LESSON, REHEARSAL = "lesson", "rehearsal"


@dataclass
class Line:
    """One lesson or rehearsal in one language."""

    kind: str
    version: object
    course: str
    reports: int
    flag: ChangeFlag | None
    broken_links: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def language(self) -> str:
        return self.version.locale.get_display_name()

    @property
    def checked_on(self) -> date | None:
        return self.version.checked_on

    @property
    def checked_age(self) -> str:
        return age(self.checked_on) or _("never")

    @property
    def owner(self) -> str:
        user = owner_of(self.version)
        return (user.get_full_name() or user.email) if user else ""

    @property
    def edit_url(self) -> str:
        return edit_url(self.version)

    @property
    def kind_words(self) -> str:
        return _("Rehearsal") if self.kind == REHEARSAL else _("Lesson")

    @property
    def is_noted(self) -> bool:
        """Checked today, with nothing said against it."""
        return self.checked_on == timezone.localdate() and not self.flag

    @property
    def urgency(self) -> tuple:
        """Flagged first, then what was reported or leads nowhere, then the oldest."""
        return (not self.flag, -self.reports, -len(self.broken_links), self.checked_on or date.min, self.title)


def lines(kind: str = "", language: str = "", course: str = "") -> list[Line]:
    """`course` is a translation key; a few queries, however many there are."""
    titles = {page.path: page for page in CoursePage.objects.select_related("locale")}
    flags = {(flag.object_key, flag.locale_id): flag for flag in ChangeFlag.objects.raised()}
    said, broken = reports_by_key(), broken_links_by_thing()
    used = rehearsals_of_courses(course) if course else None
    found = []
    for model, name in ((LessonPage, LESSON), (Rehearsal, REHEARSAL)):
        if kind and kind != name:
            continue
        for row in rows_of(model, language):
            home = titles.get(row.path[: -Page.steplen]) if name == LESSON else None
            if course and (str(home.translation_key) != course if home else row.translation_key not in used):
                continue
            found.append(
                Line(
                    name,
                    row,
                    home.title if home else "",
                    count_since(said.get(row.translation_key, []), row.checked_on),
                    flags.get((row.translation_key, row.locale_id)),
                    broken.get((model, row.pk), []),
                )
            )
    return sorted(found, key=lambda line: line.urgency)


def rows_of(model, language):
    rows = model.objects.filter(live=True).select_related("locale", "latest_revision__user")
    rows = rows.select_related("owner") if model is LessonPage else rows
    return rows.filter(locale__language_code=language) if language else rows


def rehearsals_of_courses(course) -> set:
    from ..catalogue import courses

    return {key for one in courses().values() if str(one.key) == course for key in one.rehearsal_keys}


def reports_by_key() -> dict:
    found = {}
    for key, moment in ChangeReport.objects.values_list("object_key", "reported_at"):
        found.setdefault(key, []).append(timezone.localdate(moment))
    return found


def count_since(days: list[date], checked_on: date | None) -> int:
    return sum(1 for day in days if checked_on is None or day > checked_on)


def broken_links_by_thing() -> dict:
    """(model, pk) → the titles of the broken links that it uses."""
    names = dict(Link.objects.filter(last_check__in=LinkCheck.objects.broken()).values_list("pk", "title"))
    models = {ContentType.objects.get_for_model(m, for_concrete_model=True).pk: m for m in (LessonPage, Rehearsal)}
    used = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Link), to_object_id__in=[str(pk) for pk in names]
    ).values_list("content_type_id", "object_id", "to_object_id")
    found = {}
    for content_type, thing, link in used:
        if content_type in models:
            found.setdefault((models[content_type], int(thing)), []).append(names[int(link)])
    return found


def choices() -> dict:
    """What the list can be narrowed to: (value, words)."""
    courses = CoursePage.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    return {
        "kind": [(LESSON, _("Lessons")), (REHEARSAL, _("Rehearsals"))],
        "language": [(code, _(name)) for code, name in settings.LANGUAGES],
        "course": [(str(page.translation_key), page.title) for page in courses],
    }
