"""What a person may say besides name and commune."""

from django.shortcuts import redirect, render

from .. import actions
from ..about import About, ethnicity_consent_text
from ..forms import AboutForm
from ..requests import current_learner, personal
from .me import for_holder
from .people import WRONG


@personal
def about(request):
    learner = current_learner(request)
    return about_page(request, learner, AboutForm(learner=learner)) if learner else redirect("learners:people")


@for_holder
def say(request, learner):
    """Everything anew: what is left empty is taken back."""
    if learner is None:
        return redirect("learners:people")
    form = AboutForm(request.POST, learner=learner)
    if not form.is_valid():
        return about_page(request, learner, form, WRONG)
    given = form.cleaned_data
    hamlet = given["hamlet"]
    said = About(given["age_band"], given["sex"], given["ethnicity"], hamlet and hamlet.pk)
    actions.say_about(learner, said, ethnicity_consent_text())
    return redirect("learners:data")


def about_page(request, learner, form, status=200):
    context = {"learner": learner, "form": form, "consent_text": ethnicity_consent_text()}
    return render(request, "learners/about.html", context, status=status)
