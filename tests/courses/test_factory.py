"""What the other tests stand on."""

from courses.models import CourseProgress
from tests.courses.factory import finish, in_language
from tests.quizzes.factory import right_answers


def test_a_course_is_there_in_both_languages(course):
    english = in_language(course, "en")
    assert len(course.lessons) == len(english.lessons) == 2
    assert [lesson.key for lesson in course.lessons] == [lesson.key for lesson in english.lessons]
    assert english.quiz.key == course.quiz.key and english.quiz.pk != course.quiz.pk
    assert english.lessons[0].steps[1].value["body"][1].value.locale.language_code == "en"


def test_finishing_completes_the_course(course, lan):
    attempt = finish(lan, course)
    assert attempt.score == 100
    assert CourseProgress.objects.get(learner=lan).completed_at


def test_answers_can_be_wrong_in_a_few_places(course):
    assert sum(len(chosen) for chosen in right_answers(course.quiz).values()) == 4
    assert right_answers(course.quiz, but=1) != right_answers(course.quiz)
