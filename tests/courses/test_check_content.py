"""The whole starter curriculum passes the gates that trainers' lessons pass."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.models import LessonPage

pytestmark = pytest.mark.django_db


def said(*options):
    out = StringIO()
    call_command("check_content", *options, stdout=out, verbosity=1)
    return out.getvalue()


@pytest.mark.content
def test_the_starter_curriculum_passes_all_gates(site_tree):
    call_command("load_courses", verbosity=0)
    told = said()
    print(told)
    assert " 0 refused" in told


def test_what_would_be_refused_fails_and_is_named(course):
    lesson = course.lessons[0]
    LessonPage.objects.filter(pk=lesson.pk).update(summary="Gọi 0912 345 678")
    out = StringIO()
    with pytest.raises(CommandError, match="1 would be refused"):
        call_command("check_content", stdout=out, verbosity=0)
    assert "0912 345 678" in out.getvalue()
    assert lesson.title in out.getvalue()


def test_what_only_informs_is_counted_and_printed_when_asked(course):
    assert "INFORM weight" in said("--all")
    assert "weight 4" in said()
