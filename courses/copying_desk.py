"""Where trainers bring screens of another rehearsal into the one they write."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from .copying import copied
from .models import Rehearsal
from .rehearsing import screens_of


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request, pk):
    """First from which rehearsal, then which of its screens; they come into the draft. A stranger gets 404."""
    if not request.user.has_perm("courses.change_rehearsal"):
        raise Http404
    rehearsal = get_object_or_404(Rehearsal.objects.select_related("locale"), pk=pk)
    others = Rehearsal.objects.exclude(pk=pk).select_related("locale")
    context = _heading(rehearsal)
    if "from" not in request.GET:
        own_first = sorted(others, key=lambda other: (other.locale_id != rehearsal.locale_id, other.folded_title))
        return render(request, "courses/admin/bring_in.html", context | {"others": own_first})
    if not request.GET["from"].isdecimal():
        raise Http404
    source = get_object_or_404(others, pk=request.GET["from"]).get_latest_revision_as_object()
    raw = source.screens.get_prep_value()
    chosen = {screen["id"] for screen in raw} & {*request.POST.getlist("screen")}
    if request.method == "POST" and chosen:
        _append(request, rehearsal, *copied(raw, chosen))
        return redirect(_edit_url(rehearsal))
    context |= {"source": source, "drawn": screens_of(raw), "is_missing": request.method == "POST"}
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/admin/bring_in_screens.html", context, status=status)


def _append(request, rehearsal, screens, lost):
    """Into a draft: nothing is published by it."""
    draft = rehearsal.get_latest_revision_as_object()
    draft.screens = [*draft.screens.get_prep_value(), *screens]
    draft.save_revision(user=request.user, log_action=True)
    count = len(screens)
    said = ngettext("%(n)s screen was brought in, at the end.", "%(n)s screens were brought in, at the end.", count)
    messages.success(request, f"{said % {'n': count}} {_('It is a draft until you publish it.')}")
    for link in lost:
        words = _("“%(name)s” on “%(screen)s” led to a screen that was left behind. Choose where it leads now.")
        messages.warning(request, words % {"name": link.name, "screen": link.screen})


def _heading(rehearsal) -> dict:
    title = _("Bring in screens")
    listing = rehearsal.snippet_viewset.get_url_name("list")
    return {
        "rehearsal": rehearsal,
        "header_title": title,
        "header_icon": "copy",
        "breadcrumbs_items": [
            {"url": reverse(listing), "label": _("Rehearsals")},
            {"url": _edit_url(rehearsal), "label": rehearsal.title},
            {"url": "", "label": title},
        ],
    }


def _edit_url(rehearsal):
    return reverse(rehearsal.snippet_viewset.get_url_name("edit"), args=[rehearsal.pk])
