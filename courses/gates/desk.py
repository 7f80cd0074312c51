"""All lessons and rehearsals that a trainer may edit, with what their gates say of the newest draft."""

from collections import Counter

from django.core.cache import caches
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from pages import generation

from ..models import LessonPage, Rehearsal
from .checking import findings_of, refusals
from .findings import Kind

# The columns, in the order in which they matter: what refuses is one of them, whatever its kind.
KEEP_SECONDS = 60 * 60 * 24
TOLD = [Kind.SENTENCE, Kind.JARGON, Kind.SOUND, Kind.SOURCE, Kind.TRANSLATION]


def report(request):
    rows = [row(thing, address) for thing, address in editable(request.user)]
    context = {
        "header_title": _("Before it goes live"),
        "breadcrumbs_items": [{"url": "", "label": _("Before it goes live")}],
        "header_icon": "tasks",
        "rows": sorted(rows, key=lambda row: (-row["refused"], -sum(row["counts"]))),
    }
    return render(request, "courses/admin/gates_report.html", context)


def editable(user):
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    for page in LessonPage.objects.filter(pk__in=allowed.values("pk")).select_related("locale").order_by("path"):
        yield page.get_latest_revision_as_object(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    if user.has_perm("courses.change_rehearsal"):
        for rehearsal in Rehearsal.objects.select_related("locale").order_by("title", "pk"):
            address = reverse(Rehearsal.snippet_viewset.get_url_name("edit"), args=[rehearsal.pk])
            yield rehearsal.get_latest_revision_as_object(), address


def kept_findings(thing):
    """Rendering a whole curriculum takes seconds, so it is done once for each draft and each state of the content."""
    name = f"{thing._meta.model_name}:{thing.pk}:{thing.latest_revision_id}"
    name = f"gates:{generation.current()}:{localdate()}:{get_language()}:{name}"
    return caches["pages"].get_or_set(name, lambda: findings_of(thing), KEEP_SECONDS)


def row(thing, address):
    found = kept_findings(thing)
    counts = Counter(finding.kind for finding in found if not finding.refuses)
    return {
        "title": str(thing),
        "url": address,
        "language": thing.locale.get_display_name(),
        "refused": len(refusals(found)),
        "counts": [counts[kind] for kind in TOLD],
    }
