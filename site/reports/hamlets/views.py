"""The hamlets of one commune, for its own people."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import can_keep_hamlets, confirmed_units
from communes import hamlets as verbs
from communes.models import Hamlet, HamletKind, Unit
from communes.succession import successors, whole_successor

from ..audit.noting import noted


def for_keepers(view):
    """With the commune of the address; for others it does not exist."""

    @wraps(view)
    @cache_control(private=True, no_store=True)
    @login_required
    @noted
    def wrapper(request, pk, **kwargs):
        unit = get_object_or_404(Unit.objects.communes().select_related("parent"), pk=pk)
        if not can_keep_hamlets(request.user, unit):
            raise Http404
        return view(request, unit, **kwargs)

    return wrapper


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def own(request):
    """Each to the own commune; whoever has several chooses."""
    units = list(Unit.objects.current().filter(pk__in=confirmed_units(request.user)).select_related("parent"))
    if not units and request.user.is_superuser:
        return redirect("reports:country")
    if not units:
        raise Http404
    if len(units) == 1:
        return redirect("reports:hamlets", units[0].pk)
    return render(request, "reports/hamlets/own.html", {"units": units})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def hamlets(request, unit):
    if request.method != "POST":
        present = whole_successor(unit)
        return _page(request, unit) if present == unit else redirect("reports:hamlets", present.pk)
    text, kind = request.POST.get("names", ""), request.POST.get("kind", "")
    kind = HamletKind(kind) if kind in HamletKind.values else HamletKind.OTHER
    try:
        new, known = verbs.add_hamlets(unit, text, kind)
    except ValidationError as error:
        return _page(request, unit, 422, add_trouble=error.messages[0], names=text, kind=kind)
    if new:
        said = ngettext("%(count)s hamlet added.", "%(count)s hamlets added.", len(new)) % {"count": len(new)}
        messages.success(request, said)
    if known:
        messages.warning(request, _("Already in the list: %(names)s.") % {"names": ", ".join(known)})
    return redirect("reports:hamlets", unit.pk)


def for_one(view):
    """A verb on one hamlet of the commune; what it refuses is said on the page."""

    @wraps(view)
    @require_POST
    @for_keepers
    def wrapper(request, unit, hamlet):
        row = get_object_or_404(Hamlet.objects.select_related("unit"), pk=hamlet, unit=unit)
        try:
            messages.success(request, view(request, row))
        except ValidationError as error:
            return _page(request, unit, 422, trouble=error.messages[0])
        return redirect("reports:hamlets", unit.pk)

    return wrapper


@for_one
def rename(request, hamlet):
    verbs.rename_hamlet(hamlet, request.POST.get("name", ""))
    return _("It is now called %(name)s.") % {"name": hamlet.name}


@for_one
def close(request, hamlet):
    verbs.close_hamlet(hamlet, timezone.localdate())
    return _("%(name)s has ended. What was counted stays.") % {"name": hamlet.name}


@for_one
def reopen(request, hamlet):
    verbs.reopen_hamlet(hamlet)
    return _("%(name)s is in the list again.") % {"name": hamlet.name}


@for_one
def assign(request, hamlet):
    unit = _chosen(request, "unit", Unit.objects.all())
    verbs.assign_hamlet(hamlet, unit)
    return _("%(name)s now belongs to %(unit)s.") % {"name": hamlet.name, "unit": unit.name}


@require_POST
@for_keepers
def merge(request, unit):
    own = Hamlet.objects.filter(unit=unit)
    try:
        hamlet, into = _chosen(request, "hamlet", own), _chosen(request, "into", own)
        verbs.merge_hamlets(hamlet, into, timezone.localdate())
    except ValidationError as error:
        return _page(request, unit, 422, merge_trouble=error.messages[0])
    messages.success(request, _("%(name)s is now part of %(into)s.") % {"name": hamlet.name, "into": into.name})
    return redirect("reports:hamlets", unit.pk)


def _chosen(request, field, rows):
    key = request.POST.get(field, "")
    row = rows.filter(pk=int(key)).first() if key.isdecimal() else None
    if row is None:
        raise ValidationError(_("Choose one from the list."))
    return row


def _page(request, unit, status=200, **more):
    rows = verbs.in_order(unit.hamlets.select_related("merged_into"))
    context = {
        "unit": unit,
        "current": [hamlet for hamlet in rows if hamlet.is_current],
        "ended": [hamlet for hamlet in rows if not hamlet.is_current],
        "kinds": HamletKind.choices,
        "kind": HamletKind.THON,
        # Where the hamlets of a divided commune may belong.
        "parts": [] if unit.is_current else successors(unit),
    }
    return render(request, "reports/hamlets/page.html", context | more, status=status)
