from functools import cache

import yaml
from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from courses.models import CourseOutcome, CoursePage, CourseRehearsal, LessonPage
from courses.starter import CONTENT, Starter, key, read_glossary, read_rehearsal, rehearsals
from pages.models import HomePage

REVIEWER = {"vi": "Ban biên soạn Bình dân học vụ số", "en": "Editors of Digital Education for All"}


@cache
def courses():
    found = [yaml.safe_load(path.read_text()) for path in CONTENT.glob("*.yaml") if path.stem != "links"]
    return sorted(found, key=lambda course: course["order"])


class Command(BaseCommand):
    help = "Loads the starter courses in both languages. What is already there, perhaps edited, is left alone."

    def handle(self, verbosity, **options):
        for home in HomePage.objects.select_related("locale"):
            starter = Starter(home.locale)
            for name in rehearsals():
                starter.rehearsal(read_rehearsal(name))
            for term in read_glossary():
                starter.term(term)
        for course in tqdm(courses(), desc="Courses", disable=None if verbosity else True):
            if not CoursePage.objects.filter(translation_key=key(course["key"])).exists():
                with transaction.atomic():
                    self.load_course(course)
            else:
                self.share_untouched(course)

    def load_course(self, course):
        for home in HomePage.objects.select_related("locale"):
            self.starter = Starter(home.locale)
            page = CoursePage(
                **{name: self.starter.say(course[name]) for name in ("title", "slug", "summary")},
                icon=self.starter.image(course["icon"], course["title"]), quiz=self.starter.quiz(course["quiz"]),
                locale=self.starter.locale, translation_key=key(course["key"]),
            )  # fmt: skip
            page.outcomes = [
                self.starter.translated(CourseOutcome, course["key"], "outcome", str(i), text=self.starter.say(text))
                for i, text in enumerate(course["outcomes"])
            ]
            page.required_rehearsals = [
                self.starter.translated(
                    CourseRehearsal, course["key"], "required", name,
                    rehearsal=self.starter.rehearsal(read_rehearsal(name)), mode=mode, sort_order=i,
                )
                for i, (name, mode) in enumerate(course.get("rehearsals", {}).items())
            ]  # fmt: skip
            self.starter.share(page, course)
            self.publish(home, page, before=self.next_there(home, course["order"]))
            for lesson in course["lessons"]:
                self.load_lesson(page, course["key"], lesson)

    def share_untouched(self, course):
        """Pages that are as they were loaded, before there was anything to print, get it; nobody's work is changed."""
        if not course.get("handout"):
            return
        for page in CoursePage.objects.filter(translation_key=key(course["key"])).select_related("locale"):
            if page.revisions.count() == 1 and not (page.key_points.exists() or page.post or page.loudspeaker):
                Starter(page.locale).share(page, course)
                page.save_revision().publish()

    def load_lesson(self, course, course_key, lesson):
        fields = {name: self.starter.say(lesson[name]) for name in ("title", "slug", "summary", "source")}
        steps = [self.starter.step(step, course_key, lesson["key"], step["key"]) for step in lesson["steps"]]
        page = LessonPage(
            **fields, minutes=lesson["minutes"], checked_on=lesson["checked_on"], reviewer=self.starter.say(REVIEWER),
            steps=steps, is_optional=lesson.get("optional", False), locale=self.starter.locale,
            translation_key=key(course_key, lesson["key"]),
        )  # fmt: skip
        self.publish(course, page)

    def next_there(self, home, order):
        """The starter course that comes after it, of those that are there already."""
        later = [key(course["key"]) for course in courses() if course["order"] > order]
        return CoursePage.objects.child_of(home).filter(translation_key__in=later).order_by("path").first()

    def publish(self, parent, page, before=None):
        if before:
            before.add_sibling("left", instance=page)
        else:
            parent.add_child(instance=page)
        page.save_revision().publish()
