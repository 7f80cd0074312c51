"""Going on with another phone: the code here, and typing it there."""

from allauth.account.adapter import get_adapter
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..codes import WORDS_IN_A_CODE, Code
from ..networks import network
from ..requests import current_learner, join_phone, personal, same_origin_post
from ..resuming import TooManyTries, issue_code, redeem_code
from ..words import WORDS
from .me import for_holder
from .people import WRONG

TOO_MANY = 429


@for_holder
def make_code(request, learner):
    """Shown once, in the answer itself: only its hash is kept."""
    if learner is None:
        return redirect("learners:people")
    is_move = request.POST.get("keep") == "no"
    code = issue_code(learner, leaves=request.device if is_move else None)
    context = {"learner": learner, "words": shown(code), "digits": code.digits, "is_move": is_move}
    return render(request, "learners/code.html", context)


def shown(code):
    """Each word in the language of the page, with the other beside it."""
    is_vietnamese = get_language().startswith("vi")
    words = [WORDS[number] for number in code.words]
    pairs = [(w, (w.vi, w.en) if is_vietnamese else (w.en, w.vi)) for w in words]
    return [{"sign": w.sign, "word": own, "other": other} for w, (own, other) in pairs]


@csrf_exempt
def resume(request):
    return (take_code if request.method == "POST" else show_form)(request)


@personal
def show_form(request):
    return form_page(request)


def form_page(request, typed=("", "", ""), digits="", trouble="", status=200):
    places = [{"number": number, "typed": word} for number, word in enumerate(typed, start=1)]
    own_language = [word.in_language(get_language()) for word in WORDS]
    context = {"places": places, "digits": digits, "trouble": trouble, "words": sorted(own_language)}
    return render(request, "learners/resume.html", context | {"current": current_learner(request)}, status=status)


@same_origin_post
def take_code(request):
    typed = [request.POST.get(f"word{number}", "")[:60] for number in range(1, WORDS_IN_A_CODE + 1)]
    digits = request.POST.get("digits", "").replace(" ", "")[:9]
    code = Code.typed(typed, digits)
    if code is None:
        trouble = _(
            "One of the words is not in our list, or the digits are missing. Compare them with the other phone."
        )
        return form_page(request, typed, digits, trouble, status=WRONG)
    device = join_phone(request)
    # Only who is shown on the page can be put together with the person of the code.
    is_also_me = bool(device.current) and request.POST.get("also_me") == str(device.current_id)
    try:
        learner = redeem_code(device, code, network(get_adapter().get_client_ip(request)), is_also_me)
    except TooManyTries:
        trouble = _("Too many wrong codes were tried. Wait an hour, or make a new code on the other phone.")
        return form_page(request, typed, digits, trouble, status=TOO_MANY)
    if learner is None:
        trouble = _("This code does not open anything: it is wrong, used already, or too old. Make a new one.")
        return form_page(request, typed, digits, trouble, status=WRONG)
    return redirect("courses:my_learning")
