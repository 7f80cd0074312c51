"""The public side: is this certificate real? Answers a code, and nothing but a code."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from learners.guessing import has_guessed_too_often, remember_miss

from .codes import clean_code
from .models import Certificate
from .pdf import small_print


def unlisted(view):
    """For pages with a person's name: kept by no cache and no search engine."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return wrapper


def check_form(request):
    """A box for the code; what is typed leads to its own page."""
    if "code" not in request.GET:
        return code_page(request)
    typed = request.GET["code"]
    if code := clean_code(typed):
        return redirect("certificates:check", code=code)
    return code_page(request, typed, message=_("Type the code printed on the certificate."), status=422)


@unlisted
def check(request, code):
    if has_guessed_too_often(request, "certificates"):
        message = _("Too many wrong codes were tried from here. Wait a few minutes, then try again.")
        return code_page(request, message=message, status=429)
    certificate = Certificate.objects.with_place().filter(code=clean_code(code)).first()
    if certificate is None:
        remember_miss(request, "certificates")
        message = _("There is no certificate with this code. Compare it with the paper, letter by letter.")
        return code_page(request, code, message=message, status=404)
    if certificate.is_withdrawn:
        return render(request, "certificates/withdrawn.html", status=410)
    return render(request, "certificates/check.html", {"certificate": certificate, "small_print": small_print()})


def code_page(request, typed="", message="", status=200):
    return render(request, "certificates/check_form.html", {"typed": typed, "message": message}, status=status)
