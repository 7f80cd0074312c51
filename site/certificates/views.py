"""The holder's side: claim a certificate, look at it, keep it, withdraw it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from courses.catalogue import courses, in_language
from courses.state import learner_state, still_to_do
from learners.requests import current_learner, personal, same_origin_post
from ui.paper import qr_svg
from ui.refusals import NotHere

from .actions import claim_certificate, withdraw_certificate
from .conditions import has_completed
from .consent import consent_text
from .forms import ClaimForm
from .models import Certificate
from .pdf import render_pdf, small_print


@csrf_exempt
def claim(request, course_key):
    """From a completed course to its certificate."""
    return (take_claim if request.method == "POST" else show_claim)(request, course_key)


@personal
def show_claim(request, course_key):
    learner = current_learner(request)
    return nothing_to_claim(request, learner, course_key) or claim_page(request, ClaimForm(learner=learner), course_key)


@same_origin_post
def take_claim(request, course_key):
    learner = current_learner(request)
    if answer := nothing_to_claim(request, learner, course_key):
        return answer
    form = ClaimForm(request.POST, learner=learner)
    if not form.is_valid():
        return claim_page(request, form, course_key, status=422 if form.errors else 200)
    given = form.cleaned_data
    return redirect(claim_certificate(learner, course_key, given["holder_name"], given["unit"], get_language()))


def nothing_to_claim(request, learner, course_key):
    """The answer where the certificate is there already or the course is not completed; else None."""
    held = learner.certificates.current().valid().filter(course_key=course_key).first() if learner else None
    if held:
        return redirect(held)
    course = courses().get(course_key)
    if course is None:
        raise NotHere(_("This course is not here any more. Choose another from the home page."))
    if has_completed(learner, course_key):
        return None
    language = get_language()
    context = course_words(course) | {"to_do": still_to_do(course, learner_state(learner, language), language)}
    return render(request, "certificates/not_yet.html", context, status=403 if request.method == "POST" else 200)


def claim_page(request, form, course_key, status=200):
    context = course_words(courses()[course_key]) | {"form": form, "consent_text": consent_text()}
    return render(request, "certificates/claim.html", context, status=status)


def course_words(course):
    language = get_language()
    return {"course_title": in_language(course.titles, language), "course_url": in_language(course.urls, language)}


@personal
def mine(request):
    """The certificates of the person who holds the phone."""
    certificates = own_certificates(request).current().valid().order_by("-issued_at")
    return render(request, "certificates/mine.html", {"certificates": certificates})


@personal
def certificate(request, pk):
    held = get_object_or_404(own_certificates(request), pk=pk)
    address = check_url(request, held)
    context = {
        "certificate": held,
        "check_url": address,
        "qr": mark_safe(qr_svg(address, scale=6, border=2)),  # noqa: S308 - drawn by us from an address of ours
        "small_print": small_print(),
    }
    return render(request, "certificates/certificate.html", context)


@personal
def pdf(request, pk):
    held = get_object_or_404(own_certificates(request).valid(), pk=pk)
    response = HttpResponse(render_pdf(held, check_url(request, held)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="chung-nhan-{held.code}.pdf"'
    return response


@same_origin_post
def withdraw(request, pk):
    """Asked once more on the page itself; there is a way back by claiming again."""
    held = get_object_or_404(own_certificates(request), pk=pk)
    withdraw_certificate(held)
    return redirect(held)


def own_certificates(request):
    """Of whoever holds the phone: for anybody else they do not exist."""
    learner = current_learner(request)
    return Certificate.objects.filter(learner=learner).with_place() if learner else Certificate.objects.none()


def check_url(request, certificate):
    """The short address in the site's own language: the one that is printed."""
    with translation.override(settings.LANGUAGE_CODE):
        return request.build_absolute_uri(reverse("certificates:check", args=[certificate.code]))
