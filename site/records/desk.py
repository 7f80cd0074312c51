"""In the editor: a trainer brings in the file of a phone that could not send, looks at it first, and agrees."""

from collections import Counter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from accounts.desks import for_trainers, heading

from .forms import TOO_LARGE, FileForm
from .importing import bring_in, foreign_keys, known_keys, look_at, person_of, trouble
from .models import Import
from .rescue import FileError
from .signals import titles_asked
from .statements import parse_all

FAULTS = {
    "oversized": TOO_LARGE,
    "malformed": gettext_lazy("This file is broken, so nothing was taken from it. Let the phone save it once more."),
    "foreign": gettext_lazy("This is not a file that a phone saved on this site. Nothing was taken from it."),
    "newer": gettext_lazy("This file was saved by another version of this site, so it can't be read here."),
    "empty": gettext_lazy("There is nothing in this file: the phone had sent everything."),
}
TROUBLES = {
    "elsewhere": gettext_lazy("This person lives in another commune. A trainer there can bring it in."),
    "erased": gettext_lazy("This person asked to be forgotten, so nothing more is kept of them."),
    "unmarked": gettext_lazy("The file does not say which phone it is from, so a new person can't be made of it."),
}
REASONS = {
    "malformed": gettext_lazy("Can't be taken in: it is in a broken form"),
    "unknown": gettext_lazy("Can't be taken in: this site does not know the kind"),
    "oversized": gettext_lazy("Can't be taken in: it is too long"),
    "foreign": gettext_lazy("Can't be taken in: it is already there for another person"),
}


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    Import.objects.stale(timezone.now()).delete()
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            return redirect("records_preview", look_at(request.user, form.body(), timezone.now()))
        except FileError as error:
            form.add_error(None, FAULTS[str(error)])
    context = heading(_("Bring in a phone's file"), "upload") | {"form": form}
    return render(request, "records/admin/upload.html", context, status=422 if form.errors else 200)


@for_trainers
def preview(request, key):
    """Whose it is and what would happen; nothing has yet."""
    rows = Import.objects.filter(upload=key, user=request.user).select_related("learner__unit")
    if not rows:
        raise Http404
    if not rows.waiting(timezone.now()):
        messages.info(request, _("This file was already brought in, or was looked at too long ago."))
        return redirect("records_upload")
    people = [prospect(row, request.user) for row in rows]
    context = heading(_("What the phone saved"), "upload")
    context |= {"people": people, "upload": key, "can_bring_in": any(person["new"] for person in people)}
    return render(request, "records/admin/preview.html", context)


@for_trainers
@require_POST
def confirm(request, key):
    """A second press, another tab or an old page change nothing."""
    rows = bring_in(request.user, key, timezone.now())
    if not rows:
        messages.info(request, _("This file was already brought in, or was looked at too long ago."))
        return redirect("records_upload")
    count = sum(row.new_count for row in rows)
    said = ngettext("%(count)s thing was brought in.", "%(count)s things were brought in.", count) % {"count": count}
    messages.success(request, said)
    return redirect("records_imports")


def prospect(row, user) -> dict:
    """What would happen to one person's part."""
    learner = person_of(row)
    hindrance = trouble(row, learner, user)
    if hindrance:
        # Nothing about the person: whoever lives elsewhere is not shown.
        return {"trouble": TROUBLES[hindrance], "count": len(row.said), "new": 0}
    statements, _refused = parse_all(row.said, timezone.now())
    keys = {statement.id for statement in statements}
    foreign, known = foreign_keys(learner, keys), known_keys(learner, keys)
    new = [statement for statement in statements if statement.id not in foreign | known]
    reasons = Counter(row.refused) + Counter({"foreign": len(foreign)})
    return {
        "learner": learner,
        "new": len(new),
        "known": len(known),
        "refused": [(REASONS[reason], count) for reason, count in sorted(reasons.items())],
        "titles": by_title(new),
    }


def by_title(statements) -> list[tuple[str, int]]:
    """What the new ones are about, in a reader's words, and how many."""
    keys = {statement.object_key for statement in statements if statement.object_type != "question"}
    titles = {}
    for _receiver, found in titles_asked.send(Import, keys=keys):
        titles = found | titles
    return sorted(Counter(_title(statement, titles) for statement in statements).items())


def _title(statement, titles):
    if statement.object_type == "question":
        return _("Quick questions")
    return titles.get(statement.object_key) or _("Something that this site does not have, or no longer")


class ImportsView(ReportView):
    """What was brought in, by whom: a trainer sees the own, an administrator all."""

    page_title = gettext_lazy("Files brought in")
    header_icon = "history"
    index_url_name = "records_imports"
    index_results_url_name = "records_imports_results"
    default_ordering = "-taken_at"
    no_results_message = gettext_lazy("No file has been brought in yet.")
    columns = [
        DateColumn("taken_at", label=gettext_lazy("Brought in at")),
        Column("user", label=gettext_lazy("By")),
        Column("learner", label=gettext_lazy("Learner")),
        Column("new_count", label=gettext_lazy("New")),
        Column("known_count", label=gettext_lazy("Already here")),
        Column("refused_count", label=gettext_lazy("Refused")),
        Column("sha256", label=gettext_lazy("Fingerprint of the file"), accessor=lambda row: row.sha256[:12]),
    ]

    def get_queryset(self):
        rows = Import.objects.taken().select_related("user", "learner")
        return rows if self.request.user.is_superuser else rows.filter(user=self.request.user)
