"""What leads on from the page of a place: side by side, where people stop, the state of what is learnt."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.permissions import is_official
from communes.models import Kind

from ..lessons.reading import lessons_of
from ..presentation import crumbs, name_of
from ..views import figures_view, for_staff, only_administrators, visible_unit
from .comparing import comparison
from .content import FRESH, matter_words, state, tally
from .funnel import funnel
from .reading import Overview
from .standing import LATE, REACHED


@for_staff
def compare(request, pk):
    """Communes of a province; the choice is in the address, so that it can be passed on."""
    unit = visible_unit(request.user, pk)
    if unit.kind != Kind.PROVINCE:
        raise Http404
    view = figures_view(request, unit)
    context = below(view, request.user, _("Compare communes"))
    return render(request, "reports/compare.html", context | comparison(Overview(view), request.GET.getlist("with")))


@for_staff
def course(request, pk, key):
    return _course(request, visible_unit(request.user, pk), key)


@for_staff
def country_course(request, key):
    only_administrators(request.user)
    return _course(request, None, key)


def _course(request, unit, key):
    view = figures_view(request, unit)
    if key not in view.titles:
        raise Http404
    figures = view.by_course.at(view.row, key)
    counts = [
        (_("Began"), figures.learners),
        (_("Did a first lesson"), figures.reached),
        (_("Sat the quiz"), figures.tried),
        (_("Completed the course"), figures.completions),
        (_("Received the certificate"), figures.certificates),
    ]
    context = {
        "figures": figures,
        "steps": funnel(counts),
        "lessons": lessons_of(view, key),
        "is_rounded": not view.is_own,
    }
    return render(request, "reports/course.html", below(view, request.user, view.titles[key]) | context)


@for_staff
def content(request):
    """The same for every official: it holds nothing of any place."""
    if not is_official(request.user):
        raise Http404
    language, today = get_language(), timezone.localdate()
    context = {
        "name": _("State of what is learnt"),
        "crumbs": [(_("Figures"), reverse("reports:start"))],
        "state": tally(language, today),
        "lines": [
            (line, matter_words(what), REACHED if what == FRESH else LATE) for line, what in state(language, today)
        ],
    }
    return render(request, "reports/content.html", context)


def below(view, user, name: str) -> dict:
    """What a page below that of a place needs to say where it is."""
    address = reverse("reports:unit", args=[view.unit.pk]) if view.unit else reverse("reports:country")
    return {"unit": view.unit, "name": name, "crumbs": [*crumbs(view, user), (name_of(view), address)]}
