"""Whoever was there types the code of the person, sees who it is and what was done, and says whether it was so."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.desks import heading
from accounts.permissions import is_confirming
from learners.names import called

from ..catalogue import in_language, rehearsals
from .codes import TooManyTries, answer, find

ICON = "check"


def for_confirming(view):
    """Nobody else learns that this is here."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not is_confirming(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@for_confirming
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """In the editor, for trainers."""
    return conversation(
        request, "courses/admin/confirm.html", "confirm_claims", heading(_("Confirm what was done"), ICON)
    )


def conversation(request, template, address, frame=None):
    """First the code, then who it is, then yes or no; the same words for a wrong, used, late and foreign code."""
    typed, said = request.POST.get("code", ""), request.POST.get("said", "")
    context, status = {"typed": typed} | (frame or {}), 200
    if request.method == "POST":
        try:
            claim = answer(request.user, typed, said == "yes") if said in ("yes", "no") else find(request.user, typed)
        except TooManyTries:
            claim, status = None, 429
            context["error"] = _("Too many wrong codes. Wait a quarter of an hour, then try again.")
        if claim and said in ("yes", "no"):
            messages.success(request, _("Confirmed. Thank you!") if said == "yes" else _("Noted: it was not so."))
            return redirect(address)
        if claim:
            context |= {"claim": claim, "name": called(claim.learner.name), "title": title_of(claim)}
        elif status == 200:
            status = 422
            context["error"] = _(
                "This code does not fit. Ask for a new one on the person's phone, and type it at once."
            )
    return render(request, template, context, status=status)


def title_of(claim) -> str:
    return in_language(rehearsals().get(claim.rehearsal_key, {}), get_language()) or _("A rehearsal no longer offered")
