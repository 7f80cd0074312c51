"""In the editor: which lessons and rehearsals have to be compared with the real thing again."""

import codecs
import csv

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.views.mixins import Echo
from wagtail.log_actions import log

from accounts.desks import for_trainers, heading

from ..models import LessonPage, Rehearsal
from .flags import note_check, raise_flag
from .lines import LESSON, REHEARSAL, Line, choices, lines

MODELS = {LESSON: LessonPage, REHEARSAL: Rehearsal}
ICON = "date"


@for_trainers
@require_safe
def listing(request):
    asked = {name: request.GET.get(name, "") for name in ("kind", "language", "course")}
    found = lines(**asked)
    if request.GET.get("export") == "csv":
        return _csv(found)
    query = request.GET.copy()
    query["export"] = "csv"
    context = heading(_("Freshness"), ICON) | {
        "lines": found,
        "flagged": sum(1 for line in found if line.flag),
        "filters": [
            (name, words, choices()[name], asked[name])
            for name, words in (("kind", _("Kind")), ("language", _("Language")), ("course", _("Course")))
        ],
        "is_filtered": any(asked.values()),
        "export_url": f"?{query.urlencode()}",
    }
    return render(request, "courses/admin/freshness.html", context)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request, kind, pk):
    """Asks first: whoever presses it says to have compared."""
    version = _version(kind, pk)
    if not may_check(request.user, version):
        raise Http404
    if request.method == "POST":
        note_check(version, request.user)
        messages.success(request, _("Noted: “%(title)s” was checked today.") % {"title": version.title})
        return redirect("freshness")
    return _confirm(request, version, is_right=True)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def changed(request, kind, pk):
    version = _version(kind, pk)
    if request.method == "POST":
        raise_flag(version, request.user)
        log(instance=version, action="courses.changed", user=request.user)
        messages.success(request, _("Noted: people now read that the real screen may look different."))
        return redirect("freshness")
    return _confirm(request, version, is_right=False)


def _version(kind, pk):
    if kind not in MODELS:
        raise Http404
    return get_object_or_404(MODELS[kind].objects.select_related("locale"), pk=pk, live=True)


def _confirm(request, version, is_right):
    title = _("Freshness")
    context = heading(title, ICON) | {"version": version, "is_right": is_right}
    return render(request, "courses/admin/freshness_confirm.html", context)


def may_check(user, version) -> bool:
    if isinstance(version, LessonPage):
        return version.permissions_for_user(user).can_publish()
    return user.has_perm("courses.publish_rehearsal")


def _csv(found: list[Line]):
    heads = [_("Kind"), _("Title"), _("Language"), _("Course"), _("Last checked on"), _("Reports since then")]
    rows = [[*heads, _("To be checked"), _("Broken links"), _("Owner")]]
    for line in found:
        day = line.checked_on.isoformat() if line.checked_on else ""
        told = [line.kind_words, line.title, line.language, line.course, day, line.reports]
        rows.append([*told, _("yes") if line.flag else "", "; ".join(line.broken_links), line.owner])
    writer = csv.writer(Echo())
    lines_of_file = [codecs.BOM_UTF8, *(writer.writerow(map(_harmless, row)) for row in rows)]
    name = {"Content-Disposition": 'attachment; filename="freshness.csv"'}
    return StreamingHttpResponse(lines_of_file, content_type="text/csv; charset=utf-8", headers=name)


def _harmless(value):
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{value}" if str(value).startswith(("=", "+", "-", "@")) else value
