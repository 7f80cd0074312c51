"""One person: the name and picture, the secret, leaving this phone, and what is kept."""

import json
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .. import actions, secret
from ..export import personal_data
from ..forms import NameForm
from ..models import Secret
from ..pictures import PICTURES
from ..requests import current_learner, identify, personal, same_origin_post
from .people import WRONG, people_page, places, to_the_door, trouble_of, typed_secret


def for_holder(view):
    """For posts about oneself. A form says whose it is: if the phone changed hands meanwhile, it does nothing."""

    @wraps(view)
    def wrapper(request):
        learner = current_learner(request)
        if request.POST.get("person", "") == (str(learner.pk) if learner else ""):
            return view(request, learner)
        trouble = _("Another person holds this phone now, so nothing was changed. Choose who you are and do it again.")
        return people_page(request, trouble, status=409)

    return same_origin_post(wrapper)


@personal
def me(request):
    """The person who holds the phone, or the one who is about to begin."""
    return me_page(request)


def me_page(request, status=200, **more):
    learner = current_learner(request)
    name = request.POST.get("name", learner.name if learner else "")
    context = {"learner": learner, "name": name, "pictures": PICTURES}
    return render(request, "learners/me.html", context | more, status=status)


def has_way_back(learner):
    """True if the person can go on elsewhere after leaving this phone."""
    return bool(learner.user_id) or learner.devices.count() > 1


@for_holder
def rename(request, learner):
    form = NameForm(request.POST)
    if not form.is_valid():
        return me_page(request, WRONG, form=form)
    picture = request.POST.get("picture")
    actions.rename(learner or identify(request), form.cleaned_data["name"], picture if picture in PICTURES else None)
    return redirect("learners:people")


@for_holder
def set_secret(request, learner):
    """A secret for whoever has none: four digits at once, or pictures one tap after the other."""
    if learner is None or learner.secret:
        return redirect("learners:me")
    kind, typed = request.POST.get("kind", ""), typed_secret(request)
    if secret.is_secret(kind, typed):
        secret.set_secret(learner, kind, typed)
        return redirect("learners:me")
    if kind == Secret.PICTURES:
        return taps_page(request, learner, "learners:set_secret", typed)
    return me_page(request, WRONG, secret_trouble=_("Type four digits, such as a year you remember well."))


@personal
def old_secret(request):
    """The pictures once more, before they are taken away."""
    learner = current_learner(request)
    if learner is None or learner.secret_kind != Secret.PICTURES:
        return redirect("learners:me")
    return taps_page(request, learner, "learners:drop_secret")


@for_holder
def drop_secret(request, learner):
    """Only who knows the secret takes it away; then another can be set."""
    if learner is None or not learner.secret:
        return redirect("learners:me")
    typed, is_pictures = typed_secret(request), learner.secret_kind == Secret.PICTURES
    if is_pictures and len(typed.split()) < secret.PICTURES_IN_A_SECRET:
        return taps_page(request, learner, "learners:drop_secret", typed)
    if secret.is_secret(learner.secret_kind, typed) and secret.fits(learner, typed):
        secret.take_secret_away(learner)
        return redirect("learners:me")
    if is_pictures:
        return taps_page(request, learner, "learners:drop_secret", trouble=trouble_of(learner), status=WRONG)
    return me_page(request, WRONG, secret_trouble=trouble_of(learner))


def taps_page(request, learner, action, typed="", trouble="", status=200):
    chosen = typed.split()[: secret.PICTURES_IN_A_SECRET - 1]
    context = {"learner": learner, "action": action, "pictures": PICTURES, "trouble": trouble}
    context |= {"chosen": " ".join(chosen), "places": places(chosen)}
    return render(request, "learners/choose_secret.html", context, status=status)


@for_holder
def leave(request, learner):
    """The phone no longer knows the person; the record stays."""
    if learner is None:
        return redirect("learners:people")
    if request.POST.get("sure") != "yes":
        return render(request, "learners/leave.html", {"learner": learner, "has_way_back": has_way_back(learner)})
    actions.leave(request.device, learner)
    return to_the_door(request)


@personal
def data(request):
    """What is kept about the person on this phone, and the rights to it."""
    learner = current_learner(request)
    return render(
        request, "learners/data.html", {"learner": learner, "data": personal_data(learner) if learner else None}
    )


@personal
def download(request):
    learner = current_learner(request)
    if learner is None:
        return redirect("learners:data")
    content = json.dumps(personal_data(learner), ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@for_holder
def erase(request, learner):
    """Asks once more, then forgets who it was."""
    if learner and request.POST.get("sure") == "yes":
        actions.erase(learner)
        request.device.current = None
        return render(request, "learners/erased.html")
    return redirect("learners:data")
