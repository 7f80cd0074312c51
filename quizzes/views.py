from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learners.requests import as_uuid, current_learner, identify, personal, same_origin_post
from ui.refusals import NotHere

from .actions import submit_answers
from .models import Attempt, Quiz
from .scoring import clean
from .sheets import in_order, question_sheet
from .signals import onward_links


@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request, key):
    """The quiz, the same for everyone: no key to the answers is in the page."""
    if request.method == "POST":
        return submit(request, key)
    found = quiz_or_404(key)
    return render(request, "quizzes/quiz.html", {"quiz": found, "questions": found.questions()})


# Django's own check would want a token, which a page that is the same for everyone can't hold; submit() has its own.
quiz.csrf_exempt = True


@same_origin_post
def submit(request, key):
    found = quiz_or_404(key)
    questions = found.questions()
    answers = {str(q.key): given(q, request.POST.getlist(str(q.key))) for q in questions}
    missing = [q for q in questions if not answers[str(q.key)]]
    if missing:
        context = {"quiz": found, "questions": questions, "answers": answers, "missing": missing}
        return render(request, "quizzes/quiz.html", context, status=422)
    learner = identify(request, request.POST.get("device"), request.POST.get("learner"))
    attempt = submit_answers(learner, found, answers, key=as_uuid(request.POST.get("attempt")))
    return redirect("quizzes:attempt", pk=attempt.pk)


def given(question, sent):
    """What is still offered among what was sent: a question that changed while the page was open is asked again."""
    return clean(question_sheet(question), in_order(question, sent))


@personal
def attempt(request, pk):
    """What was right and what was not, to the person who sat it; a stranger gets 404."""
    learner = current_learner(request)
    found = Attempt.objects.filter(pk=pk, learner=learner).first() if learner else None
    if found is None:
        raise NotHere(_("This result belongs to another person or phone."))
    offers = [links for _handler, links in onward_links.send(Attempt, learner=learner, attempt=found)]
    context = {"attempt": found, "links": [link for links in offers for link in links]}
    return render(request, "quizzes/attempt.html", context)


def quiz_or_404(key):
    """The quiz in the language being read, or in any: better read in another language than not at all."""
    found = {q.locale.language_code: q for q in Quiz.objects.filter(translation_key=key).select_related("locale")}
    if not found:
        raise NotHere(_("This quiz is not here any more. Choose a course from the home page."))
    return found.get(get_language()) or next(iter(found.values()))
