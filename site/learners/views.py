import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ui.refusals import NotHere

from . import actions
from .export import personal_data
from .forms import NameForm
from .requests import LEARNER_COOKIE, as_uuid, current_learner, device_of, identify, personal, same_origin_post


@personal
def people(request):
    """Who learns on this phone, and the way to hand it over."""
    device = device_of(request)
    learners = list(device.learners.order_by("created_at")) if device else []
    return render(request, "learners/people.html", {"learners": learners, "current": current_learner(request)})


@same_origin_post
def choose(request):
    """One of the people of this phone goes on; anybody else is a stranger."""
    device = device_of(request)
    if device is None:
        return redirect("learners:people")
    learner = device.learners.filter(pk=as_uuid(request.POST.get("person"))).first()
    if learner is None:
        raise NotHere(_("This person does not learn on this phone."))
    actions.take_over(device, learner)
    return redirect("courses:my_learning")


@same_origin_post
def hand_over(request):
    """A new person takes the phone: nothing of the one before is shown."""
    device = device_of(request)
    if device:
        actions.hand_over(device)
    # Whoever began since the last hand-over, and was not met yet, is not the one who begins now.
    request.COOKIES.pop(LEARNER_COOKIE, None)
    return redirect("wagtail_serve", "")


@same_origin_post
def rename(request):
    form = NameForm(request.POST)
    if form.is_valid():
        actions.rename(identify(request), form.cleaned_data["name"])
        return redirect("learners:people")
    device = device_of(request)
    learners = list(device.learners.order_by("created_at")) if device else []
    context = {"learners": learners, "current": current_learner(request), "form": form}
    return render(request, "learners/people.html", context, status=422)


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


@same_origin_post
def erase(request):
    """Asks once more, then forgets who it was."""
    learner = current_learner(request)
    if learner and request.POST.get("sure") == "yes":
        actions.erase(learner)
        request.device.current = None
        return render(request, "learners/erased.html")
    return redirect("learners:data")
