from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.permissions import can_see_figures, official_units
from communes.models import Kind, Unit
from communes.register import REFORM
from communes.succession import whole_successor
from quizzes.examining import examine
from quizzes.models import Attempt

from .audit.noting import noted
from .evidence import Evidence
from .figures import view_of
from .presentation import evidence_context, page_context

# Sittings looked at while somebody waits for a page; the rest is done at night.
LOOKED_AT = 400


def for_staff(view):
    """For people who are signed in; kept by no cache, and noted in the audit log."""

    @wraps(view)
    @require_safe
    @cache_control(private=True, no_store=True)
    @login_required
    @noted
    def wrapper(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return wrapper


@for_staff
def start(request):
    """Each to the own figures; whoever has several units chooses."""
    if request.user.is_superuser:
        return redirect("reports:country")
    units = Unit.objects.since(REFORM).filter(pk__in=official_units(request.user)).select_related("parent")
    if not units:
        raise Http404
    if len(units) == 1:
        return redirect("reports:unit", pk=units[0].pk)
    return render(request, "reports/start.html", {"units": units})


@for_staff
def unit(request, pk):
    try:
        found = visible_unit(request.user, pk)
    except Http404:
        return redirect("reports:unit", pk=visible_successor(request.user, pk).pk)
    return _page(request, found)


@for_staff
def country(request):
    only_administrators(request.user)
    return _page(request, None)


@for_staff
def evidence(request, pk):
    """Of a commune for its own official, of a province as a whole: so no two pages can be taken from each other."""
    found = visible_unit(request.user, pk)
    view = figures_view(request, found)
    if not (view.is_own or found.kind == Kind.PROVINCE or request.user.is_superuser):
        raise Http404
    examine(LOOKED_AT)
    waiting = Attempt.objects.filter(is_examined=False).count()
    context = evidence_context(Evidence(view), request.user)
    return render(request, "reports/evidence.html", context | {"waiting": waiting})


def visible_unit(user, pk):
    """A province or commune since July 2025 whose figures this person may see; else 404, as if it did not exist."""
    units = Unit.objects.since(REFORM).filter(kind__in=[Kind.PROVINCE, Kind.COMMUNE]).select_related("parent")
    unit = get_object_or_404(units, pk=pk)
    if not can_see_figures(user, unit):
        raise Http404
    return unit


def visible_successor(user, pk):
    """Where old addresses of a former unit lead those who may see the one in which all of it lies today; else 404."""
    former = get_object_or_404(Unit.objects.since(REFORM).former(), pk=pk)
    found = whole_successor(former)
    if found == former:
        raise Http404
    return visible_unit(user, found.pk)


def only_administrators(user):
    if not user.is_superuser:
        raise Http404


def figures_view(request, unit):
    period, drawn = request.GET.get("period", ""), request.GET.get("boundaries", "")
    return view_of(request.user, unit, period, timezone.localdate(), drawn)


def _page(request, unit):
    return render(request, "reports/unit.html", page_context(figures_view(request, unit), request))
