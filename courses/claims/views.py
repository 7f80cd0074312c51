"""Saying that something was done for real, and having it confirmed by somebody who was there."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.permissions import is_confirming
from learners.actions import state_residence
from learners.requests import current_learner, identify, personal, same_origin_post
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement
from ui.refusals import NotHere

from ..catalogue import in_language, rehearsals, services
from ..models import ClaimCode
from .codes import issue
from .desk import conversation
from .forms import ResidenceForm


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def for_real(request, key):
    """Whether this person has said so, and what comes next; posted to it is where the person lives."""
    return (say_where if request.method == "POST" else show)(request, key)


@personal
def show(request, key):
    return _page(request, key)


@same_origin_post
def say_done(request, key):
    if key not in services():
        raise NotHere(_("This rehearsal is not here any more. Choose a course from the home page."))
    _tell(identify(request), Verb.COMPLETED, key)
    return redirect("courses:for_real", key=key)


@same_origin_post
def take_back(request, key):
    title_of(key)
    _tell(identify(request), Verb.VOIDED, key)
    return redirect("courses:for_real", key=key)


@same_origin_post
def show_code(request, key):
    """Shown once, in the answer itself: nobody can read it again, also not here."""
    claim = claim_of(request, key)
    if claim is None or claim.confirmed_at or claim.learner.unit_id is None:
        return redirect("courses:for_real", key=key)
    digits = issue(claim)
    ends_at = timezone.now() + ClaimCode.LIFE
    return _page(request, key, code=f"{digits[:3]} {digits[3:]}", ends_at=ends_at)


@same_origin_post
def say_where(request, key):
    """Who confirms it must be of the commune where the person lives."""
    learner = current_learner(request)
    form = ResidenceForm(request.POST, learner=learner)
    if learner is None or learner.unit_id:
        return redirect("courses:for_real", key=key)
    if not form.is_valid():
        return _page(request, key, status=422 if form.errors else 200, form=form)
    state_residence(learner, form.cleaned_data["unit"])
    return redirect("courses:for_real", key=key)


@login_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """For officials, who do not work in the editor."""
    if not is_confirming(request.user):
        raise Http404
    return conversation(request, "courses/claims/confirm.html", "courses:confirm_done")


def _page(request, key, status=200, **more):
    learner, claim = current_learner(request), claim_of(request, key)
    context = {"key": key, "title": title_of(key), "claim": claim, "learner": learner}
    if claim and learner.unit_id is None:
        context["form"] = ResidenceForm(learner=learner)
    return render(request, "courses/claims/for_real.html", context | more, status=status)


def claim_of(request, key):
    learner = current_learner(request)
    rows = learner.service_claims.select_related("learner", "confirmed_unit") if learner else None
    return rows.filter(rehearsal_key=key).first() if learner else None


def title_of(key) -> str:
    titles = rehearsals().get(key)
    if titles is None:
        raise NotHere(_("This rehearsal is not here any more. Choose a course from the home page."))
    return in_language(titles, get_language())


def _tell(learner, verb, key):
    take_in(learner, [Statement(verb, ObjectType.SERVICE, key, timezone.now(), locale=get_language())])
