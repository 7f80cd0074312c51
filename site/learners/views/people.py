"""Who learns on this phone: choosing, handing over, the secret at the door, and computers that many use."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.codes import forget_code
from ui.refusals import NotHere

from .. import actions, secret
from ..models import Secret
from ..pictures import PICTURES
from ..requests import (
    LEARNER_COOKIE,
    as_uuid,
    current_learner,
    device_of,
    join_phone,
    personal,
    same_origin_post,
)

WRONG = 422


@personal
def people(request):
    """Who learns on this phone, and the way to hand it over."""
    return people_page(request)


def people_page(request, trouble="", status=200):
    device = device_of(request)
    learners = list(device.learners.order_by("created_at")) if device else []
    context = {"learners": learners, "current": current_learner(request), "device": device, "trouble": trouble}
    return render(request, "learners/people.html", context | {"pictures": PICTURES}, status=status)


@same_origin_post
def choose(request):
    """One of the people of this phone goes on, after their secret if they have one; anybody else is a stranger."""
    device = device_of(request)
    if device is None:
        return redirect("learners:people")
    learner = person_of(device, request.POST.get("person"))
    if learner.secret:
        return redirect("learners:ask", key=learner.pk)
    actions.take_over(device, learner)
    return redirect("courses:my_learning")


def person_of(device, key):
    learner = device.learners.filter(pk=as_uuid(key)).first() if device else None
    if learner is None:
        raise NotHere(_("This person does not learn on this phone."))
    return learner


@personal
def ask(request, key):
    """The secret of one person, before the phone is theirs."""
    return ask_page(request, person_of(device_of(request), key))


def ask_page(request, learner, chosen=(), trouble="", status=200):
    context = {
        "learner": learner,
        "is_digits": learner.secret_kind == Secret.DIGITS,
        "pictures": PICTURES,
        "chosen": " ".join(chosen),
        "places": places(chosen),
        "trouble": trouble,
    }
    return render(request, "learners/ask.html", context, status=status)


def places(chosen):
    """Which of the three are tapped already."""
    return [place < len(chosen) for place in range(secret.PICTURES_IN_A_SECRET)]


@same_origin_post
def answer(request, key):
    """Pictures come one tap at a time, so that it works without a script."""
    device = device_of(request)
    learner = person_of(device, key)
    if not learner.secret:
        return redirect("learners:people")
    typed = typed_secret(request)
    if learner.secret_kind == Secret.PICTURES and 0 < len(typed.split()) < secret.PICTURES_IN_A_SECRET:
        return ask_page(request, learner, typed.split())
    if secret.is_secret(learner.secret_kind, typed) and secret.fits(learner, typed):
        actions.take_over(device, learner)
        return redirect("courses:my_learning")
    return ask_page(request, learner, trouble=trouble_of(learner), status=WRONG)


def typed_secret(request):
    if "digits" in request.POST:
        return request.POST["digits"].strip()
    return f"{request.POST.get('chosen', '')} {request.POST.get('picture', '')}".strip()


def trouble_of(learner):
    if seconds := secret.seconds_to_wait(learner):
        if seconds < 60:
            return _("That was not right. Wait half a minute, then try again.")
        return _("That was not right. Wait %(minutes)s minutes, then try again.") % {"minutes": -(-seconds // 60)}
    return _("That was not right. Try again.")


@same_origin_post
def hand_over(request):
    """A new person takes the phone: nothing of the one before is shown."""
    device = device_of(request)
    if device:
        actions.hand_over(device)
    return to_the_door(request)


def to_the_door(request):
    # Whoever began since the last hand-over, and was not met yet, is not the one who begins now.
    request.COOKIES.pop(LEARNER_COOKIE, None)
    forget_code(request)
    return redirect("wagtail_serve", "")


@same_origin_post
def mark_public(request):
    """This is a computer that many use, or no longer is."""
    actions.make_public(join_phone(request), request.POST.get("public") == "yes")
    return redirect("learners:people")


@same_origin_post
def finish(request):
    """The last tap at a public computer: it knows nobody any more."""
    device = device_of(request)
    if device and device.is_public:
        actions.leave_all(device)
    return to_the_door(request)


@personal
def here(request):
    """Asked by a script while somebody is busy at a public computer, so that a long lesson is no absence."""
    device_of(request)
    return HttpResponse(status=204)
