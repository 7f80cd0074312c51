from uuid import UUID

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from communes.folding import fold
from learners.requests import as_uuid, current_learner, identify, personal, same_origin_post
from pages.middleware import PUBLIC
from quizzes.models import Question
from quizzes.scoring import clean, mark
from quizzes.sheets import in_order, question_sheet
from ui.refusals import NotHere

from .actions import answer_check, finish_step
from .catalogue import course_of_lesson, courses, in_language, places_of_rehearsal, rehearsals, services
from .glossary import glossary
from .keeping import keep_list
from .models import Rehearsal
from .state import after_lesson, checklist_of, learner_state


@personal
def state(request):
    """What the learner on this phone has done, for the scripts of pages that are the same for everyone."""
    return JsonResponse(learner_state(current_learner(request), get_language()))


@gzip_page
@require_safe
def keep(request, course_key):
    """What to fetch to keep a course on a phone; a course that is gone says so itself, unlike a page that got lost."""
    found = keep_list(request, course_key, get_language())
    response = JsonResponse(found or {"gone": True}, status=200 if found else 404)
    response.headers["Cache-Control"] = PUBLIC
    if found:
        response.headers["ETag"] = f'"{found["version"]}"'
    return get_conditional_response(request, etag=response.headers.get("ETag"), response=response)


@personal
def my_learning(request):
    learner = current_learner(request)
    started = learner_state(learner, get_language())
    for key, state in started["courses"].items():
        state["checklist"] = checklist_of(courses()[UUID(key)], started, get_language())
    others = [
        {"title": in_language(course.titles, get_language()), "url": in_language(course.urls, get_language())}
        for key, course in courses().items()
        if str(key) not in started["courses"]
    ]
    context = {"state": started, "others": others, "learner": learner, "practised": practised(started)}
    return render(request, "courses/my_learning.html", context)


def practised(state: dict) -> list[dict]:
    """The rehearsals that were gone through or done for real: {"key", "title", "claim"}."""
    keys = state["rehearsals"].keys() | state["claims"].keys()
    return [
        {"key": key, "title": in_language(titles, get_language()), "claim": state["claims"].get(str(key), "")}
        for key, titles in rehearsals().items()
        if str(key) in keys and (key in services() or str(key) in state["claims"])
    ]


@same_origin_post
def finish_lesson_step(request):
    """The button under each step, where no script took it over."""
    _course, lesson = lesson_or_404(request.POST.get("lesson"))
    step = request.POST.get("step", "")
    url = in_language(lesson.urls, get_language())
    if step not in lesson.step_ids:
        # The lesson changed while it was open: show it again as it is now.
        return redirect(url)
    is_done = finish_step(identify(request), lesson, step, get_language(), device=request.device)
    if not is_done:
        return redirect(f"{url}#step-{lesson.step_ids.index(step) + 2}")
    return redirect("courses:lesson_done", lesson_key=lesson.key)


@personal
def lesson_done(request, lesson_key):
    """A moment of rest between two lessons, with what comes next."""
    course, lesson = lesson_or_404(lesson_key)
    learner = current_learner(request)
    progress = learner_state(learner, get_language())["courses"].get(str(course.key))
    if not (progress and progress["lessons"].get(str(lesson.key), {}).get("done")):
        return redirect(in_language(lesson.urls, get_language()))
    context = {
        "lesson_title": in_language(lesson.titles, get_language()),
        "state": progress,
        "following": after_lesson(lesson.key, get_language()),
    }
    return render(request, "courses/lesson_done.html", context)


@same_origin_post
def answer_check_question(request):
    """The feedback to a check question as a page of its own, where no script shows it in place."""
    _course, lesson = lesson_or_404(request.POST.get("lesson"))
    question = question_or_404(as_uuid(request.POST.get("question")))
    sheet = question_sheet(question)
    chosen = clean(sheet, in_order(question, request.POST.getlist("choice")))
    step = request.POST.get("step", "")
    number = lesson.step_ids.index(step) + 1 if step in lesson.step_ids else 1
    context = {
        "question": mark([sheet], {sheet["key"]: chosen})[0],
        "back_url": f"{in_language(lesson.urls, get_language())}#step-{number}",
        "is_empty": not chosen,
    }
    if chosen:
        answer_check(identify(request), question.key, chosen, get_language())
    return render(request, "courses/check_answered.html", context)


@require_safe
def rehearsal(request, key):
    """A rehearsal, the same for everyone; where no script runs, its screens in order with what to do."""
    rows = Rehearsal.objects.filter(translation_key=key, live=True).select_related("locale")
    found = {row.locale.language_code: row for row in rows}
    if not found:
        raise NotHere(_("This rehearsal is not here any more. Choose a course from the home page."))
    context = {"rehearsal": in_language(found, get_language()), "places": places_of_rehearsal(key, get_language())}
    return render(request, "courses/rehearsal.html", context)


@require_safe
def words(request):
    """All words of the glossary in the language being read; letters with accents stand beside those without."""
    entries = sorted(glossary(get_language()).entries, key=lambda entry: (fold(entry.term), entry.term))
    return render(request, "courses/words.html", {"entries": entries})


def question_or_404(key):
    """The question in the language being read, or in any: better read in another language than not at all."""
    rows = Question.objects.live().filter(translation_key=key).select_related("locale").prefetch_related("choices")
    found = {question.locale.language_code: question for question in rows}
    if not found:
        raise NotHere(_("This question is not here any more. Go back and reload the lesson."))
    return in_language(found, get_language())


def lesson_or_404(key):
    key = as_uuid(key)
    course = course_of_lesson(key) if key else None
    if course is None:
        raise NotHere(_("This lesson is not here any more. Choose another from the home page."))
    return course, next(lesson for lesson in course.lessons if lesson.key == key)
