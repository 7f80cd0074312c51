"""Where a person lives, asked again when the commune was divided: nobody guesses."""

from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..actions import state_residence
from ..forms import ResidenceForm
from ..moving import to_choose_from
from ..requests import current_learner, personal
from .me import for_holder
from .people import WRONG


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def residence(request):
    return (state if request.method == "POST" else show)(request)


@personal
def show(request):
    learner = current_learner(request)
    if learner is None:
        return redirect("learners:people")
    return _page(request, learner, ResidenceForm(initial={"unit": learner.unit}))


@for_holder
def state(request, learner):
    if learner is None:
        return redirect("learners:people")
    form = ResidenceForm(request.POST)
    if not form.is_valid():
        return _page(request, learner, form, status=WRONG if form.errors else 200)
    state_residence(learner, form.cleaned_data["unit"])
    return redirect("courses:my_learning")


def _page(request, learner, form, status=200):
    context = {"learner": learner, "form": form, "parts": to_choose_from(learner)}
    return render(request, "learners/residence.html", context, status=status)
