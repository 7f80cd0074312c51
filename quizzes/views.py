import secrets
import time

from allauth.core import ratelimit
from django.core import signing
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learners.requests import as_uuid, current_learner, identify, personal, same_origin_post
from ui.refusals import NotHere

from .actions import submit_answers, version_of
from .drawing import drawn, has_draws
from .models import Attempt, Quiz, Review, Supervision
from .scoring import clean
from .sheets import in_order, question_sheet
from .signals import onward_links
from .sitting import next_turn

SALT = "quizzes.sitting"


@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request, key):
    """The quiz, the same for everyone: no key to the answers is in the page."""
    if request.method == "POST":
        return submit(request, key)
    return quiz_page(request, quiz_or_404(key))


# Django's own check would want a token, which a page that is the same for everyone can't hold; submit() has its own.
quiz.csrf_exempt = True


def quiz_page(request, found, status=200, seed="", began="", **context):
    """All that may be asked, for a script to draw from; what a seed drew where there is none."""
    contents = found.contents()
    questions, version = contents.questions, version_of(found, contents)
    if seed:
        questions = drawn_of(version, questions, seed)
    needs_begin = not seed and (has_draws(version.sheet["slots"]) or bool(found.minutes) or found.is_shuffled)
    context |= {"quiz": found, "questions": questions, "version": version, "seed": seed, "began": began}
    return render(request, "quizzes/quiz.html", context | {"needs_begin": needs_begin}, status=status)


def drawn_of(version, questions, seed):
    by_key = {str(question.key): question for question in questions}
    return [by_key[key] for key in drawn(version.sheet["slots"], seed, version.sheet["is_shuffled"]) if key in by_key]


@same_origin_post
def submit(request, key):
    found, typed = quiz_or_404(key), typed_code(request)
    if "begin" in request.POST:
        began = signing.dumps(int(time.time()), salt=SALT)
        return quiz_page(request, found, seed=secrets.token_hex(8), began=began, code=typed)
    seed, began = request.POST.get("seed", "")[:40], request.POST.get("began", "")
    contents = found.contents()
    asked = drawn_of(version_of(found, contents), contents.questions, seed or "none")
    answers = {str(q.key): given(q, request.POST.getlist(str(q.key))) for q in asked}
    missing = [q for q in asked if not answers[str(q.key)]]
    is_wrong_code = found.is_supervised and opens(request, key, typed) is False
    if missing or is_wrong_code:
        again = {"answers": answers, "missing": missing, "code": typed, "is_wrong_code": is_wrong_code}
        return quiz_page(request, found, 422, seed=seed, began=began, **again)
    learner = identify(request, request.POST.get("device"), request.POST.get("learner"))
    sitting = {"seed": seed, "seconds": seconds_since(began), "code": typed}
    key = as_uuid(request.POST.get("attempt"))
    attempt = submit_answers(learner, found, answers, key=key, device=request.device, **sitting)
    return redirect("quizzes:attempt", pk=attempt.pk)


def typed_code(request):
    return "".join(filter(str.isdigit, request.POST.get("code", "")))[:6]


def opens(request, key, typed) -> bool | None:
    """Whether a code opens the quiz now; None for whoever tries too many, so that nobody finds one by trying."""
    if not ratelimit.consume(request, action="try_quiz_code"):
        return None
    return Supervision.objects.open_at(timezone.now()).filter(quiz__translation_key=key, code=typed).exists()


@same_origin_post
def code(request, key):
    """For a phone, before its person sits in vain: {"opens": true, false or null}."""
    return JsonResponse({"opens": opens(request, key, typed_code(request))})


def seconds_since(began):
    """How long a sitting without a script took, by our own clock."""
    try:
        return max(0, int(time.time()) - signing.loads(began, salt=SALT))
    except signing.BadSignature:
        return None


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
    context = {"attempt": found, "links": [link for links in offers for link in links]} | what_is_shown(found)
    return render(request, "quizzes/attempt.html", context)


def what_is_shown(attempt):
    """By the rules it was sat under: whether its questions are looked at again, with the right answers or not."""
    review = attempt.rules.get("review", Review.AFTER_PASSING)
    others = attempt.learner.attempts.filter(quiz_key=attempt.quiz_key).counted()
    allowed = attempt.rules.get("attempts_allowed")
    last = others.order_by("submitted_at").last()
    return {
        "is_resting": bool(last) and next_turn(attempt.rules, last.submitted_at) > timezone.now(),
        "has_review": review != Review.SCORE,
        "show_right": review == Review.ALWAYS or attempt.is_passed,
        "is_used_up": bool(allowed) and others.count() >= allowed,
        "next_turn": next_turn(attempt.rules, last.submitted_at)
        if last and attempt.rules.get("wait_minutes")
        else None,
    }


def quiz_or_404(key):
    """The quiz in the language being read, or in any: better read in another language than not at all."""
    found = {q.locale.language_code: q for q in Quiz.objects.filter(translation_key=key).select_related("locale")}
    if not found:
        raise NotHere(_("This quiz is not here any more. Choose a course from the home page."))
    return found.get(get_language()) or next(iter(found.values()))
